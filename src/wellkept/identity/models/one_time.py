"""Codes and links that work once. Only keyed digests are kept, so the table opens nothing."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models


class OneTime(models.Model):
    """The one code or link of a use that somebody may hold now.

    `of` is what it is for: an account, a contact point, an invitation. `digest` is the keyed digest of the secret,
    `tries` how often somebody tried it.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    use: models.CharField[str, str] = models.CharField(max_length=40)
    of: models.UUIDField[UUID, UUID] = models.UUIDField()
    digest: models.BinaryField[bytes, bytes] = models.BinaryField(max_length=16, db_index=True)
    ends: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)
    tries: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(default=0)
    taken_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_one_time"
        constraints: ClassVar = [models.UniqueConstraint(fields=["use", "of"], name="one_at_a_time")]

    def __str__(self) -> str:
        """Never what it is for."""
        return str(self.id)
