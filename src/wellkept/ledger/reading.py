"""Reads the book: a member's history, the accounting of disclosures, the auditor's evidence, statistics."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet, Sum

from wellkept.exits.keys import ring
from wellkept.ledger import stored
from wellkept.ledger.entry import FIELDS, microseconds, moment
from wellkept.ledger.in_force import current_version
from wellkept.ledger.models import Entry
from wellkept.policy.vocabulary import Action
from wellkept.policy.vocabulary.purposes import ACCOUNTABLE

__all__ = [
    "Forged",
    "NotAsWritten",
    "Page",
    "Row",
    "about",
    "between",
    "by_office",
    "canonical_of",
    "counts",
    "current_version",
    "disclosures",
    "entry",
    "every",
]

_CHUNK = 1_000
_BY_OFFICE = "party IN ('provider.office', 'provider.office_administrator')"
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as it stands in the book. `conditions` and `missing` are names; the rest is as in `entry.Entry`."""

    number: int
    id: UUID
    at: datetime
    verb: str
    visitor: str
    party: str
    role: str
    subject: bytes | None
    action: str
    data: tuple[str, ...]
    purpose: str
    clauses: tuple[str, ...]
    verdict: str
    reason: str
    version: str
    conditions: tuple[str, ...]
    missing: tuple[str, ...]
    request: str
    of: UUID | None
    count: int


@dataclass(frozen=True, slots=True)
class Forged:
    """The number of a row that the program did not write, or not so."""

    number: int


class NotAsWritten(RuntimeError):
    """A row that was asked for has not the form of the book, so that it cannot be shown."""

    def __init__(self, number: int) -> None:
        super().__init__(f"entry {number} of the ledger is not as it was written: run `wellkept ledger verify`")


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the `before` that asks for the next ones; None at the end."""

    rows: tuple[Row, ...]
    next: int | None


def about(subject: bytes, *, before: int | None = None, limit: int = 50) -> Page:
    """What was asked about one person, the newest first."""
    return _page(Entry.objects.filter(subject=subject), before, limit)


def by_office(visitors: Collection[str], *, before: int | None = None, limit: int = 50) -> Page:
    """What visitors of a provider's office asked, the newest first."""
    # In the words of the index `ledger_entry_office`, or that is not used.
    asked = Entry.objects.filter(visitor__in=visitors).extra(where=[_BY_OFFICE])  # noqa: S610 - no word of anybody's
    return _page(asked, before, limit)


def disclosures(subject: bytes, *, since: datetime, before: int | None = None, limit: int = 50) -> Page:
    """The accounting of disclosures (45 CFR 164.528): what was shared for an accountable purpose, the newest first.

    A disclosure is listed from the moment it was permitted, since its entry is written before anything is released.
    """
    shared = Entry.objects.filter(
        subject=subject,
        at__gte=microseconds(since),
        action=Action.SHARE,
        purpose__in=ACCOUNTABLE,
        verdict="allowed",
    )
    return _page(shared, before, limit)


def between(start: datetime, end: datetime, *, after: int = 0) -> Iterator[Row]:
    """Every entry from `start` up to, not including, `end`, in the order of the book, in constant memory."""
    wanted = Entry.objects.filter(at__gte=microseconds(start), at__lt=microseconds(end)).order_by("number")
    while chunk := list(wanted.filter(number__gt=after).values_list("number", *FIELDS)[:_CHUNK]):
        yield from (_row(*values) for values in chunk)
        after = chunk[-1][0]


def every() -> Iterator[Row | Forged]:
    """The whole book in its order, in constant memory, each entry held against its digest. Raises `KeyMissing`."""
    keys = ring()
    for found in stored.entries(_LOWEST, _HIGHEST):
        if found.columns is None or not found.is_genuine(keys):
            yield Forged(found.number)
        else:
            uuid, *middle, of, count = found.columns
            yield _row(found.number, UUID(uuid), *middle, None if of is None else UUID(of), count)


def counts(start: datetime, end: datetime, *, by: tuple[str, ...] = ("verb", "verdict")) -> dict[tuple[Any, ...], int]:
    """How many asks there were, folded refusals counted one by one, for each value of the fields in `by`."""
    asked = Entry.objects.filter(at__gte=microseconds(start), at__lt=microseconds(end))
    grouped = asked.order_by().values_list(*by).annotate(asks=Sum("count"))
    return {tuple(values): asks for *values, asks in grouped}


def entry(wanted: UUID) -> Row | None:
    """One entry by its id."""
    values = Entry.objects.filter(uuid=wanted).values_list("number", *FIELDS).first()
    return None if values is None else _row(*values)


def canonical_of(wanted: UUID) -> bytes | None:
    """The canonical bytes of one entry, which a proof is about; None for a row that has not its form."""
    found = stored.by_id(wanted)
    return None if found is None else found.content


def _page(entries: QuerySet[Entry], before: int | None, limit: int) -> Page:
    if before is not None:
        entries = entries.filter(number__lt=before)
    found = list(entries.order_by("-number").values_list("number", *FIELDS)[: limit + 1])
    rows = tuple(_row(*values) for values in found[:limit])
    return Page(rows, rows[-1].number if len(found) > limit else None)


def _row(number: int, *values: object) -> Row:
    said: dict[str, Any] = dict(zip(FIELDS, values, strict=True))
    try:
        for listed in ("data", "clauses", "conditions", "missing"):
            said[listed] = tuple(orjson.loads(said[listed]))
        subject = said["subject"]
        said |= {"at": moment(said["at"]), "subject": None if subject is None else bytes(subject)}
    except (OverflowError, TypeError, ValueError):
        raise NotAsWritten(number) from None
    return Row(number=number, id=said.pop("uuid"), **said)
