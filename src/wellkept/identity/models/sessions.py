"""Sessions: who is signed on where. Nothing in a row can be read, or used to sign on, without the plan's ring."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import models

from wellkept.identity.models.accounts import Account


class Session(models.Model):
    """One browser at one door.

    `token` is a keyed digest of the key that the cookie holds, in hexadecimal. `kind` is the door's: "member" (the
    public pages too), "staff" or "office". `seen` is written at most once a minute. `browser` and `payload` are sealed.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token: models.CharField[str, str] = models.CharField(max_length=32, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    seen: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)
    browser: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    payload: models.BinaryField[bytes, bytes] = models.BinaryField()

    class Meta:
        """The table's own facts."""

        db_table = "identity_session"

    def __str__(self) -> str:
        """Never the key, which is not here either."""
        return str(self.id)
