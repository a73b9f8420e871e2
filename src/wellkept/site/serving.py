"""Whether a site is up on this home: the server holds a lock for as long as it lives."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_NAME = "serving"
_TRIES, _MOMENT = 5, 0.05  # seconds


class AlreadyServed(RuntimeError):
    """Another site is up on this home."""


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold the lock while a site is up. Raises `AlreadyServed`."""
    with (home / _NAME).open("w") as file:
        if not any(_taken(file) for _ in range(_TRIES)):
            raise AlreadyServed(f"a site is up already on {home}: stop it, or choose another WELLKEPT_HOME")
        yield


def _taken(file: IO[str]) -> bool:
    """Whether the lock is ours now; a load that looks holds it for an instant, so it is worth a moment's wait."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        time.sleep(_MOMENT)
        return False
    return True


def is_up(home: Path) -> bool:
    """Whether a site is up on this home."""
    try:
        with (home / _NAME).open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
