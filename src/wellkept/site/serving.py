"""Whether a site is up on this home: the server holds a lock for as long as it lives."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "serving"


class AlreadyServed(RuntimeError):
    """Another site is up on this home."""


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Hold the lock while a site is up. Raises `AlreadyServed`."""
    with (home / _NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyServed(f"a site is up already on {home}: stop it, or choose another WELLKEPT_HOME") from None
        yield


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
