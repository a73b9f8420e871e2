"""FHIR R4 resources on their way in: category, labels, seals; the same resource twice is kept once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import fhir_kinds, sensitivity, visits
from wellkept.vault.fhir_reading import Json, began, codings
from wellkept.vault.models import Resource, SearchValue
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.summaries import summary
from wellkept.vault.writes import Writes

SEALED = "vault_resource|sealed"
SUMMARY = "vault_resource|summary"
_SEARCHED = {"code": ("code", "vaccineCode", "medicationCodeableConcept", "type"), "status": ("status",)}


# (id, digest of the content) by origin.
Known = Mapping[bytes, tuple[UUID, bytes]]


class Taken(StrEnum):
    """What became of a resource."""

    LOADED = "loaded"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CLOSED = "closed"  # the permit does not open its category or one of its labels; nothing was written
    NOT_KEPT = "not_kept"  # a type that the plan does not keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A resource as a sender gave it.

    `source` is the sender's class of party, `identity` what the sender knows the resource by (its id, or its type and
    business identifier); `raw` its bytes as sent, where they are at hand; `names` the parties it refers to.
    """

    resource: Json
    source: str
    identity: str
    raw: bytes | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The bytes to keep."""
        return self.raw or orjson.dumps(self.resource, default=float)


def take_in(permit: Permit, incoming: Incoming) -> Taken:
    """Keep one resource of the permit's person."""
    return take_in_each(permit, (incoming,))[0]


def take_in_each(permit: Permit, incoming: Sequence[Incoming]) -> tuple[Taken, ...]:
    """Keep some resources of the permit's person; at most a hundred at a time."""
    return prepare(permit, incoming).keep()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Resources read, labelled and sealed, so that nothing is left to do while a transaction is open.

    `first` is to be written before the others; each of `writes` is one resource.
    """

    taken: tuple[Taken, ...]
    first: tuple[Writes, ...]
    writes: tuple[Writes, ...]

    def keep(self) -> tuple[Taken, ...]:
        """Write them, in one transaction."""
        Writes.together((*self.first, *self.writes)).write()
        return self.taken


def prepare(permit: Permit, incoming: Sequence[Incoming], *, known: Known | None = None) -> Prepared:
    """Do all but the writing, before the transaction; all that comes of one person together, for the sake of visits.

    `known` is what is on record of these resources, where the caller has it already.
    """
    person, seals = person_of(permit), Seals(permit.key)
    origins = [seals.digest("origin", f"{one.source}|{one.identity}".encode()) for one in incoming]
    if known is None:
        known = _known(person, origins)
    of_visits = visits.labels_of_visits(person, seals, incoming)
    taken: list[Taken] = []
    # The last of a batch counts where a sender repeats itself.
    rows: dict[bytes, tuple[Resource, Incoming]] = {}
    for one, origin, labels in zip(incoming, origins, of_visits, strict=True):
        row = _row(permit, seals, one, origin, labels)
        if not isinstance(row, Resource):
            taken.append(row)
            continue
        former = (rows[origin][0].id, bytes(rows[origin][0].content)) if origin in rows else known.get(origin)
        taken.append(Taken.LOADED if former is None else Taken.CHANGED)
        if former is not None:
            row.id = former[0]
        if former is not None and former[1] == row.content:
            taken[-1] = Taken.UNCHANGED
        else:
            rows[origin] = (row, one)
    late = [(row, f"{one.source}|{one.identity}") for row, one in rows.values() if row.kind == "Encounter"]
    return Prepared(
        taken=tuple(taken),
        first=tuple(label for visit, known_as in late for label in visits.to_be_labelled(visit, known_as, seals)),
        writes=tuple(_written(row, one, seals, known=origin in known) for origin, (row, one) in rows.items()),
    )


def _written(row: Resource, one: Incoming, seals: Seals, *, known: bool) -> Writes:
    """A row, sealed, and what it can be found by."""
    row.summary = seals.seal(summary(one.resource, one.names, known_as=one.identity), SUMMARY, row.id)
    row.sealed = seals.seal(one.content(), SEALED, row.id)
    writes = Writes()
    if known:
        writes.delete(SearchValue, "resource_id", row.id)
        writes.update(row)
    else:
        writes.insert(row)
    for value in _search_values(row, one, seals):
        writes.insert(value)
    return writes


def known_of_each(permits: Sequence[Permit], kind: str, source: str) -> dict[UUID, Known]:
    """What is on record of each permit's person, of one type and from one source; at most a few hundred people."""
    persons = [person_of(permit) for permit in permits]
    found: dict[UUID, dict[bytes, tuple[UUID, bytes]]] = {person: {} for person in persons}
    rows = Resource.objects.filter(person_id__in=persons, kind=kind, source=source)
    for person, origin, row, content in rows.values_list("person_id", "origin", "id", "content"):
        found[person][bytes(origin)] = (row, bytes(content))
    return dict(found)


def _known(person: UUID, origins: Sequence[bytes]) -> Known:
    kept = Resource.objects.filter(person_id=person, origin__in=origins).values_list("origin", "id", "content")
    return {bytes(origin): (row, bytes(content)) for origin, row, content in kept}


def _row(permit: Permit, seals: Seals, one: Incoming, origin: bytes, of_visit: int) -> Resource | Taken:
    """The row of a resource, not yet sealed; or why there is none."""
    category = fhir_kinds.category(one.resource)
    if category is None:
        return Taken.NOT_KEPT
    labels = sensitivity.bits(one.resource) | of_visit
    if not permit.opens(category) or labels & permit.closed_labels:
        return Taken.CLOSED
    return Resource(
        id=uuid4(),
        person_id=person_of(permit),
        kind=str(one.resource["resourceType"]),
        category=category,
        labels=labels,
        day=seals.shifted(began(one.resource)),
        origin=origin,
        content=seals.digest("content", one.content()),
        source=one.source,
        received=datetime.now(UTC),
    )


def search_terms(resource: Json) -> list[tuple[str, str]]:
    """What a resource can be found by within its patient: (parameter, value), a code with and without its system."""
    found: set[tuple[str, str]] = set()
    for parameter, fields in _SEARCHED.items():
        for said in (resource.get(name) for name in fields):
            if isinstance(said, str):
                found.add((parameter, said))
            for system, code in codings(said):
                found |= {(parameter, code), (parameter, f"{system}|{code}")}
    return sorted(found)


def _search_values(row: Resource, one: Incoming, seals: Seals) -> list[SearchValue]:
    terms = search_terms(one.resource)
    visit = visits.visit_of(one)
    if visit:
        terms.append((visits.VISIT, visit))
    return [
        SearchValue(
            resource_id=row.id, person=row.person_id, parameter=parameter, digest=search_digest(seals, parameter, said)
        )
        for parameter, said in terms
    ]


def search_digest(seals: Seals, parameter: str, value: str) -> bytes:
    """What a search for "code" or "system|code" looks for."""
    return seals.digest(parameter, value.encode())
