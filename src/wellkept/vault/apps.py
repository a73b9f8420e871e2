"""The Django app of the vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """People, their records, and the store of their keys."""

    name = "wellkept.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
