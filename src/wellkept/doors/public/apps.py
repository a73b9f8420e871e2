"""The Django app of the public pages."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Templates of the pages that everyone may read."""

    name = "wellkept.doors.public"
    label = "doors_public"
