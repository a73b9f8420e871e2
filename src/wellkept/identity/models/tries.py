"""Failed tries at a secret, and codes that were used: counted by keyed digests, so that no row says whose."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Tries(models.Model):
    """How often something was tried without success.

    `token` is a keyed digest of what is counted (a use, a user name, an address), in hexadecimal. `failed` counts
    within one period, `in_row` since the last success.
    """

    token: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    failed: models.IntegerField[int, int] = models.IntegerField(default=0)
    in_row: models.IntegerField[int, int] = models.IntegerField(default=0)
    last: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_tries"

    def __str__(self) -> str:
        """The digest."""
        return self.token
