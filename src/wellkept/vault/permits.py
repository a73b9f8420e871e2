"""What every function of the vault takes from its permit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from wellkept.policy.asks import Permit


def person_of(permit: Permit) -> UUID:
    """The person whose data the permit opens. Raises ValueError for a permit on nobody's data."""
    if permit.person is None:
        raise ValueError(f"{permit.ask.purpose} was permitted for nobody's data, and this is somebody's")
    return permit.person


def opened(permit: Permit, wanted: str) -> tuple[str, ...]:
    """The open leaves at or below a node of the data tree."""
    return tuple(leaf for leaf in permit.decision.leaves if leaf == wanted or leaf.startswith(wanted + "."))


def within_year(permit: Permit, year: int) -> Permit:
    """The same permit for the data of one year only; never for more than it opened."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return replace(permit, since=max(permit.since or first, first), until=min(permit.until or last, last))
