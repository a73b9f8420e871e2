"""Key files: readable by their owner alone, and never half-written."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_OWNER_ONLY = 0o600
_FOLDER_OWNER_ONLY = 0o700


class KeyMissing(Exception):
    """A key is missing, unreadable, or another than what was sealed with. Nothing was written."""


def folder(place: Path) -> None:
    """Make a folder that its owner alone can enter."""
    place.mkdir(mode=_FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    place.chmod(_FOLDER_OWNER_ONLY)


def write(file: Path, content: bytes) -> None:
    """Put `content` in place whole: a crash leaves the old file or the new one."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(opened, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    _fsync_folder(file.parent)


def turn(file: Path, *, generations: int) -> None:
    """Keep what `file` holds as generation 1, the former generation 1 as 2, and so on; the oldest goes."""
    for number in range(generations - 1, 0, -1):
        older = generation(file, number)
        if older.exists():
            older.replace(generation(file, number + 1))
    if file.exists():
        write(generation(file, 1), file.read_bytes())


def generation(file: Path, number: int) -> Path:
    """Where a former generation of `file` lies: `ring.1.json` beside `ring.json`."""
    return file.with_name(f"{file.stem}.{number}{file.suffix}")


def read(file: Path) -> bytes:
    """What a key file holds. Raises `KeyMissing`, saying which file and what to do."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(
            f"There is no key file {file}. Put back the one this home was made with, from your backup of keys "
            "(for instance ring.1.json beside it); without it nothing that is sealed here can be read."
        ) from None
    except OSError as problem:
        raise KeyMissing(f"The key file {file} cannot be read: {problem.strerror}.") from None


def _fsync_folder(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
