"""Opens the ring of the home that this process serves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from wellkept.exits.keys.ring import FILE, Ring


def ring() -> Ring:
    """The ring of WELLKEPT_HOME, opened once per process and home. Raises `KeyMissing`."""
    return _opened(settings.WELLKEPT_HOME)


def make_ring_if_new(home: Path) -> None:
    """Make the ring of a home that has none and holds no data yet. Raises `KeyMissing` where data are there.

    It sees files alone; where the data are elsewhere, `wellkept.vault.keys.ready_ring` asks them too.
    """
    file = home / "keys" / FILE
    holds_data = any(store.stat().st_size for store in home.glob("*/*.sqlite3"))
    if not file.exists() and not holds_data:
        Ring.make(file.parent)
    Ring(file)


@lru_cache(maxsize=8)
def _opened(home: str) -> Ring:
    return Ring(Path(home) / "keys" / FILE)
