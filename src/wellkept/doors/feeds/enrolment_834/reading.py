"""Passes over an 834: cutting it into transaction sets and members."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wellkept.doors.feeds.enrolment_834.member import read_member
from wellkept.doors.feeds.enrolment_834.quarantine import Quarantined, Reason, Unfit
from wellkept.doors.feeds.enrolment_834.transaction import announced_members, read_transaction
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.x12.envelope import enveloped
from wellkept.doors.feeds.x12.segments import Notes, Segment, segments
from wellkept.features.enrolment_record import Enrolment, Transaction

GUIDE = "005010X220A1"
# Far above any real member, low enough that a file without INS or SE segments cannot fill the memory.
MOST_SEGMENTS = 2_000
_SETS = {
    "270": "eligibility inquiry",
    "271": "eligibility answer",
    "274": "provider directory",
    "275": "attachment",
    "276": "claim status request",
    "277": "claim status",
    "278": "authorization request or answer",
    "820": "premium payment",
    "824": "application advice",
    "834": "enrolment",
    "835": "claim payment",
    "837": "claim",
    "997": "acknowledgment",
    "999": "acknowledgment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a first pass over an input found."""

    interchanges: int
    transactions: int  # transaction sets 834
    members: int
    segments: int
    others: tuple[tuple[str, int], ...]  # other transaction sets by their number, left alone
    notes: tuple[str, ...]  # without personal values


@dataclass(frozen=True, slots=True)
class _Member:
    transaction: Transaction
    ordinal: int
    found: list[Segment]
    is_whole: bool

    def read(self) -> Enrolment:
        if not self.is_whole:
            raise Unfit(Reason.TOO_LONG)
        return read_member(self.found, self.transaction, self.ordinal)


def examine(stream: BinaryIO) -> Summary:
    """Read `stream` from its place to its end and keep nothing.

    NotReadable: empty, not X12, cut off, or without a single 834; its message is for the person who gave the file.
    """
    walk = _Walk(Notes())
    for _ in walk.members(stream):
        pass
    return walk.summary()


def members(stream: BinaryIO, notes: Notes | None = None) -> Iterator[Enrolment | Quarantined]:
    """Each member in the order of the input, read or quarantined; memory does not grow with the input.

    NotReadable comes when the reader gets to the fault, after the members before it: call `examine` first.
    """
    for member in _Walk(notes or Notes()).members(stream):
        first = member.found[0].number
        try:
            read: Enrolment | Quarantined = member.read()
        except Unfit as unfit:
            raw = b"".join(segment.raw for segment in member.found)
            read = Quarantined(first, member.ordinal, unfit.reason, unfit.sentence(), raw)
        yield read


class _Walk:
    """One pass: cuts the transaction sets 834 into their members and counts on the way."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.counted: Counter[str] = Counter()
        self.sets: Counter[str] = Counter()
        self.group: Segment | None = None
        self.head: list[Segment] = []
        self.transaction: Transaction | None = None
        self.found: list[Segment] = []
        self.length = 0
        self.before = 0  # members before this transaction set
        self.other_guide = False

    def members(self, stream: BinaryIO) -> Iterator[_Member]:
        try:
            for segment in enveloped(segments(stream, self.notes), self.notes):
                self.counted["segments"] += 1
                yield from self._take(segment)
        except NotReadable as fault:
            # An 837 that is cut off as well is first of all not an 834.
            raise (self._wrong_set() if self.sets and not self.sets["834"] else fault) from None
        if not self.sets["834"]:
            raise self._wrong_set()
        if not self.counted["members"]:
            self.notes.add("The 834 holds no member (INS).")

    def _take(self, segment: Segment) -> Iterator[_Member]:
        match segment.name:
            case "ISA":
                self.counted["interchanges"] += 1
            case "GS":
                self.group = segment
            case "ST":
                self._begin(segment)
            case _ if self.head:
                yield from self._take_inside(segment)

    def _take_inside(self, segment: Segment) -> Iterator[_Member]:
        match segment.name:
            case "SE":
                yield from self._flush()
                self._compare_count(segment)
                self.head = []
            case "INS":
                yield from self._flush()
                self.counted["members"] += 1
                self.found, self.length = [segment], 1
            case _:
                current = self.found or self.head
                self.length += 1
                if len(current) < MOST_SEGMENTS:
                    current.append(segment)

    def _begin(self, segment: Segment) -> None:
        kind = segment.element(1)
        self.sets[kind if kind in _SETS else "unknown"] += 1
        self.head = [segment] if kind == "834" else []
        self.transaction = None
        self.before = self.counted["members"]
        guide = segment.element(3) or (self.group.element(8) if self.group else "")
        if self.head and not guide.startswith(GUIDE[:-2]) and not self.other_guide:
            self.other_guide = True
            self.notes.add(f"Segment {segment.number:,} names another guide than {GUIDE}; it was read as {GUIDE}.")

    def _flush(self) -> Iterator[_Member]:
        if self.found:
            if self.transaction is None:
                self.transaction = read_transaction(self.head, self.group)
            found, self.found = self.found, []
            yield _Member(self.transaction, self.counted["members"], found, self.length <= MOST_SEGMENTS)

    def _compare_count(self, segment: Segment) -> None:
        announced = announced_members(self.head)
        held = self.counted["members"] - self.before
        if announced is not None and announced != held:
            self.notes.add(
                f"The transaction set that ends at segment {segment.number:,} announces {announced:,} members (QTY TO) "
                f"and holds {held:,}.",
            )

    def _wrong_set(self) -> NotReadable:
        names = ", ".join(f"{number} ({_SETS.get(number, 'unknown to this program')})" for number in sorted(self.sets))
        what = f"transaction set {names}" if names else "no transaction set"
        return NotReadable(
            f"This X12 interchange holds {what}; an enrolment, 834 ({GUIDE}), was expected. "
            "Check that the right file was given.",
        )

    def summary(self) -> Summary:
        others = {number: count for number, count in self.sets.items() if number != "834"}
        if others:
            self.notes.add(f"Transaction sets other than 834 were left alone: {', '.join(sorted(others))}.")
        return Summary(
            interchanges=self.counted["interchanges"],
            transactions=self.sets["834"],
            members=self.counted["members"],
            segments=self.counted["segments"],
            others=tuple(sorted(others.items())),
            notes=self.notes.sentences(),
        )
