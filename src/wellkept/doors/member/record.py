"""The medical record: its kinds, and the entries of one kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import ngettext

from wellkept.doors.member.narrowing import Wanted, narrowing, wanted
from wellkept.doors.member.page import Sheet, after_of, page
from wellkept.doors.member.record_words import advice_of, status_words, value_words
from wellkept.doors.shared.templatetags.words import data_label, listed
from wellkept.doors.shared.visitors import Asked
from wellkept.features.record import KINDS, Answer, Kept, RecordRow, list_record, read_overview

SLUGS = {kind.removeprefix("health.").replace("_", "-"): kind for kind in KINDS}
_OF = {kind: slug for slug, kind in SLUGS.items()}
# What a member looks for first; the rest follows in the vocabulary's order.
_FIRST = ("health.results", "health.medications", "health.conditions", "health.allergies", "health.immunisations")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list, with its status and what was found in words."""

    row: RecordRow
    status: str
    value: str


@page("record")
def overview(request: Asked, person: UUID | None) -> Sheet:
    """The kinds, each with its newest entry."""
    found = read_overview(request.visitor, person)
    kept = sorted(found.found, key=lambda one: _FIRST.index(one.kind) if one.kind in _FIRST else len(_FIRST))
    said = {
        "some": [(one, address_of(one.kind), one.page.rows[0]) for one in kept if one.answer is Answer.SOME],
        "none": (none := _labels(kept, Answer.NONE)),
        "none_words": listed(none),
        "none_open_words": listed(_labels(kept, Answer.NONE_OPEN)),
        "not_yet": any(one.answer is Answer.NOT_YET for one in kept),
    }
    return Sheet("member/record.html", said, found)


@page("record")
def kind(request: Asked, person: UUID | None, kind: str) -> Sheet:
    """The entries of one kind."""
    if kind not in SLUGS:
        raise Http404
    after, asked = after_of(request), wanted(request)
    found = list_record(request.visitor, person, SLUGS[kind], after=after, year=asked.year)
    return Sheet("member/record_kind.html", said_of(found.found, asked, later=after is not None), found)


def said_of(kept: Kept, asked: Wanted, *, later: bool) -> dict[str, object]:
    """What the list of one kind shows."""
    return {
        "narrowing": narrowing(asked, kept.page.counts, _counted, later=later),
        "kind": kept.kind,
        "slug": _OF[kept.kind],
        "entries": [Entry(row, status_words(kept.kind, row.status), _value(row)) for row in kept.page],
        "next": kept.page.next,
        "answer": kept.answer.value,
        "advice": advice_of(kept.kind),
        "later": later,
    }


def _counted(count: int) -> str:
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": f"{count:,}"}


def _labels(kept: Iterable[Kept], answer: Answer) -> list[str]:
    return [data_label(one.kind) for one in kept if one.answer is answer]


def _value(row: RecordRow) -> str:
    return row.said if row.value is None else value_words(row.value, row.unit)


def address_of(kind: str) -> str:
    """The page of a kind."""
    if kind in {"health.results", "health.vitals"}:
        return reverse(f"record-{_OF[kind]}")
    return reverse("record-kind", args=[_OF[kind]])
