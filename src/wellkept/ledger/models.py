"""The tables of the book. Nothing is ever changed in them, and nothing leaves but a dropped volume (`triggers.py`)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One decision about one person, or about nobody. `entry.py` gives the meaning and limits of each column.

    `number` is the order of the book. `at` is microseconds since 1970 UTC, so that both databases give back exactly
    what was digested. Lists are compact JSON.
    """

    number = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, db_column="id")
    at = models.BigIntegerField()
    verb = models.CharField(max_length=80)
    visitor = models.CharField(max_length=100)
    party = models.CharField(max_length=60)
    role = models.CharField(max_length=60)
    subject = models.BinaryField(max_length=16, null=True)
    action = models.CharField(max_length=10)
    data = models.TextField()
    purpose = models.CharField(max_length=60)
    clauses = models.TextField()
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=20)
    version = models.CharField(max_length=100)
    conditions = models.TextField()
    missing = models.TextField()
    request = models.CharField(max_length=64)
    of = models.UUIDField(null=True)
    count = models.IntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "number"], name="ledger_entry_subject", condition=Q(subject__isnull=False)),
            models.Index(fields=["at"], name="ledger_entry_at"),
            # What `looks.last` asks on every page: a history of any length costs the same.
            models.Index(
                fields=["subject", "number"],
                name="ledger_entry_looks",
                condition=Q(subject__isnull=False, verdict="allowed")
                & ~Q(party="person.member")
                & ~Q(action="collect"),
            ),
            # What an office's own trail asks.
            models.Index(
                fields=["visitor", "number"],
                name="ledger_entry_office",
                condition=Q(party__in=["provider.office", "provider.office_administrator"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Leaf(models.Model):
    """The place of an entry in the tree, given when it is sealed, and the hash of its leaf."""

    position = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_leaf"

    def __str__(self) -> str:
        return str(self.position)


class Node(models.Model):
    """The hash over `width` leaves from `start`; only widths of 256, 256², … are kept, the rest is quickly made."""

    id = models.BigAutoField(primary_key=True)
    start = models.BigIntegerField()
    width = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_node"
        constraints = [models.UniqueConstraint(fields=["width", "start"], name="ledger_node_place")]

    def __str__(self) -> str:
        return str(self.start)


class Head(models.Model):
    """A signed head: the root over the first `size` leaves, the last of which is the entry `through`."""

    size = models.BigIntegerField(primary_key=True)
    through = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.BigIntegerField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_head"

    def __str__(self) -> str:
        return str(self.size)


class Volume(models.Model):
    """A year that was dropped, signed. Its entries were the leaves from `first` up to, not including, `end`.

    `root` is the tree's root at `end`, and `peaks` the hashes that it is made of, so that the tree goes on.
    """

    year = models.IntegerField(primary_key=True)
    first = models.BigIntegerField()
    end = models.BigIntegerField()
    through = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    peaks = models.BinaryField()
    at = models.BigIntegerField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_volume"

    def __str__(self) -> str:
        return str(self.year)


class InForce(models.Model):
    """Which statement holds from `at` on, when that was written down, and who had been told."""

    number = models.BigAutoField(primary_key=True)
    version = models.CharField(max_length=100)
    at = models.BigIntegerField(unique=True)
    noted = models.BigIntegerField()
    told = models.CharField(max_length=100)
    digest = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_in_force"

    def __str__(self) -> str:
        return str(self.number)
