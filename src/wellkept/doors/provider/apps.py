"""The Django app of the provider portal's pages."""

from django.apps import AppConfig


class ProviderConfig(AppConfig):
    """Templates of the provider portal's pages."""

    name = "wellkept.doors.provider"
    label = "doors_provider"
