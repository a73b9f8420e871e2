"""Which database a model lives in: wrapped member keys in a store of their own, which no data backup holds."""

from __future__ import annotations

from django.db import models

KEYS = "keys"
_IN_KEYS = frozenset({"memberkey"})
# Both stores carry the mark of the ring that they were made with.
_IN_BOTH = frozenset({"ringmark"})


class KeysRouter:
    """Sends `vault.MemberKey` to the alias "keys", and everything else to "default"."""

    def db_for_read(self, model: type[models.Model], **_hints: object) -> str | None:
        """The alias to read from, None for Django's own choice."""
        named = model._meta  # noqa: SLF001 - Django documents it as public
        return KEYS if self._is_key(named.app_label, named.model_name) else None

    def db_for_write(self, model: type[models.Model], **_hints: object) -> str | None:
        """The alias to write to, None for Django's own choice."""
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: object) -> bool:
        """Whether a model has a table in this database."""
        if app_label == "vault" and model_name in _IN_BOTH:
            return True
        return (db == KEYS) == self._is_key(app_label, model_name)

    def _is_key(self, app_label: str, model_name: str | None) -> bool:
        return app_label == "vault" and model_name in _IN_KEYS
