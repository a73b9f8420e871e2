"""One entry of the record, whole: what it says, from whom and when it came, and the entries that it belongs with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import entry_reading, lists
from wellkept.vault.entry_reading import Attached, Component, Fact
from wellkept.vault.fhir_kinds import ALL_TYPES
from wellkept.vault.fhir_reading import Json
from wellkept.vault.lists import NotThere
from wellkept.vault.record import KINDS, RecordRow, row_of
from wellkept.vault.resources import search_digest
from wellkept.vault.sealing import Seals
from wellkept.vault.visits import VISIT

_MOST_RELATED = 60

__all__ = ["Attached", "Component", "Entry", "Fact", "NotThere", "attached", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: its summary, its facts, and what belongs with it, newest first.

    `source` is the sender's class of party. `attached` are the documents it carries, by their place.
    """

    row: RecordRow
    type: str
    facts: tuple[Fact, ...]
    components: tuple[Component, ...]
    notes: tuple[str, ...]
    attached: tuple[Attached, ...]
    related: tuple[RecordRow, ...]
    source: str
    received: datetime


def read(permit: Permit, entry: UUID) -> Entry:
    """One entry of the permit's person. Raises `NotThere`."""
    category, labels, summary, raw = lists.one(permit, entry, ALL_TYPES, KINDS)
    resource: Json = orjson.loads(raw)
    source, received = lists.sent(permit, entry)
    row = row_of(entry.hex, category, labels, summary)
    return Entry(
        row=row,
        type=str(resource.get("resourceType")),
        facts=entry_reading.facts(resource),
        components=entry_reading.components(resource),
        notes=entry_reading.notes(resource),
        attached=entry_reading.attached(resource),
        related=_related(permit, row, source, resource),
        source=source,
        received=received,
    )


def attached(permit: Permit, entry: UUID, place: int) -> Attached:
    """One of the documents that an entry carries. Raises `NotThere`, also for one that only the sender has."""
    *_, raw = lists.one(permit, entry, ALL_TYPES, KINDS)
    found = entry_reading.attached(orjson.loads(raw))
    if not 0 <= place < len(found) or found[place].content is None:
        raise NotThere("the entry carries no such document")
    return found[place]


def _related(permit: Permit, row: RecordRow, source: str, resource: Json) -> tuple[RecordRow, ...]:
    """What the entry refers to; and of a visit, what refers to it."""
    seals = Seals(permit.key)
    sender = row.known_as.rpartition("|")[0]
    known = [
        f"{source}|{sender}|{one}" if sender else f"{source}|{one}"
        for reference in entry_reading.references(resource)
        for one in _addresses(reference)
    ]
    rows = lists.related(
        permit,
        ALL_TYPES,
        KINDS,
        origins=[seals.digest("origin", one.encode()) for one in known],
        visit=search_digest(seals, VISIT, f"{source}|{row.known_as}"),
        limit=_MOST_RELATED,
    )
    return tuple(found for found in (row_of(*one) for one in rows) if found.id != row.id)


def _addresses(reference: str) -> tuple[str, ...]:
    """How the entry may be known that a reference names: "Type/id", or the id of a bundle with any type."""
    if reference.startswith("urn:uuid:"):
        return (reference, *(f"{kind}/{reference[9:]}" for kind in ALL_TYPES))
    return ("/".join(reference.split("/_history/", maxsplit=1)[0].split("/")[-2:]),)
