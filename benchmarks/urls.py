"""The house's addresses, and the twin's one beside the page that it is the twin of, found after as long a search."""

from django.urls import path

from benchmarks.plain.views import claims
from wellkept.doors.member import urls as member
from wellkept.site.urls import handler400, handler403, handler404, handler500, urlpatterns

place = [known.name for known in member.urlpatterns].index("claims")
member.urlpatterns.insert(place, path("plain/claims", claims, name="plain-claims"))

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
