"""The heads outside the database: HOME/heads/heads.jsonl, one signed line after the other, never written over.

Whoever cuts the end off the database cannot cut it off here too, least of all from a copy that is kept elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from wellkept.ledger.signed import SignedHead

_OWNER_ONLY = 0o600
_LONGEST = 1_000


class UnreadableHeads(RuntimeError):
    """A line of the file is not a head and not the torn beginning of the next line."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} of {file()} is no head; put the file back from its backup")
        self.line = line


@dataclass(frozen=True, slots=True)
class Restored:
    """From here on the book goes on from `size` entries, because an older backup was restored."""

    size: int
    at: int
    signature: bytes


Line = SignedHead | Restored


def file() -> Path:
    """Where the heads lie."""
    return Path(settings.WELLKEPT_HOME) / "heads" / "heads.jsonl"


def append(lines: Sequence[Line]) -> None:
    """Add lines and wait until they are on the disk."""
    place = file()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
    with os.fdopen(opened, "r+b") as stream:
        torn = _is_torn(place)
        stream.write((b"\n" if torn else b"") + b"".join(_dump(line) for line in lines))
        stream.flush()
        os.fsync(stream.fileno())


def length() -> int:
    """How many bytes of lines there are now."""
    return file().stat().st_size if file().exists() else 0


def lines(until: int) -> Iterator[Line]:
    """What the first `until` bytes say, in order. Raises `UnreadableHeads`.

    A line torn by a crash is passed by where the next line is the whole of it, or where it is the last.
    """
    if not file().exists():
        return
    torn, read = b"", 0
    with file().open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            read += len(raw)
            if read > until:
                break
            if torn and not raw.startswith(torn):
                raise UnreadableHeads(number - 1)
            torn = b""
            line = _load(raw)
            if line is None:
                torn = raw.rstrip(b"\n")
                continue
            yield line


def heads(until: int) -> Iterator[SignedHead]:
    """The heads that still count, their sizes rising: those that a restoration undid are left out."""
    undone = [(place, line.size) for place, line in enumerate(lines(until)) if isinstance(line, Restored)]
    for place, line in enumerate(lines(until)):
        if isinstance(line, SignedHead) and all(place > later or line.size <= size for later, size in undone):
            yield line


def last() -> SignedHead | None:
    """The newest head that still counts. Raises `UnreadableHeads`."""
    newest = None
    for line in _tail():
        if isinstance(line, Restored):
            break
        newest = line
    if newest is None:
        for found in heads(length()):
            newest = found
    return newest


def _tail() -> list[Line]:
    """The last whole line, if it can be had without reading the file."""
    size = length()
    if not size:
        return []
    with file().open("rb") as stream:
        stream.seek(max(0, size - _LONGEST))
        raw = stream.read()
    if not raw.endswith(b"\n"):
        return []
    line = _load(raw.rstrip(b"\n").rpartition(b"\n")[2] + b"\n")
    return [] if line is None else [line]


def _is_torn(place: Path) -> bool:
    with place.open("rb") as stream:
        if not stream.seek(0, os.SEEK_END):
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"


def _dump(line: Line) -> bytes:
    said: dict[str, Any] = {"signature": line.signature.hex(), "at": line.at}
    if isinstance(line, Restored):
        return orjson.dumps(said | {"restored": line.size}) + b"\n"
    return orjson.dumps({"size": line.size, "through": line.through, "root": line.root.hex()} | said) + b"\n"


def _load(raw: bytes) -> Line | None:
    try:
        said = orjson.loads(raw)
        signature, at = bytes.fromhex(said["signature"]), int(said["at"])
        if "restored" in said:
            return Restored(int(said["restored"]), at, signature)
        root = bytes.fromhex(said["root"])
        return SignedHead(size=int(said["size"]), through=int(said["through"]), root=root, at=at, signature=signature)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None
