"""The public door as a site of its own: what it shows may not lean on another door."""

from django.urls import include, path

urlpatterns = [path("", include("wellkept.doors.public.urls"))]
handler400 = "wellkept.doors.shared.errors.bad_request"
handler403 = "wellkept.doors.shared.errors.forbidden"
handler404 = "wellkept.doors.shared.errors.not_found"
handler500 = "wellkept.doors.shared.errors.failed"
