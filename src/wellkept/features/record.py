"""The medical record, by kind: conditions, medicines, allergies, vaccinations, results, visits and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wellkept.features.showing import Shown, shown
from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import entries, record
from wellkept.vault.entries import Attached, Component, Entry, Fact, NotThere
from wellkept.vault.paging import Page
from wellkept.vault.record import KINDS, Panel, Point, RecordRow, Series

_PURPOSES = ("member.access", "treatment.care", "operations.care_management")
_NEWEST = 60

__all__ = [
    "KINDS",
    "Answer",
    "Attached",
    "Component",
    "Entry",
    "Fact",
    "Kept",
    "NotThere",
    "Panel",
    "Point",
    "RecordRow",
    "Results",
    "Series",
    "list_record",
    "list_results",
    "open_document",
    "read_entry",
    "read_overview",
]


class Answer(StrEnum):
    """Nothing is not always the same nothing."""

    SOME = "some"
    NONE = "none"  # the record is there, and has no entry of this kind
    NOT_YET = "not_yet"  # nothing of the person's record was ever received
    CLOSED = "closed"  # the kind is not open to this visitor
    NONE_OPEN = "none_open"  # none that this visitor may see: entries with protected labels stay closed to her


@dataclass(frozen=True, slots=True)
class Kept:
    """The entries of one kind, and what it means where there are none."""

    kind: str
    page: Page[RecordRow]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Results:
    """Measurements as series, one for each test, and as panels where several are taken together.

    `others` are the newest results that are no numbers which could be plotted.
    """

    series: tuple[Series, ...]
    panels: tuple[Panel, ...]
    others: tuple[RecordRow, ...]
    answer: Answer


@verb("record.overview", data=("health", "sensitive"), purposes=_PURPOSES)
def read_overview(visitor: Visitor, of: UUID | None, *, purpose: str = "member.access") -> Shown[tuple[Kept, ...]]:
    """The newest entry of each kind. Raises `Refused`."""
    permit = admit(visitor, read_overview, of=of, purpose=purpose)
    newest = {kind: record.listed(permit, kind, limit=1) for kind in KINDS}
    received = any(page.rows for page in newest.values())
    found = (Kept(kind, page, _answer(permit, kind, page, received=received)) for kind, page in newest.items())
    return shown(visitor, permit, tuple(found))


@verb("record.list", data=("health", "sensitive"), purposes=_PURPOSES)
def list_record(
    visitor: Visitor,
    of: UUID | None,
    kind: str,
    *,
    purpose: str = "member.access",
    after: UUID | None = None,
    limit: int = 25,
    year: int | None = None,
) -> Shown[Kept]:
    """The entries of one kind ("health.conditions" …), newest first, of one year if given. Raises `Refused`."""
    permit = admit(visitor, list_record, of=of, purpose=purpose)
    page = record.listed(permit, kind, after=after, limit=limit, year=year, counted=True)
    received = bool(page.rows) or any(record.listed(permit, other, limit=1).rows for other in KINDS)
    return shown(visitor, permit, Kept(kind, page, _answer(permit, kind, page, received=received)))


@verb("record.results", data=("health.results", "health.vitals", "sensitive"), purposes=_PURPOSES)
def list_results(
    visitor: Visitor,
    of: UUID | None,
    *,
    kind: str = "health.results",
    purpose: str = "member.access",
) -> Shown[Results]:
    """Test results ("health.results") or vital signs ("health.vitals") over time. Raises `Refused`."""
    permit = admit(visitor, list_results, of=of, purpose=purpose)
    page = record.listed(permit, kind, limit=_NEWEST)
    measured = record.results(permit, kinds=(kind,))
    plotted = {panel.code for panel in measured.panels}
    received = bool(page.rows) or any(record.listed(permit, other, limit=1).rows for other in KINDS)
    others = tuple(row for row in page if row.value is None and row.said and row.code not in plotted)
    answer = _answer(permit, kind, page, received=received)
    return shown(visitor, permit, Results(measured.series, measured.panels, others, answer))


@verb("record.read", data=("health", "sensitive"), purposes=_PURPOSES)
def read_entry(visitor: Visitor, of: UUID | None, entry: UUID, *, purpose: str = "member.access") -> Shown[Entry]:
    """One entry with what belongs to it. Raises `Refused`, and `NotThere` when she has no such entry."""
    permit = admit(visitor, read_entry, of=of, purpose=purpose)
    return shown(visitor, permit, entries.read(permit, entry))


@verb("record.document", data=("health", "sensitive"), purposes=_PURPOSES)
def open_document(
    visitor: Visitor, of: UUID | None, entry: UUID, place: int, *, purpose: str = "member.access"
) -> Attached:
    """A document that an entry carries, to be saved. Raises `Refused` and `NotThere`."""
    permit = admit(visitor, open_document, of=of, purpose=purpose)
    return entries.attached(permit, entry, place)


def _answer(permit: Permit, kind: str, page: Page[RecordRow], *, received: bool) -> Answer:
    if page.rows:
        return Answer.SOME
    if not permit.opens(kind):
        return Answer.CLOSED
    if permit.closed_labels:
        return Answer.NONE_OPEN
    return Answer.NONE if received else Answer.NOT_YET
