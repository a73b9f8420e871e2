"""Organisations, practitioners, places and medicines that records refer to, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.fhir_kinds import SUPPORTING
from wellkept.vault.fhir_reading import name_of
from wellkept.vault.models import Supporting
from wellkept.vault.resources import Incoming, Taken
from wellkept.vault.sealing import Seals

_PLACE = "vault_supporting|sealed"
_CATEGORY = "provider.name"


def take_in(permit: Permit, incoming: Incoming) -> Taken:
    """Keep a resource that others refer to by `incoming.identity` ("Practitioner/7", "urn:uuid:…")."""
    kind = str(incoming.resource.get("resourceType"))
    if kind not in SUPPORTING:
        return Taken.NOT_KEPT
    if not permit.opens(_CATEGORY):
        return Taken.CLOSED
    seals = Seals(keys.plan_key())
    reference, content = _index(incoming.source, incoming.identity), seals.digest("content", incoming.content())
    row = Supporting.objects.filter(reference=reference).first()
    if row is not None and bytes(row.content) == content:
        return Taken.UNCHANGED
    known = row is not None
    row = row or Supporting(id=uuid4(), kind=kind, source=incoming.source, reference=reference)
    row.content, row.received = content, datetime.now(UTC)
    row.sealed = seals.seal(incoming.content(), _PLACE, row.id)
    row.save(force_insert=not known)
    return Taken.CHANGED if known else Taken.LOADED


def names(_permit: Permit, references: Iterable[str], *, source: str) -> dict[str, str]:
    """What these are called, by reference; who is not on record is left out."""
    wanted = {_index(source, reference): reference for reference in references}
    rows = Supporting.objects.filter(reference__in=list(wanted)).values_list("id", "reference", "sealed")
    if not wanted or not rows:
        return {}
    seals = Seals(keys.plan_key())
    return {
        wanted[bytes(reference)]: name_of(orjson.loads(seals.open(bytes(sealed), _PLACE, row.hex)))
        for row, reference, sealed in rows
    }


def _index(source: str, reference: str) -> bytes:
    return keys.confirmed_ring().index("supporting", f"{source}|{reference}")
