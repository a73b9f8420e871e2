"""The Django app of scheduled and queued work: the words of the notices."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """Templates of the notices that are sent."""

    name = "wellkept.doors.clock"
    label = "doors_clock"
