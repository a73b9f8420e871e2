"""The store of wrapped member keys, in a database (SQLite) or schema (PostgreSQL) of its own."""

from __future__ import annotations

from django.db import models


class MemberKey(models.Model):
    """One person's key, wrapped by the ring with the person's id as context.

    An erased key stays as an empty row, so that a backup made before the erasure is known for what it is.
    Records that wait in quarantine have keys of their own, under the id of the record.
    """

    person = models.UUIDField(primary_key=True, editable=False)
    wrapped = models.BinaryField(default=bytes)
    erased_on = models.DateField(null=True)

    class Meta:
        db_table = "vault_memberkey"

    def __str__(self) -> str:
        return str(self.person)


class RingMark(models.Model):
    """The mark of the ring that this store was made with, one row in each store."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    mark = models.BinaryField()

    class Meta:
        db_table = "vault_ringmark"

    def __str__(self) -> str:
        return "the mark of the ring"
