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
from wellkept.vault import fhir_kinds, sensitivity
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
    """Keep some resources of the permit's person, in one short transaction; at most a hundred at a time."""
    person, seals = person_of(permit), Seals(permit.key)
    origins = [seals.digest("origin", f"{one.source}|{one.identity}".encode()) for one in incoming]
    with transaction.atomic():
        rows = Resource.objects.filter(person_id=person, origin__in=origins).values_list("origin", "id", "content")
        known = {bytes(origin): (row, bytes(content)) for origin, row, content in rows}
        taken = []
        for one, origin in zip(incoming, origins, strict=True):
            row = _row(permit, seals, one, origin)
            if isinstance(row, Taken):
                taken.append(row)
                continue
            taken.append(_keep(row, one, seals, known.get(origin)))
            known[origin] = (row.id, bytes(row.content))
    return tuple(taken)


def _row(permit: Permit, seals: Seals, one: Incoming, origin: bytes) -> Resource | Taken:
    """The row of a resource, without its seals; or why there is none."""
    category = fhir_kinds.category(one.resource)
    if category is None:
        return Taken.NOT_KEPT
    labels = sensitivity.bits(one.resource)
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


def _keep(row: Resource, one: Incoming, seals: Seals, known: tuple[UUID, bytes] | None) -> Taken:
    if known is not None and known[1] == row.content:
        row.id = known[0]
        return Taken.UNCHANGED
    if known is not None:
        row.id = known[0]
        SearchValue.objects.filter(resource_id=row.id).delete()
    row.summary = seals.seal(summary(one.resource, one.names), SUMMARY, row.id)
    row.sealed = seals.seal(one.content(), SEALED, row.id)
    row.save(force_insert=known is None, force_update=known is not None)
    SearchValue.objects.bulk_create(_search_values(row, one.resource, seals))
    return Taken.LOADED if known is None else Taken.CHANGED


def _search_values(row: Resource, resource: Json, seals: Seals) -> list[SearchValue]:
    found: set[tuple[str, str]] = set()
    for parameter, fields in _SEARCHED.items():
        for said in (resource.get(name) for name in fields):
            if isinstance(said, str):
                found.add((parameter, said))
            for system, code in codings(said):
                found |= {(parameter, code), (parameter, f"{system}|{code}")}
    return [
        SearchValue(
            resource_id=row.id, person=row.person_id, parameter=parameter, digest=seals.digest(parameter, said.encode())
        )
        for parameter, said in sorted(found)
    ]


def search_digest(seals: Seals, parameter: str, value: str) -> bytes:
    """What a search for "code" or "system|code" looks for."""
    return seals.digest(parameter, value.encode())
