"""What was done with a member's information, day by day, each entry with the clause that decided it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.translation import get_language

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared.templatetags.words import written
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features.names import read_name
from wellkept.features.trail import Happening, read_trail
from wellkept.gate import telling
from wellkept.gate.telling import Citation, Told

_ENOUGH = 90  # characters that an opening has at least
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as the history quotes it: the passage's first sentences, and the rest ("" where that is all)."""

    citation: Citation
    opening: str
    rest: str


@dataclass(frozen=True, slots=True)
class Event:
    """The same thing done once or several times on one day.

    `first` is the earliest time; `stored` counts how often something was kept of what was let in.
    """

    told: Told
    quotes: tuple[Quote, ...]
    first: datetime
    last: datetime
    times: int
    stored: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what others did, then folded what the reader did, and what the member did whom she helps."""

    on: str
    others: tuple[Event, ...]
    member: tuple[Event, ...]
    member_times: int
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
    # Where somebody helps, the history is about another: it says her name and never "your".
    whose = read_name(request.visitor, person) if HELPING in request.session else ""
    said = {
        "days": _days(found.found.happenings, whose),
        "next": found.found.next,
        "others_only": others_only,
        "later": before is not None,
    }
    return Sheet("member/trail.html", said, found)


def _days(happenings: Iterable[Happening], whose: str) -> tuple[Day, ...]:
    return tuple(_day(on, list(some), whose) for on, some in groupby(happenings, lambda one: written(one.row.at)))


def _day(on: str, happenings: list[Happening], whose: str) -> Day:
    own = [one for one in happenings if one.herself]
    member = [one for one in happenings if one.by_member]
    others = (one for one in happenings if not one.herself and not one.by_member)
    return Day(on, _events(others, whose), _events(member, whose), len(member), _events(own, whose), len(own))


def _events(happenings: Iterable[Happening], whose: str) -> tuple[Event, ...]:
    """The same asks of one day told once, in the order of the latest; what was let in and what was kept go together."""
    alike: dict[Hashable, list[Happening]] = {}
    for one in happenings:
        row = one.row
        came_of_it = "allowed" if _was_kept(one) else row.verdict
        key = (row.visitor, row.party, row.verb, row.purpose, row.data, row.clauses, came_of_it, row.version)
        alike.setdefault(key, []).append(one)
    return tuple(_event(some, whose) for some in alike.values())


def _was_kept(one: Happening) -> bool:
    """Whether an entry says that what was let in was kept; a caller's passcode was only right."""
    row = one.row
    return row.action == "collect" and row.verdict == "done" and row.verb != "callers.check"


def _event(some: list[Happening], whose: str) -> Event:
    asked = [one for one in some if one.row.verdict != "done"] or some
    kept = len(some) - len(asked)
    shown = asked[0]
    told = telling.entry(shown.row, get_language() or "en", who=shown.who, herself=shown.herself, whose=whose)
    times = sum(one.row.count for one in asked)
    quotes = tuple(_quote(citation) for citation in told.citations)
    return Event(told, quotes, first=some[-1].row.at, last=some[0].row.at, times=times, stored=kept)


def _quote(citation: Citation) -> Quote:
    """Long passages open with their first sentences, so that a day can be read at a glance."""
    words = citation.quote
    end = next((found.end() for found in _SENTENCE_END.finditer(words) if found.end() > _ENOUGH), len(words))
    return Quote(citation, words[:end].rstrip(), words[end:].strip())
