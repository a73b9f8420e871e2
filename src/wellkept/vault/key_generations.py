"""The key store's own backups: two generations, small SQLite files beside it, and never in a backup of the data.

Whoever is erased is erased in them too; otherwise an old copy of the keys would undo an erasure.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

_STEM = "members"
_GENERATIONS = (1, 2)
_TABLE = "CREATE TABLE member_key (person TEXT PRIMARY KEY, wrapped BLOB NOT NULL, erased_on TEXT)"

Row = tuple[UUID, bytes, date | None]


def file_of(folder: Path, number: int) -> Path:
    """Where a generation lies."""
    return folder / f"{_STEM}.{number}.sqlite3"


def keep(folder: Path, rows: Iterable[Row]) -> None:
    """Write a new first generation; the former first becomes the second."""
    new = folder / f".{_STEM}.new.sqlite3"
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(new)) as store, store:
        store.execute(_TABLE)
        kept = ((person.hex, wrapped, on and on.isoformat()) for person, wrapped, on in rows)
        store.executemany("INSERT INTO member_key VALUES (?, ?, ?)", kept)
    if file_of(folder, 1).exists():
        file_of(folder, 1).replace(file_of(folder, 2))
    new.replace(file_of(folder, 1))


def read(folder: Path, number: int) -> Iterator[Row]:
    """The rows of a generation. Raises `FileNotFoundError`."""
    file = file_of(folder, number)
    if not file.exists():
        raise FileNotFoundError(f"There is no {file}: this key store has no such generation.")
    with closing(sqlite3.connect(file)) as store:
        for person, wrapped, on in store.execute("SELECT person, wrapped, erased_on FROM member_key"):
            yield UUID(person), wrapped, date.fromisoformat(on) if on else None


def erase(folder: Path, person: UUID, *, on: date) -> None:
    """Overwrite a person's key in every generation."""
    for number in _GENERATIONS:
        if file_of(folder, number).exists():
            with closing(sqlite3.connect(file_of(folder, number))) as store, store:
                store.execute("PRAGMA secure_delete=ON")
                store.execute(
                    "UPDATE member_key SET wrapped = x'', erased_on = ? WHERE person = ?", (on.isoformat(), person.hex)
                )
