"""The Django app of the member's pages."""

from django.apps import AppConfig


class MemberConfig(AppConfig):
    """Templates and styles of a signed-in member's pages."""

    name = "wellkept.doors.member"
    label = "doors_member"
