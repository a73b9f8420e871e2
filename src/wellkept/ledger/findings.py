"""What looking through the book can find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What is wrong with the first thing that is not as it was written and signed."""

    CHANGED = "changed"  # the entry does not carry the digest of what it says
    INSERTED = "inserted"  # the entry stands where nothing was sealed, or twice
    REMOVED = "removed"  # the entry was sealed, or numbered, and is gone
    REORDERED = "reordered"  # the entry is genuine and stands in another's place
    CUT_OFF = "cut off"  # a signed head vouches for entries after the last one
    TREE = "tree"  # the entries are sound, a leaf or a node of the tree is not
    HEAD = "head"  # the entries are sound, a head is not, or is gone
    VOLUME = "volume"  # a dropped volume is not as it was signed
    IN_FORCE = "in force"  # the register of what was in force is not as it was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The first bad thing. `number` and `entry` name it where it has a name; `says` is a sentence for people."""

    kind: Kind
    says: str
    number: int | None = None
    entry: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found: nothing, or the first bad thing, after which nothing was looked at.

    `sealed` entries were compared with signed heads; the `tail` behind the last head, whose oldest entry was written
    at `tail_since`, with its digests and with what its writers tell outside (`witness`), as far as they did.
    """

    first: Finding | None
    sealed: int
    tail: int
    tail_since: datetime | None
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing bad was found."""
        return self.first is None


class Bad(Exception):
    """Ends the walk with what was found."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.says)
        self.finding = finding


def bad(kind: Kind, says: str, *, number: int | None = None, entry: UUID | None = None) -> Bad:
    """The exception of a finding."""
    return Bad(Finding(kind=kind, says=says, number=number, entry=entry))
