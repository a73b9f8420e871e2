"""The Django app of the shared frame: its templates, style sheets and words."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Templates and static files of every door."""

    name = "wellkept.doors.shared"
    label = "doors_shared"
