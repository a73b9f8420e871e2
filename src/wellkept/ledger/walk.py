"""The walk through the book: entries beside their leaves, then the tail that is not sealed yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellkept.exits.keys import ring
from wellkept.ledger import rows
from wellkept.ledger.anchors import Anchors, Unmatched
from wellkept.ledger.findings import Bad, Kind, bad
from wellkept.ledger.merkle import Peaks
from wellkept.ledger.models import Node
from wellkept.ledger.rows import Bounds, Stored
from wellkept.ledger.seals import leaf_of
from wellkept.ledger.stored import NOT_A_NUMBER, NOT_GENUINE, as_bytes
from wellkept.ledger.tree import is_kept, kept_nodes
from wellkept.ledger.witness import Wrong

Progress = Callable[[int, int], None]  # number of the entry looked at, of the last one

_OFTEN = 1_000


@dataclass(frozen=True, slots=True)
class Start:
    """Where the last dropped volume left the book: its tree, its last number, and how old an entry can be at most."""

    peaks: Peaks
    number: int
    oldest: int


@dataclass(slots=True)
class _Wrong:
    """What looked wrong after the entry `since`, the last under a head that was right."""

    since: int
    moved: Stored | None = None
    gap: int | None = None
    node: str | None = None


class Walk:
    """What has been walked, and what looked wrong since the last head that was right.

    A leaf or a node that is not what its entries make, and a number that is missing, tell nothing by themselves: the
    next head says whether the entries are sound.
    """

    def __init__(self, start: Start, bounds: Bounds, progress: Progress | None) -> None:
        self.peaks, self.number = start.peaks, start.number
        self.tail, self.tail_since, self.notes = 0, 0, list[str]()
        self._dropped_end, self._oldest = start.peaks.size, start.oldest
        self._bounds, self._progress, self._ring = bounds, progress, ring()
        self._anchors = Anchors(bounds, self._ring.public_key())
        self._entries = rows.entries(start.number, bounds.newest)
        self._entry: Stored | None = None
        self._wrong = _Wrong(start.number)

    def sealed(self) -> None:
        """Every entry that has a leaf, against every head. Raises `Bad`."""
        self._anchors.pass_by(self.peaks.size)
        self._meet_heads()
        self._step()
        for position, number, stored in rows.leaves(self.peaks.size, self._bounds.leaves):
            self._take(self._entry_of(position, number), stored)
            self._meet_heads()
        self._end()

    def behind(self, wrong: Wrong | None) -> None:
        """The tail: every entry must carry its digest, the last number be there, and nothing be `wrong`.

        `wrong` is the first entry that its writer vouches for and that does not stand where it was written. Raises
        `Bad`.
        """
        while self._entry is not None:
            before = self.number
            if wrong is not None and wrong.told.number < self._entry.number:
                break
            self._check(self._entry)
            if wrong is not None and wrong.told.number == self._entry.number:
                break
            if self._entry.number != before + 1:
                self.notes.append(
                    f"no entry has the numbers {before + 1} to {self._entry.number - 1}, after the last head, and no "
                    "process says that it wrote one: writes that were taken back use up numbers too"
                )
            self.tail += 1
            self.tail_since = min(self._entry.at, self.tail_since or self._entry.at)
            self._step()
        if wrong is not None:
            raise _misplaced(wrong)
        given = self._bounds.last_number
        if given is not None and given != self.number:
            says = f"the book ends with entry {self.number}, but the database has given numbers up to {given}"
            raise bad(Kind.CUT_OFF, says, number=self.number + 1)

    def _entry_of(self, position: int, number: int) -> Stored:
        entry = self._entry
        if NOT_A_NUMBER in (position, number):
            here = (entry.number, entry.id) if entry else (self.number + 1, None)
            raise bad(Kind.TREE, f"the leaf of entry {here[0]} is not a leaf", number=here[0], entry=here[1])
        if position != self.peaks.size and entry is not None and entry.number == number == self.number + 1:
            raise bad(Kind.TREE, f"the leaf of entry {number} stands in another place", number=number, entry=entry.id)
        if position != self.peaks.size and (entry is None or entry.number >= number):
            says = f"an entry between {self.number} and {number} is gone, with its leaf"
            raise bad(Kind.REMOVED, says, number=self.number + 1)
        if entry is not None and entry.number < number:
            says = f"entry {entry.number} has no leaf, though later entries have: it was put in, or its leaf is gone"
            raise bad(Kind.INSERTED, says, number=entry.number, entry=entry.id)
        if entry is None or entry.number > number:
            raise bad(Kind.REMOVED, f"entry {number} was sealed and is gone", number=number)
        return entry

    def _take(self, entry: Stored, stored: bytes) -> None:
        before = self.number
        self._check(entry)
        if entry.number != before + 1 and self._wrong.gap is None:
            self._wrong.gap = before + 1
        leaf = leaf_of(entry)
        if leaf != stored and self._wrong.moved is None:
            self._wrong.moved = entry
        for start, width, value in self.peaks.append(leaf):
            if is_kept(width) and start + width > self._dropped_end and self._wrong.node is None:
                kept = Node.objects.filter(width=width, start=start).values_list("hash", flat=True).first()
                if as_bytes(kept) != value:
                    self._wrong.node = f"the node over {width} leaves from {start} is not what its leaves make"
        self._step()

    def _check(self, entry: Stored) -> None:
        number, name = entry.number, entry.id
        if self._bounds.last_number is not None and number != self.number + 1:
            # SQLite gives every number once and takes back the numbers of writes that were taken back.
            raise bad(Kind.REMOVED, f"entry {self.number + 1} is gone", number=self.number + 1)
        if not entry.is_genuine(self._ring):
            raise bad(Kind.CHANGED, f"entry {number} {NOT_GENUINE}", number=number, entry=name)
        if entry.at < self._oldest:
            raise bad(Kind.INSERTED, f"entry {number} is older than what was dropped", number=number, entry=name)
        self.number = number
        if self._progress is not None and number % _OFTEN == 0:
            self._progress(number, self._bounds.newest)

    def _meet_heads(self) -> None:
        try:
            if not self._anchors.at(self.peaks.size, self.peaks.root(), self.number):
                return
        except Unmatched as problem:
            raise self._suspect(problem) from None
        if self._wrong.moved is not None:
            number = self._wrong.moved.number
            raise bad(Kind.TREE, f"entry {number} is sound, its leaf is not", number=number, entry=self._wrong.moved.id)
        if self._wrong.node is not None:
            raise bad(Kind.TREE, f"the entries are sound, but {self._wrong.node}")
        self._wrong = _Wrong(self.number)

    def _suspect(self, problem: Unmatched) -> Bad:
        if self._wrong.moved is not None:
            number = self._wrong.moved.number
            says = f"entry {number} is genuine, but not the one that was sealed in its place"
            return bad(Kind.REORDERED, says, number=number, entry=self._wrong.moved.id)
        if self._wrong.gap is not None:
            return bad(Kind.REMOVED, f"entry {self._wrong.gap} is gone: {problem.says}", number=self._wrong.gap)
        says = (
            f"between entry {self._wrong.since + 1} and entry {self.number} one was removed, moved or numbered anew: "
            f"{problem.says}"
        )
        return bad(Kind.REMOVED, says, number=self._wrong.since + 1)

    def _end(self) -> None:
        entry = self._entry
        size = self.peaks.size
        if entry is not None and self._bounds.size > size:
            raise bad(Kind.TREE, f"the leaf of entry {entry.number} is gone", number=entry.number, entry=entry.id)
        try:
            self._anchors.end(size, self.number)
        except Unmatched as problem:
            raise self._suspect(problem) from None
        if self._wrong.since != self.number:
            raise bad(
                Kind.HEAD,
                f"no head is there for the leaves after entry {self._wrong.since}",
                number=self._wrong.since + 1,
            )
        expected = sum(count for _, count in kept_nodes(size, after=self._dropped_end))
        if rows.extra_nodes(self._dropped_end, size, expected):
            raise bad(Kind.TREE, f"the tree over {size} leaves has other nodes than belong there")
        self.notes += self._anchors.notes()

    def _step(self) -> None:
        self._entry = next(self._entries, None)


def _misplaced(wrong: Wrong) -> Bad:
    number, entry = wrong.told.number, wrong.told.id
    if wrong.stands is None:
        return bad(Kind.REMOVED, f"entry {number} was written and is gone", number=number, entry=entry)
    says = f"entry {number} was written under that number and stands as {wrong.stands}"
    return bad(Kind.REORDERED, says, number=number, entry=entry)
