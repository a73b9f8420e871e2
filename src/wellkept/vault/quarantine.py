"""Records that could not be taken in: sealed, each under a key of its own, with the reason as a code.

A key of its own, because a record that waited when a backup was made must not come back with the backup after its
patient was erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.lists import NotThere
from wellkept.vault.models import Identifier, Quarantined
from wellkept.vault.numbers import Number
from wellkept.vault.paging import Page
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

_PLACE = "vault_quarantined|sealed"
_LEAF = "quarantine"
_AT_ONCE = 300


class Reason(StrEnum):
    """Why a record waits. Codes, because free text could hold what must be sealed."""

    UNREADABLE = "unreadable"  # not what it was said to be
    INCOMPLETE = "incomplete"  # something that the standard requires is missing
    NO_NUMBER = "no_number"  # it names nobody by a number
    TWO_CANDIDATES = "two_candidates"  # its numbers belong to different people
    PATIENT_UNKNOWN = "patient_unknown"  # it is about a patient who is not on record yet
    TYPE_NOT_KEPT = "type_not_kept"  # a type of record that the plan does not keep
    CLOSED = "closed"  # the statement does not let the plan collect it
    CONFLICT = "conflict"  # it contradicts itself or what is on record


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record that waits, without its content. `kind` is a FHIR type or "834"."""

    id: UUID
    source: str
    kind: str
    reason: Reason
    received: datetime
    keep_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A record to put into quarantine. `about` are the numbers of whom it names, `keep_until` its last day here."""

    raw: bytes
    source: str
    kind: str
    reason: Reason
    about: Number | None = None
    keep_until: date | None = None


def known_as(raw: bytes) -> bytes:
    """The blind index that a record is known by, 16 bytes; it tells nothing of what is in it."""
    return keys.confirmed_ring().index("quarantined", raw.hex())


def prepare_each(permit: Permit, helds: Sequence[Held]) -> list[Writes]:
    """Do all but the writing of records that are to wait until somebody looks into them; a hundred at a time.

    The same record waits once, for its newest reason. Their keys are made and kept here, before them. Raises
    ValueError for a permit that does not open quarantine.
    """
    _must_open(permit)
    contents = [(held.source, known_as(held.raw)) for held in helds]
    rows = Quarantined.objects.filter(content__in=[content for _, content in contents])
    waiting = {(source, bytes(content)): row for source, content, row in rows.values_list("source", "content", "id")}
    new = {known: uuid4() for known in dict.fromkeys(contents) if known not in waiting}
    made = keys.make_keys(new.values()) if new else {}
    found = []
    for known, held in zip(contents, helds, strict=True):
        found.append(one := Writes())
        row = Quarantined(
            id=waiting.get(known) or new[known],
            source=held.source,
            kind=held.kind,
            reason=held.reason,
            patient=held.about.index() if held.about else None,
            content=known[1],
            received=datetime.now(UTC),
            keep_until=held.keep_until,
        )
        if known in waiting:
            one.update(row, "reason", "keep_until")
            continue
        row.sealed = Seals(made[row.id]).seal(held.raw, _PLACE, row.id)
        waiting[known] = row.id
        one.insert(row)
    return found


def put(permit: Permit, held: Held) -> None:
    """Keep one record until somebody looks into it."""
    (writes,) = prepare_each(permit, (held,))
    writes.write()


def listed(
    permit: Permit, *, reason: Reason | None = None, after: UUID | None = None, limit: int = 50
) -> Page[Waiting]:
    """What waits, in the order of ids; for one reason or for all."""
    _must_open(permit)
    rows = Quarantined.objects.order_by("id")
    rows = rows.filter(reason=reason) if reason else rows
    rows = rows.filter(id__gt=after) if after else rows
    found = list(rows.values_list("id", "source", "kind", "reason", "received", "keep_until")[: limit + 1])
    shown = tuple(
        Waiting(id=row, source=source, kind=kind, reason=Reason(why), received=received, keep_until=until)
        for row, source, kind, why, received, until in found[:limit]
    )
    return Page(shown, shown[-1].id if len(found) > limit else None)


def counts(permit: Permit) -> dict[tuple[str, Reason], int]:
    """How many wait, by source and reason."""
    _must_open(permit)
    rows = Quarantined.objects.order_by().values_list("source", "reason").annotate(number=Count("id"))
    return {(source, Reason(reason)): number for source, reason, number in rows}


def one(permit: Permit, record: UUID) -> bytes:
    """The record itself. Raises `NotThere`."""
    _must_open(permit)
    sealed = Quarantined.objects.filter(id=record).values_list("sealed", flat=True).first()
    key = keys.key_of(record)
    if sealed is None or key is None:
        raise NotThere("no such record waits")
    return Seals(key).open(bytes(sealed), _PLACE, record.hex)


def waiting_for(permit: Permit, *, limit: int = 100) -> list[tuple[UUID, str, str, bytes]]:
    """(id, source, kind, record) of what waits for the permit's person, by any number she is known by.

    Take each in under this permit, then `release` it.
    """
    person = person_of(permit)
    mine = Identifier.objects.filter(person_id=person).values("digest")
    rows = Quarantined.objects.filter(reason=Reason.PATIENT_UNKNOWN, patient__in=mine).order_by("received", "id")
    found = list(rows.values_list("id", "source", "kind", "sealed")[:limit])
    opened = keys.keys_of(row for row, *_ in found)
    return [
        (row, source, kind, Seals(opened[row]).open(bytes(sealed), _PLACE, row.hex))
        for row, source, kind, sealed in found
        if row in opened
    ]


def waited_for(permit: Permit, known_by: Sequence[Sequence[Number]]) -> list[bool]:
    """For each, whether anything waits for somebody with any of these numbers; at most a hundred at a time."""
    _must_open(permit)
    indexes = [{number.index() for number in numbers} for numbers in known_by]
    asked = sorted(set().union(*indexes))
    waiting: set[bytes] = set()
    for start in range(0, len(asked), _AT_ONCE):
        rows = Quarantined.objects.filter(reason=Reason.PATIENT_UNKNOWN, patient__in=asked[start : start + _AT_ONCE])
        waiting |= {bytes(patient) for patient in rows.values_list("patient", flat=True).distinct() if patient}
    return [not waiting.isdisjoint(mine) for mine in indexes]


def release(_permit: Permit, records: Sequence[UUID]) -> int:
    """Let go of records that were taken in or looked into; how many there were. Their keys go too."""
    return _remove(records)


def past_keeping(permit: Permit, *, on: date, limit: int = 500) -> tuple[UUID, ...]:
    """Records whose last day of keeping is over; `release` them."""
    _must_open(permit)
    rows = Quarantined.objects.filter(keep_until__lt=on).order_by("keep_until", "id")
    return tuple(rows.values_list("id", flat=True)[:limit])


def _remove(records: Iterable[UUID]) -> int:
    wanted = list(records)
    with transaction.atomic():
        count, _ = Quarantined.objects.filter(id__in=wanted).delete()
        # Not before the commit: a record whose removal is rolled back must stay readable.
        transaction.on_commit(lambda: keys.drop_keys(wanted))
    return count


def _must_open(permit: Permit) -> None:
    if not permit.opens(_LEAF):
        raise ValueError(f"a permit for {', '.join(permit.ask.data)} does not open what waits in quarantine")
