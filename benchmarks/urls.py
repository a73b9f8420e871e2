"""The house's addresses, and the twin's one."""

from django.urls import include, path

from benchmarks.plain.views import claims

urlpatterns = [
    path("plain/claims", claims, name="plain-claims"),
    path("", include("wellkept.site.urls")),
]
