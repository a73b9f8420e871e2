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
from wellkept.vault.entry_reading import Component
from wellkept.vault.fhir_kinds import types_of
from wellkept.vault.lists import NotThere, as_day
from wellkept.vault.lists import counted as _counted
from wellkept.vault.lists import listed as _listed
from wellkept.vault.paging import Page
from wellkept.vault.permits import within_year

KINDS: tuple[str, ...] = tuple(leaf for leaf in DATA.under("health") if types_of(leaf))
_MOST_POINTS = 2000
_FIRST_FORM = 13  # parts of a summary before there were components in it

__all__ = ["KINDS", "Measured", "NotThere", "Panel", "Point", "RecordRow", "Series", "listed", "results", "row_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One entry of the record; `kind` is its category. `value` is what was measured, `said` what was found in words.

    `language` is that of the sender's words where it is said, `known_as` what the sender knows the entry by.
    """

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
    components: tuple[Component, ...] = ()
    language: str = ""
    known_as: str = ""


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
    language: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Measurements that are taken together in one unit (blood pressure): one series for each, with the same entries."""

    code: str
    title: str
    unit: str
    lines: tuple[Series, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """All measurements of some kinds: single ones, and those taken together."""

    series: tuple[Series, ...]
    panels: tuple[Panel, ...]


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
    return Page(tuple(row_of(*row) for row in rows), following, counts)


def results(permit: Permit, *, kinds: Iterable[str] = ("health.results", "health.vitals")) -> Measured:
    """Measurements as series and panels, by title; the newest 2,000 that the permit opens."""
    rows, _ = _listed(permit, ("Observation",), tuple(kinds), limit=_MOST_POINTS)
    found: dict[tuple[str, str], list[RecordRow]] = {}
    joint: dict[tuple[str, ...], list[RecordRow]] = {}
    for row in (row_of(*raw) for raw in rows):
        if not row.code or not row.began:
            continue
        if row.value is not None:
            found.setdefault((row.code, row.unit), []).append(row)
        elif _is_panel(row):
            units = {part.unit for part in row.components}
            joint.setdefault((row.code, *units, *(part.code for part in row.components)), []).append(row)
    series = sorted((_series(entries) for entries in found.values()), key=lambda series: series.title.casefold())
    panels = sorted((_panel(entries) for entries in joint.values()), key=lambda panel: panel.title.casefold())
    return Measured(tuple(series), tuple(panels))


def _is_panel(row: RecordRow) -> bool:
    """Whether the components can share one plot: numbers of one unit, each told by its code."""
    units = {part.unit for part in row.components}
    named = all(part.code and part.value is not None for part in row.components)
    return len(row.components) > 1 and len(units) == 1 and named


def _panel(newest_first: list[RecordRow]) -> Panel:
    latest = newest_first[0]
    lines = (_line(newest_first, place, part) for place, part in enumerate(latest.components))
    return Panel(latest.code, latest.title, latest.components[0].unit, tuple(lines), latest.language)


def _line(newest_first: list[RecordRow], place: int, part: Component) -> Series:
    points = (
        Point(row.id, row.began, value, "")
        for row in reversed(newest_first)
        if row.began and (value := row.components[place].value) is not None
    )
    return Series(code=part.code, title=part.title, unit=part.unit, low=None, high=None, points=tuple(points))


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
        language=latest.language,
    )


def row_of(row: str, category: str, labels: int, said: list[Any]) -> RecordRow:
    """An entry from its row as `lists` gives it; what an older form of the summary lacks is empty."""
    parts, language, known_as = said[13:16] if len(said) > _FIRST_FORM else ([], "", "")
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
        components=tuple(Component(part[0], part[1], _number(part[2]), part[3], part[4]) for part in parts),
        language=language,
        known_as=known_as,
    )


def _number(said: str | None) -> Decimal | None:
    """Numbers are written as text, to keep them exact."""
    return None if said is None else Decimal(said)
