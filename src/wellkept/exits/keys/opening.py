"""Opens the ring of the home that this process serves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from wellkept.exits.keys.ring import FILE, Ring


def ring() -> Ring:
    """The ring of WELLKEPT_HOME, opened once per process and home. Raises `KeyMissing`."""
    return _opened(settings.WELLKEPT_HOME)


@lru_cache(maxsize=8)
def _opened(home: str) -> Ring:
    return Ring(Path(home) / "keys" / FILE)
