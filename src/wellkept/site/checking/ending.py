"""Registered systems that soon have nothing to prove themselves with, so that nobody learns it from a silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wellkept.features.systems import list_systems
from wellkept.identity.systems import CLOCK

_SOON = timedelta(days=30)


def ending_systems() -> Iterator[str]:
    """Each system that is live and ends within 30 days."""
    soon = datetime.now(UTC) + _SOON
    for one in list_systems(CLOCK):
        if one.is_live and one.ends is not None and one.ends <= soon:
            yield f"the system {one.name} ends on {one.ends:%Y-%m-%d}: `wellkept client add {one.name}` with a new key"
