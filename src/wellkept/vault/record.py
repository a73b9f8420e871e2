"""The medical record: lists by kind, results as series for plots, and one entry with its FHIR bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import DATA
from wellkept.vault.fhir_kinds import types_of
from wellkept.vault.lists import NotThere, as_day
from wellkept.vault.lists import counted as _counted
from wellkept.vault.lists import listed as _listed
from wellkept.vault.lists import one as _one
from wellkept.vault.paging import Page
from wellkept.vault.permits import within_year

KINDS: tuple[str, ...] = tuple(leaf for leaf in DATA.under("health") if types_of(leaf))
_MOST_POINTS = 2000

__all__ = ["KINDS", "NotThere", "Point", "RecordRow", "Series", "listed", "one", "results"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One entry of the record; `kind` is its category. `value` is what was measured, `said` what was found in words."""

    id: UUID
    kind: str
    title: str
    status: str
    began: date | None
    ended: date | None
    code: str
    value: Decimal | None
    unit: str
    low: Decimal | None
    high: Decimal | None
    interpretation: str
    by_whom: str
    said: str
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement."""

    id: UUID
    on: date
    value: Decimal
    interpretation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All measurements of one kind (LOINC code) in one unit, oldest first, with the latest reference range."""

    code: str
    title: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    points: tuple[Point, ...]


def listed(
    permit: Permit,
    kind: str,
    *,
    after: UUID | None = None,
    limit: int = 25,
    code: str = "",
    year: int | None = None,
    counted: bool = False,
) -> Page[RecordRow]:
    """The entries of one kind ("health.conditions") that the permit opens, newest first; of a `code`, a year if given.

    `counted`: with the counts of all entries of the kind by (year, kind).
    """
    kinds = types_of(kind)
    if not kinds:
        return Page((), None)
    narrowed = permit if year is None else within_year(permit, year)
    rows, following = _listed(narrowed, kinds, (kind,), after=after, limit=limit, code=code)
    counts = _counted(permit, kinds, (kind,)) if counted else {}
    return Page(tuple(_row(*row) for row in rows), following, counts)


def one(permit: Permit, entry: UUID) -> tuple[RecordRow, bytes]:
    """One entry and its FHIR JSON. Raises `NotThere`."""
    kinds = tuple(dict.fromkeys(kind for leaf in KINDS for kind in types_of(leaf)))
    category, labels, said, raw = _one(permit, entry, kinds, KINDS)
    return _row(entry.hex, category, labels, said), raw


def results(permit: Permit, *, kinds: Iterable[str] = ("health.results", "health.vitals")) -> tuple[Series, ...]:
    """Measurements as series, by title; the newest 2,000 that the permit opens."""
    rows, _ = _listed(permit, ("Observation",), tuple(kinds), limit=_MOST_POINTS)
    found: dict[tuple[str, str], list[RecordRow]] = {}
    for row in (_row(*raw) for raw in rows):
        if row.code and row.began and row.value is not None:
            found.setdefault((row.code, row.unit), []).append(row)
    return tuple(sorted((_series(entries) for entries in found.values()), key=lambda series: series.title.casefold()))


def _series(newest_first: list[RecordRow]) -> Series:
    latest = newest_first[0]
    ranged = next((row for row in newest_first if row.low is not None or row.high is not None), latest)
    return Series(
        code=latest.code,
        title=latest.title,
        unit=latest.unit,
        low=ranged.low,
        high=ranged.high,
        points=tuple(
            Point(row.id, row.began, row.value, row.interpretation)
            for row in reversed(newest_first)
            if row.began and row.value is not None
        ),
    )


def _row(row: str, category: str, labels: int, said: list[Any]) -> RecordRow:
    return RecordRow(
        id=UUID(row),
        kind=category,
        title=said[1],
        status=said[2],
        began=as_day(said[3]),
        ended=as_day(said[4]),
        code=said[5],
        value=_number(said[6]),
        unit=said[7],
        low=_number(said[8]),
        high=_number(said[9]),
        interpretation=said[10],
        by_whom=said[11],
        said=said[12],
        is_sensitive=labels != 0,
    )


def _number(said: str | None) -> Decimal | None:
    """Numbers are written as text, to keep them exact."""
    return None if said is None else Decimal(said)
