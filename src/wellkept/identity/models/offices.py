"""Providers' offices whose people may sign in, each with the agreement on file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models


class Office(models.Model):
    """One office of a provider.

    `token` is a keyed digest of its NPI, in hexadecimal; one office that is not ended has an NPI. `sealed` holds what
    it is called, its NPI and address, which version of the agreement is on file and who signed it. The agreement holds
    from the day it was `signed` to `ends`, its last day, None where it runs on; `ended` is when the plan ended it.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token: models.CharField[str, str] = models.CharField(max_length=32)
    signed: models.DateField[date, date] = models.DateField()
    ends: models.DateField[date | None, date | None] = models.DateField(null=True)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    sealed: models.BinaryField[bytes, bytes] = models.BinaryField()

    class Meta:
        """The table's own facts."""

        db_table = "identity_office"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token"], condition=models.Q(ended__isnull=True), name="one_open_office_of_an_npi"
            )
        ]

    def __str__(self) -> str:
        """Never its name."""
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Whether an agreement is on file and holds today."""
        today = datetime.now(UTC).date()
        return self.ended is None and self.signed <= today and (self.ends is None or today <= self.ends)
