"""What was done with a member's information, day by day, each entry with the clause that decided it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.translation import get_language

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared.templatetags.words import written
from wellkept.doors.shared.visitors import Asked
from wellkept.features.trail import Happening, read_trail
from wellkept.gate import telling
from wellkept.gate.telling import Told


@dataclass(frozen=True, slots=True)
class Event:
    """The same thing done once or several times on one day.

    `first` is the earliest time; `stored` counts how often something was kept of what was let in.
    """

    told: Told
    first: datetime
    last: datetime
    times: int
    stored: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what others did, and what the reader did herself, folded so that others' can be seen."""

    on: str
    others: tuple[Event, ...]
    own: tuple[Event, ...]
    own_times: int


@page()
def trail(request: Asked, person: UUID | None) -> Sheet:
    """Everything."""
    return _sheet(request, person, others_only=False)


@page()
def others(request: Asked, person: UUID | None) -> Sheet:
    """Without what the reader did herself."""
    return _sheet(request, person, others_only=True)


def _sheet(request: Asked, person: UUID | None, *, others_only: bool) -> Sheet:
    asked = request.GET.get("after", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None  # noqa: PLR2004 - 64 bits
    found = read_trail(request.visitor, person, others_only=others_only, before=before)
    said = {
        "days": _days(found.found.happenings),
        "next": found.found.next,
        "others_only": others_only,
        "later": before is not None,
    }
    return Sheet("member/trail.html", said, found)


def _days(happenings: Iterable[Happening]) -> tuple[Day, ...]:
    return tuple(_day(on, list(some)) for on, some in groupby(happenings, lambda one: written(one.row.at)))


def _day(on: str, happenings: list[Happening]) -> Day:
    own = [one for one in happenings if one.herself]
    return Day(on, _events(one for one in happenings if not one.herself), _events(own), len(own))


def _events(happenings: Iterable[Happening]) -> tuple[Event, ...]:
    """The same asks of one day told once, in the order of the latest; what was let in and what was kept go together."""
    alike: dict[Hashable, list[Happening]] = {}
    for one in happenings:
        row = one.row
        came_of_it = "allowed" if row.action == "collect" and row.verdict == "done" else row.verdict
        key = (row.visitor, row.party, row.verb, row.purpose, row.data, row.clauses, came_of_it, row.version)
        alike.setdefault(key, []).append(one)
    return tuple(_event(some) for some in alike.values())


def _event(some: list[Happening]) -> Event:
    asked = [one for one in some if one.row.verdict != "done"] or some
    kept = len(some) - len(asked)
    shown = asked[0]
    told = telling.entry(shown.row, get_language() or "en", who=shown.who, herself=shown.herself)
    times = sum(one.row.count for one in asked)
    return Event(told, first=some[-1].row.at, last=some[0].row.at, times=times, stored=kept)
