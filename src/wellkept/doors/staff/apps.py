"""The Django app of the staff's pages."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Templates of the staff's pages."""

    name = "wellkept.doors.staff"
    label = "doors_staff"
