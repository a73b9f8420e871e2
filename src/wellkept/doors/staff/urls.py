"""The addresses of the staff's pages."""

from django.urls import path

from wellkept.doors.staff import quarantine, reach

urlpatterns = [
    path("staff/quarantine", quarantine.quarantine, name="staff-quarantine"),
    path("staff/statement-reach", reach.reach, name="staff-reach"),
]
