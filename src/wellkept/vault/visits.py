"""What was said or done on a visit is as sensitive as the visit: labels go from an Encounter to what refers to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from wellkept.vault import sensitivity
from wellkept.vault.fhir_reading import Json, first, mapping
from wellkept.vault.models import Resource, SearchValue
from wellkept.vault.rows import as_param
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

if TYPE_CHECKING:
    from wellkept.vault.resources import Incoming

VISIT = "encounter"  # the search parameter
_LABEL = 'UPDATE "vault_resource" SET "labels" = "labels" | %s WHERE "id" = %s'


def visit_of(one: Incoming) -> str:
    """The visit that a resource refers to, spelled as its sender's Encounter is known; "" for none."""
    reference = _reference(one.resource)
    if not reference:
        return ""
    sender = one.identity.rpartition("|")[0]
    told = reference if reference.startswith("urn:") else "/".join(reference.split("/")[-2:])
    return f"{one.source}|{sender}|{told}" if sender else f"{one.source}|{told}"


def labels_of_visits(person: UUID, seals: Seals, incoming: Sequence[Incoming]) -> list[int]:
    """For each resource the labels of its visit, as bits: of one on record, or of one that comes with it."""
    visits = [visit_of(one) for one in incoming]
    if not any(visits):
        return [0] * len(incoming)
    here = {
        f"{one.source}|{one.identity}": sensitivity.bits(one.resource)
        for one in incoming
        if one.resource.get("resourceType") == "Encounter"
    }
    origins = {seals.digest("origin", visit.encode()): visit for visit in set(visits) - here.keys() if visit}
    rows = Resource.objects.filter(person_id=person, origin__in=list(origins)).values_list("origin", "labels")
    here |= {origins[bytes(origin)]: labels for origin, labels in rows}
    return [here.get(visit, 0) for visit in visits]


def to_be_labelled(visit: Resource, known_as: str, seals: Seals) -> list[Writes]:
    """The labels of a visit that came late, for each record that refers to it already.

    Write these before the visit: a load that is stopped between them says too much of what is sensitive, never too
    little, and finds the visit missing when it goes on.
    """
    if not visit.labels:
        return []
    digest = seals.digest(VISIT, known_as.encode())
    about = SearchValue.objects.filter(person=visit.person_id, parameter=VISIT, digest=digest).values("resource_id")
    found = []
    for row in Resource.objects.filter(id__in=about).values_list("id", flat=True):
        one = Writes()
        one.add(_LABEL, (visit.labels, as_param(connection, row)))
        found.append(one)
    return found


def _reference(resource: Json) -> str:
    direct = mapping(resource.get("encounter")).get("reference")
    if not direct:
        direct = first(mapping(resource.get("context")).get("encounter")).get("reference")
    return str(direct) if isinstance(direct, str) else ""
