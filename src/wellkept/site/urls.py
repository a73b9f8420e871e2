"""Every address of the site; each door lists its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("wellkept.doors.public.urls")),
    path("", include("wellkept.doors.member.urls")),
    path("", include("wellkept.doors.staff.urls")),
    path("", include("wellkept.doors.systems.urls")),
    path("", include("wellkept.doors.provider.urls")),
    path("", include("wellkept.doors.feeds.urls")),
]
handler400 = "wellkept.doors.shared.errors.bad_request"
handler403 = "wellkept.doors.shared.errors.forbidden"
handler404 = "wellkept.doors.shared.errors.not_found"
handler500 = "wellkept.doors.shared.errors.failed"
