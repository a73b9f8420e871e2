"""Dropping a year's volume when its period has ended: the entries go, the tree's root stays, the book goes on.

A volume ends before the first entry of a later year, in the order of sealing, and is dropped whole: an entry that was
written a moment after its year stands in the next volume. Only the oldest volume can be dropped, so that what is left
of all dropped ones is one list of hashes. The signed row is written first; it is what lets the triggers pass the
removals (`triggers.py`), which then go in short transactions and may be stopped and taken up again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from wellkept.exits.keys import ring
from wellkept.ledger.entry import microseconds
from wellkept.ledger.models import Entry, Leaf, Node, Volume
from wellkept.ledger.signed import volume_line
from wellkept.ledger.tree import Tree

_AT_ONCE: Final = 200


class NotDroppable(ValueError):
    """The volume cannot be dropped; nothing was removed."""

    def __init__(self, year: int, why: str) -> None:
        super().__init__(f"the ledger's volume {year} is not dropped: {why}")


def drop_volume(year: int, *, now: datetime) -> int:
    """Remove a year's entries, or the rest of them after a stop; how many.

    The caller knows how long the book must be kept and whether anything is held back. Raises `NotDroppable`.
    """
    if not Volume.objects.filter(year=year).exists():
        _sign(year, now)
    return _remove()


def _sign(year: int, now: datetime) -> None:
    if now.astimezone(UTC).year <= year:
        raise NotDroppable(year, "the year is not over")
    before = Volume.objects.order_by("-year").first()
    if before is not None and before.year > year:
        raise NotDroppable(year, f"{before.year} was dropped already")
    first, done = (before.end, before.through) if before else (0, 0)
    end, through = _end(year, done)
    if end <= first:
        raise NotDroppable(year, "it has no entries that are the oldest of the book")
    peaks = Tree().peaks(end)
    joined, at = b"".join(peaks.hashes), microseconds(now)
    signature = ring().sign(volume_line(year, first, end, through, joined, at))
    Volume.objects.create(
        year=year,
        first=first,
        end=end,
        through=through,
        root=peaks.root(),
        peaks=joined,
        at=at,
        signature=signature,
    )


def _end(year: int, done: int) -> tuple[int, int]:
    """The leaf after the volume, and the number of its last entry."""
    next_year = microseconds(datetime(year + 1, 1, 1, tzinfo=UTC))
    later = Entry.objects.filter(number__gt=done, at__gte=next_year).order_by("number").values_list("number", flat=True)
    following = later.first()
    mine = Entry.objects.filter(number__gt=done)
    if following is not None:
        mine = mine.filter(number__lt=following)
    through = mine.order_by("-number").values_list("number", flat=True).first()
    if through is None:
        return 0, 0
    position = Leaf.objects.filter(number=through).values_list("position", flat=True).first()
    if position is None:
        raise NotDroppable(year, "not all its entries are sealed yet")
    return position + 1, through


def _remove() -> int:
    last = Volume.objects.order_by("-year")[:1].get()
    removed = 0
    while True:
        with transaction.atomic():
            numbers = list(
                Entry.objects.filter(number__lte=last.through)
                .order_by("number")
                .values_list("number", flat=True)[:_AT_ONCE]
            )
            if not numbers:
                break
            Leaf.objects.filter(number__in=numbers, position__lt=last.end).delete()
            removed += Entry.objects.filter(number__in=numbers).delete()[0]
    Node.objects.annotate(end=F("start") + F("width")).filter(end__lte=last.end).delete()
    return removed
