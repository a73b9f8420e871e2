"""The Django app of accounts and sessions."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, sessions, roles."""

    name = "wellkept.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
