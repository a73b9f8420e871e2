"""Browsers that an account was used with: known ones, and those that it trusts for a time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models

from wellkept.identity.models.accounts import Account


class KnownBrowser(models.Model):
    """One browser of one account.

    `token` is a keyed digest, in hexadecimal: of what the browser says and from where for a known one, of the secret
    in its cookie for a trusted one (`trusted_until`). `words` are two sealed words about it.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    token: models.CharField[str, str] = models.CharField(max_length=32, unique=True)
    words: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    trusted_until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_browser"

    def __str__(self) -> str:
        """Its id."""
        return str(self.id)
