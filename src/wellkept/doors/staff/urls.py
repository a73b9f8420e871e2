"""The addresses of the staff's pages."""

from django.urls import path

from wellkept.doors.staff import quarantine

urlpatterns = [
    path("staff/quarantine", quarantine.quarantine, name="staff-quarantine"),
]
