"""Second steps: authenticator apps, passkeys, recovery codes. Secrets and names are sealed, codes are digests."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models

from wellkept.identity.models.accounts import Account


class SecondStep(models.Model):
    """One authenticator app, one passkey, or one recovery code.

    `token` is a keyed digest: of the account for an app (one each), of the credential's id for a passkey, of account
    and code for a recovery code. `counter` is the last half minute that an app's code was taken for.
    """

    class Kind(models.TextChoices):
        """What sort of step."""

        APP = "app"
        PASSKEY = "passkey"
        RECOVERY = "recovery"

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    kind: models.CharField[str, str] = models.CharField(max_length=10, choices=Kind)
    token: models.CharField[str, str] = models.CharField(max_length=32, unique=True)
    sealed: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    counter: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    used: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_second_step"
        ordering: ClassVar = ["made", "id"]

    def __str__(self) -> str:
        """Its id."""
        return str(self.id)
