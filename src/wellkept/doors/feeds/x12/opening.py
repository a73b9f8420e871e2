"""The first segment of an interchange, from which all delimiters are taken; and what an input is that has none."""

import string
from dataclasses import dataclass
from functools import cache

from wellkept.doors.feeds.not_readable import NotReadable

BOM = b"\xef\xbb\xbf"
ISA = b"ISA"
ISA_ELEMENTS = 16
ISA_LONGEST = 1_024  # 106 bytes when whole; the rest is room for line ends inside it


class Damaged(NotReadable):
    """An ISA segment that does not say its delimiters."""


@dataclass(frozen=True, slots=True)
class Delimiters:
    """One character each; `repetition` is "" where the interchange has none (before version 00402)."""

    element: str
    component: str
    repetition: str
    segment: str

    def dropped(self) -> bytes:
        """Control characters that delimit nothing: line ends inside wrapped lines, tabs of indents, stray NULs."""
        return _controls_but(self.element + self.component + self.repetition + self.segment)


@cache
def _controls_but(kept: str) -> bytes:
    return bytes(code for code in (*range(32), 127) if chr(code) not in kept)


def opens(head: bytes) -> bool:
    """Whether these bytes begin an ISA segment."""
    return head.startswith(ISA) and len(head) > len(ISA) and not head[3:4].isalnum()


def opening(head: bytes) -> tuple[int, Delimiters]:
    """Length of the ISA segment with its terminator, and the delimiters. `head` begins with ISA.

    By counted separators rather than by byte, since some senders trim the padding or wrap their lines.
    """
    parts = head.split(head[3:4], ISA_ELEMENTS)
    if len(parts) <= ISA_ELEMENTS:
        raise Damaged(_damaged(f"it has fewer than {ISA_ELEMENTS} elements"))
    tail = parts[-1].lstrip(b"\r\n")
    component, after = tail[:1], tail[1:]
    terminator, after = _terminator(after)
    repetition = parts[11].strip()
    marks = (head[3:4], component, terminator)
    if len(set(marks)) != len(marks) or not all(map(_may_delimit, marks)):
        raise Damaged(_damaged("its delimiters are not three different marks"))
    if len(repetition) != 1 or repetition in marks or not _may_delimit(repetition):
        repetition = b""
    names = (mark.decode("latin-1") for mark in (*marks[:2], repetition, terminator))
    return len(head) - len(after), Delimiters(*names)


def _terminator(after: bytes) -> tuple[bytes, bytes]:
    """The terminator and what follows it: a line end, unless that only wraps the line before the real one."""
    if after[:1] in {b"\r", b"\n"}:
        rest = after.lstrip(b"\r\n")
        if rest[:1] and rest[:1].decode("latin-1") in string.punctuation:
            return rest[:1], rest[1:]
    return after[:1], after[1:]


def _may_delimit(mark: bytes) -> bool:
    return bool(mark) and not mark.isalnum() and mark not in b" \x00"


def _damaged(how: str) -> str:
    return (
        f"The ISA segment is damaged: {how}, so the delimiters are unknown. "
        "Ask the sender for the file as it was made, without conversion."
    )


_KNOWN = (
    ((b"\xff\xfe", b"\xfe\xff", b"I\x00S\x00A\x00", b"\x00I\x00S\x00A"), "text in UTF-16"),
    ((b"PK\x03\x04",), "a ZIP archive"),
    ((b"\x1f\x8b",), "a gzip archive"),
    ((b"%PDF",), "a PDF document"),
    ((b"-----BEGIN PGP",), "a PGP-encrypted file"),
    ((b"{", b"["), "JSON"),
    ((b"<",), "XML or HTML"),
    ((b"UNA", b"UNB"), "UN/EDIFACT"),
    ((b"MSH|",), "an HL7 version 2 message"),
    ((b"GS", b"ST"), "X12 without its ISA segment"),
)
_TO_DO = {
    "text in UTF-16": "Save it as UTF-8.",
    "a ZIP archive": "Unpack it first.",
    "a gzip archive": "Unpack it first.",
    "a PGP-encrypted file": "Decrypt it first.",
    "X12 without its ISA segment": "Ask the sender for the whole interchange, from ISA to IEA.",
}


def what_this_is(head: bytes) -> str:
    """The sentence for an input that does not begin with ISA; it quotes nothing of it."""
    if not head:
        return "The input is empty; an X12 interchange was expected. Check that the right file was given."
    kind = next((kind for starts, kind in _KNOWN if head.startswith(starts)), "")
    if kind.startswith("X12") and head[2:3].isalnum():
        kind = ""
    kind = kind or ("binary data" if b"\x00" in head else "text of another kind")
    to_do = _TO_DO.get(kind, "Check that the right file was given.")
    return f"This is {kind}; an X12 interchange, which begins with ISA, was expected. {to_do}"
