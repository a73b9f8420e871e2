"""How a row keeps scopes: what a grant or a restriction reaches, and from which day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import orjson

from wellkept.policy.asks import Scope

Timed = tuple[date | None, Scope]


def write_timed(scopes: Iterable[Timed]) -> str:
    """Scopes, each with the first day on which it holds (None: from the start); "" for none."""
    written = [
        [sorted(scope.data), sorted(scope.purposes), sorted(scope.parties), *([day.isoformat()] if day else [])]
        for day, scope in scopes
    ]
    return orjson.dumps(written).decode() if written else ""


def holding(written: str, on: date) -> tuple[Scope, ...]:
    """The scopes of a row that hold on a day. A name that the vocabulary lost covers nothing in a grant."""
    return tuple(scope for day, scope in _read(written) if day is None or day <= on)


@lru_cache(maxsize=1024)
def _read(written: str) -> tuple[Timed, ...]:
    return tuple(
        (
            date.fromisoformat(day[0]) if day else None,
            Scope(data=frozenset(data), purposes=frozenset(purposes), parties=frozenset(parties)),
        )
        for data, purposes, parties, *day in (orjson.loads(written) if written else ())
    )
