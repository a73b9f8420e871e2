"""Segments out of an X12 stream, whatever its delimiters, indents or line ends, in constant memory.

Source: ASC X12.5/X12.6, interchange control structure; the delimiters are those that the ISA segment itself uses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.x12.opening import (
    BOM,
    ISA,
    ISA_LONGEST,
    Damaged,
    Delimiters,
    opening,
    opens,
    what_this_is,
)

CHUNK = 65_536
# No segment of an enrolment comes near this; without a limit, a wrong terminator would read the whole input at once.
LONGEST_SEGMENT = 65_536
_BLANK = b" \t\r\n\x00\x1a"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: `element(1)` is the first after the name; `raw` is what stood in the input, terminator included."""

    number: int  # place in the input, from 1
    name: str
    elements: tuple[str, ...]
    delimiters: Delimiters
    raw: bytes

    def element(self, place: int) -> str:
        """Trimmed; "" where the segment is shorter."""
        return self.elements[place - 1] if place <= len(self.elements) else ""

    def components(self, place: int) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.element(place).split(self.delimiters.component))

    def repeats(self, place: int) -> tuple[str, ...]:
        """A repeating element as its values; one value where the interchange has no repetition separator."""
        mark = self.delimiters.repetition
        return tuple(self.element(place).split(mark)) if mark else (self.element(place),)


class Notes:
    """What was borne with: sentences without personal values. The first 50 are kept, so that memory stays flat."""

    LIMIT = 50

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._more = 0

    def add(self, sentence: str) -> None:
        if len(self._kept) < self.LIMIT:
            self._kept.append(sentence)
        else:
            self._more += 1

    def sentences(self) -> tuple[str, ...]:
        rest = (f"{self._more} more notes of this kind were left out.",) if self._more else ()
        return (*self._kept, *rest)


class _Source:
    """A binary stream with a small piece of it in hand."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._at = 0

    def _more(self) -> bool:
        chunk = self._stream.read(CHUNK)
        self._held = self._held[self._at :] + chunk
        self._at = 0
        return bool(chunk)

    def peek(self, length: int) -> bytes:
        """The next bytes, fewer than `length` only at the end."""
        while len(self._held) - self._at < length and self._more():
            pass
        return self._held[self._at : self._at + length]

    def skip(self, length: int) -> None:
        self._at += length

    def until(self, mark: bytes) -> bytes | None:
        """Up to and with `mark`; None when it does not come again."""
        while True:
            found = self._held.find(mark, self._at)
            held = (len(self._held) if found < 0 else found) - self._at
            if held > LONGEST_SEGMENT:
                raise NotReadable(
                    f"A segment runs on for more than {LONGEST_SEGMENT:,} bytes without the terminator that the ISA "
                    "segment names. The input is damaged, or is not X12 to its end; ask the sender for it again.",
                )
            if found >= 0:
                piece = self._held[self._at : found + 1]
                self._at = found + 1
                return piece
            if not self._more():
                return None

    def skip_blank(self) -> None:
        while head := self.peek(CHUNK):
            rest = head.lstrip(_BLANK)
            rest = rest.removeprefix(BOM)
            self.skip(len(head) - len(rest))
            if len(rest) == len(head):
                return


def segments(stream: BinaryIO, notes: Notes) -> Iterator[Segment]:
    """Every segment of every interchange, ISA and IEA included.

    NotReadable: empty, not X12, a damaged ISA, or an end in the middle of a segment.
    """
    reader = _Reader(_Source(stream), notes)
    reader.source.skip_blank()
    head = reader.source.peek(ISA_LONGEST)
    if not opens(head):
        raise NotReadable(what_this_is(head))
    more = True
    while more:
        yield from reader.interchange()
        more = reader.find_next()


class _Reader:
    def __init__(self, source: _Source, notes: Notes) -> None:
        self.source = source
        self.notes = notes
        self.number = 0
        self.latin = False

    def interchange(self) -> Iterator[Segment]:
        length, delimiters = opening(self.source.peek(ISA_LONGEST))
        raw = self.source.peek(length)
        self.source.skip(length)
        head = self.segment(raw, delimiters)
        yield head
        terminator = delimiters.segment.encode("latin-1")
        while (raw_or_none := self.source.until(terminator)) is not None:
            if raw_or_none.strip(_BLANK + terminator):
                segment = self.segment(raw_or_none, delimiters)
                yield segment
                if segment.name == "IEA":
                    return
        yield from self._unfinished(head)

    def _unfinished(self, head: Segment) -> Iterator[Segment]:
        """The input has ended before IEA; only an IEA that lacks nothing but its terminator may still follow."""
        rest = self.source.peek(LONGEST_SEGMENT)
        self.source.skip(len(rest))
        if not rest.strip(_BLANK):
            return
        last = self.segment(rest, head.delimiters)
        if (last.name, last.element(2)) != ("IEA", head.element(13)):
            raise NotReadable(
                f"The input ends in the middle of segment {last.number:,}: it is cut off. "
                "Ask the sender for the whole file.",
            )
        self.notes.add("The last segment, IEA, has no terminator.")
        yield last

    def segment(self, raw: bytes, delimiters: Delimiters) -> Segment:
        self.number += 1
        body = raw.removesuffix(delimiters.segment.encode("latin-1")).translate(None, delimiters.dropped())
        try:
            text = body.decode()
        except UnicodeDecodeError:
            text = body.decode("latin-1")
            if not self.latin:
                self.latin = True
                self.notes.add(f"Segment {self.number:,} is not UTF-8; such text was read as Latin-1.")
        name, *elements = (part.strip(" ") for part in text.lstrip(" \ufeff").split(delimiters.element))
        return Segment(self.number, name, tuple(elements), delimiters, raw)

    def find_next(self) -> bool:
        """Whether another interchange follows; what stands before it and is not X12 is passed over with a note."""
        self.source.skip_blank()
        passed = 0
        while head := self.source.peek(CHUNK):
            if _may_open(head):
                break
            step = head.find(ISA, 1)
            step = step if step > 0 else max(1, len(head) - len(ISA) + 1)
            passed += step
            self.source.skip(step)
        if passed:
            self.notes.add(
                f"After segment {self.number:,}, the end of an interchange, {passed:,} bytes that are not X12 "
                "were passed over.",
            )
        return bool(head)


def _may_open(head: bytes) -> bool:
    """Whether a readable interchange begins here, and not three letters of something else."""
    if not opens(head):
        return False
    try:
        opening(head[:ISA_LONGEST])
    except Damaged:
        return False
    return True
