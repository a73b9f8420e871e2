"""Loads on a home: one at a time, whoever starts them, and each at the pace of a guest."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellkept.doors.feeds.pace import Pace
    from wellkept.site.home import Home


class AnotherLoad(RuntimeError):
    """A load is under way on this home; two of them could make one person twice."""


@contextmanager
def alone(here: Home) -> Iterator[None]:
    """Hold the lock of loads; it goes with the process that holds it. Raises `AnotherLoad`."""
    with (here.folder / "files" / "loading").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherLoad(f"another load is under way on {here.folder}: wait until it has ended") from None
        yield


@contextmanager
def as_guest(here: Home) -> Iterator[Pace]:
    """The pace of a load beside the site, if that is up."""
    from wellkept.doors.feeds.pace import Pace
    from wellkept.site import serving
    from wellkept.vault.loading import beside_others

    with beside_others() as settle:
        yield Pace(lambda: serving.is_up(here.folder), settle)


def marks(here: Home) -> Path:
    """Where loads note how far they have come."""
    return here.folder / "files" / "loads"
