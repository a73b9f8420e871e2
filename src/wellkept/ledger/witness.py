"""Who vouches for the tail: what was written since the last seal, told outside the database by whoever wrote it.

No head covers an entry of the last minute yet. So the process that wrote it appends its id and number to a file of
its own in HOME/tail, as soon as the entry is committed, and a hand in the database cannot take that back. A file
serves for a minute and goes when all its entries are sealed; one that names an entry that is gone stays for `verify`.

Nothing waits for the disk here: a power cut may take the last seconds of a file with it, never an entry.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import Final
from uuid import UUID
from zlib import crc32

from django.conf import settings

from wellkept.ledger.stored import numbers_of

_LINE: Final = Struct(">16sQ")
_SIZE: Final = _LINE.size + 4  # and a checksum, since a power cut leaves anything in the last lines
_MINUTE: Final = 60
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that was committed, by its id and number."""

    id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """An entry that is not where it was written; `stands` is the number it has now, None if it is gone."""

    told: Told
    stands: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What the files said of entries above some number: how many there were, and the first that is not right."""

    count: int
    first: Wrong | None


class _Tail:
    """This process's file."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """With nothing of another process's, after a fork."""
        self._lock = Lock()
        self._for: tuple[object, int] | None = None
        self._file = -1

    def append(self, lines: bytes) -> None:
        with self._lock:
            here = (settings.WELLKEPT_HOME, int(time.time()) // _MINUTE)
            if here != self._for:
                self._open(here[1])
                self._for = here
            if os.write(self._file, lines) != len(lines):
                self._for = None
                raise OSError(f"{_folder()} takes no more: is the disk full?")

    def leave(self) -> None:
        with self._lock:
            self._for = None

    def _open(self, minute: int) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{minute}-{secrets.token_hex(8)}"
        self._file = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)


_tail = _Tail()


def saw(entries: Iterable[tuple[UUID, int]]) -> None:
    """Tell of entries that are committed, in their order. Raises OSError where the disk takes no more."""
    said = [_LINE.pack(entry.bytes, number) for entry, number in entries]
    if said:
        _tail.append(b"".join(line + crc32(line).to_bytes(4, "big") for line in said))


def lengths() -> dict[Path, int]:
    """The files and their lengths in bytes. Take them before looking into the database: what they tell is there."""
    return {file: _length(file) for file in sorted(_folder().glob("*-*"))}


def heard(said: dict[Path, int], *, after: int, through: int) -> Heard:
    """Hold what the files told against the book.

    Entries up to `after` were dropped with their volume; only those behind `through`, the last sealed, are counted.
    """
    count, first = 0, None
    for file, length in said.items():
        for some in _batches(file, length):
            alive = [told for told in some if told.number > after]
            count += sum(told.number > through for told in alive)
            for wrong in _wrong(alive):
                if first is None or wrong.told.number < first.told.number:
                    first = wrong
    return Heard(count, first)


def retire(through: int) -> None:
    """Remove the files of minutes that are over, all of whose entries are sealed: the heads vouch for them now."""
    now = int(time.time()) // _MINUTE
    for file, length in lengths().items():
        if int(file.name.partition("-")[0]) >= now - 1:
            continue
        sealed = all(told.number <= through for some in _batches(file, length) for told in some)
        if sealed and not any(next(_wrong(some), None) for some in _batches(file, length)):
            file.unlink(missing_ok=True)


def forget() -> None:
    """Remove all files: a backup was restored, which does not have what they tell of."""
    _tail.leave()
    for file in lengths():
        file.unlink(missing_ok=True)


def _wrong(some: Sequence[Told]) -> Iterator[Wrong]:
    standing = numbers_of([told.id for told in some])
    for told in some:
        stands = standing.get(told.id)
        if stands != told.number:
            yield Wrong(told, stands)


def _batches(file: Path, length: int) -> Iterator[list[Told]]:
    lines = _lines(file, length)
    while some := list(islice(lines, _AT_ONCE)):
        yield some


def _lines(file: Path, length: int) -> Iterator[Told]:
    try:
        with file.open("rb") as stream:
            while length >= _SIZE and len(line := stream.read(_SIZE)) == _SIZE:
                length -= _SIZE
                if crc32(line[: _LINE.size]) == int.from_bytes(line[_LINE.size :], "big"):
                    uuid, number = _LINE.unpack(line[: _LINE.size])
                    yield Told(UUID(bytes=uuid), number)
    except FileNotFoundError:
        return  # all it told of was sealed meanwhile


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _folder() -> Path:
    return Path(settings.WELLKEPT_HOME) / "tail"


os.register_at_fork(after_in_child=_tail.begin_anew)
