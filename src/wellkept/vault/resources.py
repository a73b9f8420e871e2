"""FHIR R4 resources on their way in: category, labels, seals; the same resource twice is kept once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

import orjson
from django.db import transaction

from wellkept.policy.asks import Permit
from wellkept.vault import fhir_kinds, sensitivity, visits
from wellkept.vault.fhir_reading import Json, began, codings
from wellkept.vault.models import Resource, SearchValue
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.summaries import summary

SEALED = "vault_resource|sealed"
SUMMARY = "vault_resource|summary"
_SEARCHED = {"code": ("code", "vaccineCode", "medicationCodeableConcept", "type"), "status": ("status",)}


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
    """Resources read, labelled and sealed, so that little is left to do while a transaction is open."""

    taken: tuple[Taken, ...]
    new: tuple[Resource, ...]
    changed: tuple[Resource, ...]
    search_values: tuple[SearchValue, ...]
    visits: tuple[tuple[Resource, str], ...]
    seals: Seals

    def keep(self) -> tuple[Taken, ...]:
        """Write them, in one transaction."""
        if self.new or self.changed:
            with transaction.atomic():
                Resource.objects.bulk_create(self.new)
                for row in self.changed:
                    SearchValue.objects.filter(resource_id=row.id).delete()
                    row.save(force_update=True)
                SearchValue.objects.bulk_create(self.search_values)
                for visit, known_as in self.visits:
                    visits.pass_on(visit, known_as, self.seals)
        return self.taken


def prepare(permit: Permit, incoming: Sequence[Incoming]) -> Prepared:
    """Do all but the writing; call it before the transaction that `keep` is called in."""
    person, seals = person_of(permit), Seals(permit.key)
    origins = [seals.digest("origin", f"{one.source}|{one.identity}".encode()) for one in incoming]
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
    for row, one in rows.values():
        _seal(row, one, seals)
    return Prepared(
        taken=tuple(taken),
        new=tuple(row for origin, (row, _) in rows.items() if origin not in known),
        changed=tuple(row for origin, (row, _) in rows.items() if origin in known),
        search_values=tuple(value for row, one in rows.values() for value in _search_values(row, one, seals)),
        visits=tuple((row, f"{one.source}|{one.identity}") for row, one in rows.values() if row.kind == "Encounter"),
        seals=seals,
    )


def _known(person: UUID, origins: Sequence[bytes]) -> dict[bytes, tuple[UUID, bytes]]:
    """(id, digest of the content) by origin, of what is on record."""
    kept = Resource.objects.filter(person_id=person, origin__in=origins).values_list("origin", "id", "content")
    return {bytes(origin): (row, bytes(content)) for origin, row, content in kept}


def _seal(row: Resource, one: Incoming, seals: Seals) -> None:
    row.summary = seals.seal(summary(one.resource, one.names, known_as=one.identity), SUMMARY, row.id)
    row.sealed = seals.seal(one.content(), SEALED, row.id)


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
