"""Organisations, practitioners, places and medicines that records refer to, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.fhir_kinds import SUPPORTING
from wellkept.vault.fhir_reading import name_of
from wellkept.vault.models import Supporting
from wellkept.vault.resources import Incoming, Taken
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

_PLACE = "vault_supporting|sealed"
_CATEGORY = "provider.name"


def prepare_each(permit: Permit, incoming: Sequence[Incoming]) -> list[tuple[Taken, Writes]]:
    """Do all but the writing of resources that others refer to by `Incoming.identity` ("Practitioner/7", "urn:…").

    At most a hundred at a time; of those with the same reference the last counts, and goes by the first.
    """
    seals = Seals(keys.plan_key())
    references = [_index(one.source, one.identity) for one in incoming]
    rows = Supporting.objects.filter(reference__in=references).values_list("reference", "id", "content")
    known = {bytes(reference): (row, bytes(content)) for reference, row, content in rows}
    last = dict(zip(references, incoming, strict=True))
    found = []
    for reference, one in zip(references, incoming, strict=True):
        writes = Writes()
        taken = _not_taken(permit, one)
        if taken is None:
            counts = last.pop(reference, None)
            taken = _gather(writes, seals, counts, reference, known.get(reference)) if counts else Taken.UNCHANGED
        found.append((taken, writes))
    return found


def take_in(permit: Permit, incoming: Incoming) -> Taken:
    """Keep one resource that others refer to."""
    ((taken, writes),) = prepare_each(permit, (incoming,))
    writes.write()
    return taken


def _not_taken(permit: Permit, one: Incoming) -> Taken | None:
    if str(one.resource.get("resourceType")) not in SUPPORTING:
        return Taken.NOT_KEPT
    return None if permit.opens(_CATEGORY) else Taken.CLOSED


def _gather(into: Writes, seals: Seals, one: Incoming, reference: bytes, known: tuple[UUID, bytes] | None) -> Taken:
    content = seals.digest("content", one.content())
    if known is not None and known[1] == content:
        return Taken.UNCHANGED
    row = Supporting(
        id=known[0] if known else uuid4(),
        kind=str(one.resource["resourceType"]),
        source=one.source,
        reference=reference,
        content=content,
        received=datetime.now(UTC),
    )
    row.sealed = seals.seal(one.content(), _PLACE, row.id)
    if known is None:
        into.insert(row)
        return Taken.LOADED
    into.update(row, "content", "received", "sealed")
    return Taken.CHANGED


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
