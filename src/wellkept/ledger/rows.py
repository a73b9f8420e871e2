"""The tables as streams in their order, in constant memory, none read past what was there at the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from wellkept.ledger import outside, stored
from wellkept.ledger.models import Node
from wellkept.ledger.signed import SignedHead
from wellkept.ledger.stored import Stored, as_bytes, as_number, entries

__all__ = ["Bounds", "Stored", "bounds", "entries", "extra_nodes", "heads", "leaves", "standing_twice", "strays"]

CHUNK = 2_000
_LEAVES = (
    'SELECT "position", number, hash FROM ledger_leaf '
    'WHERE "position" >= %s AND "position" < %s ORDER BY "position" LIMIT %s'
)
_HEADS = (
    "SELECT size, through, root, at, signature FROM ledger_head WHERE size > %s AND size <= %s ORDER BY size LIMIT %s"
)
_LOWEST = -(2**63)
_HIGHEST = """
    SELECT coalesce((SELECT max(size) FROM ledger_head), 0),
        coalesce((SELECT max(position) + 1 FROM ledger_leaf), 0),
        coalesce((SELECT max(number) FROM ledger_entry), 0),
"""
_BOUNDS = {
    "sqlite": _HIGHEST + "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'ledger_entry'), 0)",  # noqa: S608
    "postgresql": _HIGHEST + "NULL",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the book went when the walk began; the site may write on meanwhile.

    `outside` is a length in bytes, taken first, so that no head is met outside before it is met in the database.
    `last_number` is the highest number that the database says it ever gave, on SQLite; None on PostgreSQL, where a
    write that was taken back uses a number up.
    """

    outside: int
    size: int
    leaves: int
    newest: int
    last_number: int | None


def bounds() -> Bounds:
    """Take them, those of the database in one statement."""
    outside_length = outside.length()
    size, leaves, newest, last_number = stored.fetched(_BOUNDS[connection.vendor])[0]
    return Bounds(
        outside_length,
        max(0, as_number(size)),
        max(0, as_number(leaves)),
        newest,
        None if last_number is None else as_number(last_number),
    )


def leaves(start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """Leaves from `start` up to `end`: position, number, hash."""
    while chunk := stored.fetched(_LEAVES, (start, end, CHUNK)):
        for position, number, value in chunk:
            yield as_number(position), as_number(number), as_bytes(value)
        start = chunk[-1][0] + 1


def heads(found: Bounds) -> Iterator[tuple[int, SignedHead | None, SignedHead | None]]:
    """By rising size: the head of that size outside the database, and the one in it."""
    tagged: Any = merge(
        ((head.size, 0, head) for head in outside.heads(found.outside)),
        ((head.size, 1, head) for head in _in_database(found.size)),
        key=lambda item: item[:2],
    )
    for size, group in groupby(tagged, key=lambda item: item[0]):
        both: list[SignedHead | None] = [None, None]
        for _, place, head in group:
            both[place] = head
        yield size, both[0], both[1]


def standing_twice() -> tuple[UUID, int] | None:
    """A genuine entry whose id two rows have, which the unique index would not let in, and its higher number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, max(number) FROM ledger_entry GROUP BY id HAVING count(*) > 1 ORDER BY 2")
        row = cursor.fetchone()
    return None if row is None else (UUID(str(row[0])), row[1])


def strays(until: int) -> Iterator[Stored]:
    """Entries up to `until`, the last of the last dropped volume, where there should be none."""
    yield from entries(_LOWEST, until)


def extra_nodes(start: int, end: int, expected: int) -> bool:
    """Whether other than `expected` subtrees are kept that end after leaf `start` and by leaf `end`."""
    kept = Node.objects.annotate(end=F("start") + F("width"))
    return kept.filter(end__gt=start, end__lte=end).count() != expected


def _in_database(until: int) -> Iterator[SignedHead]:
    after = 0
    while chunk := stored.fetched(_HEADS, (after, until, CHUNK)):
        for size, through, root, at, signature in chunk:
            yield SignedHead(
                size=size,
                through=as_number(through),
                root=as_bytes(root),
                at=as_number(at),
                signature=as_bytes(signature),
            )
        after = chunk[-1][0]
