"""Files that systems delivered: kept sealed, piece by piece, until they are worked off; then only counts stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import orjson
from django.db import transaction
from django.db.models import F

from wellkept.policy.asks import Permit
from wellkept.vault import keys
from wellkept.vault.models import Delivery as Row
from wellkept.vault.models import DeliveryPiece
from wellkept.vault.sealing import Seals

_PLACE = "vault_delivery_piece|sealed"
_LEAF = "quarantine"


class State(StrEnum):
    """What has become of a delivery."""

    COMING = "coming"  # not all of it is here
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"  # the statement lets the plan collect none of it from this system, or the system was ended
    UNREADABLE = "unreadable"  # not what it was said to be; nothing of it was kept
    FAILED = "failed"  # our fault: it could not be loaded in several tries


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery, without its content. `form` is "834" or "fhir"; `told` what its system may read of it."""

    id: UUID
    client: UUID
    party: str
    form: str
    state: State
    received: datetime
    size: int
    told: Mapping[str, Any]


def begin(permit: Permit, *, client: UUID, party: str, form: str, at: datetime) -> UUID:
    """A delivery of which nothing is here yet; its id."""
    _must_open(permit)
    row = uuid4()
    keys.make_key(row)
    Row.objects.create(id=row, client=client, party=party, form=form, state=State.COMING, received=at)
    return row


def add(permit: Permit, delivery: UUID, place: int, content: bytes) -> None:
    """The next piece of a delivery. Raises `LookupError` for one that is gone."""
    _must_open(permit)
    key = keys.key_of(delivery)
    if key is None:
        raise LookupError("this delivery is gone")
    piece = DeliveryPiece(id=uuid4(), delivery_id=delivery, place=place)
    piece.sealed = Seals(key).seal(content, _PLACE, piece.id)
    piece.save(force_insert=True)


def complete(permit: Permit, delivery: UUID, *, size: int) -> None:
    """All of it is here."""
    _must_open(permit)
    Row.objects.filter(id=delivery, state=State.COMING).update(state=State.WAITING, size=size)


def drop(permit: Permit, delivery: UUID) -> None:
    """Forget a delivery whole."""
    _must_open(permit)
    with transaction.atomic():
        Row.objects.filter(id=delivery).delete()
        transaction.on_commit(lambda: keys.drop_keys([delivery]))


def waiting(permit: Permit) -> tuple[Delivery, ...]:
    """What is whole and not worked off: the least tried, then the oldest first."""
    _must_open(permit)
    return tuple(map(_delivery, Row.objects.filter(state=State.WAITING).order_by("tries", "received", "id")))


def count_open(permit: Permit, client: UUID) -> int:
    """How many deliveries of a system come or wait."""
    _must_open(permit)
    return Row.objects.filter(client=client, state__in=(State.COMING, State.WAITING)).count()


def tried(permit: Permit, delivery: UUID) -> int:
    """Count one more try at a delivery, before it is made; how many there are now."""
    _must_open(permit)
    rows = Row.objects.filter(id=delivery)
    rows.update(tries=F("tries") + 1)
    return rows.values_list("tries", flat=True).get()


def left_behind(permit: Permit, *, before: datetime) -> tuple[UUID, ...]:
    """Deliveries that began so long ago and never became whole."""
    _must_open(permit)
    rows = Row.objects.filter(state=State.COMING, received__lt=before)
    return tuple(rows.values_list("id", flat=True))


def pieces(permit: Permit, delivery: UUID) -> Iterator[bytes]:
    """The content of a delivery, in order. Raises ValueError for one that is not whole."""
    _must_open(permit)
    key, size = keys.key_of(delivery), 0
    if key is None:
        raise ValueError("a delivery on record has no key: its content is gone")
    places = list(DeliveryPiece.objects.filter(delivery_id=delivery).order_by("place").values_list("id", flat=True))
    for row in places:
        sealed = DeliveryPiece.objects.values_list("sealed", flat=True).get(id=row)
        content = Seals(key).open(bytes(sealed), _PLACE, row.hex)
        size += len(content)
        yield content
    if size != Row.objects.values_list("size", flat=True).get(id=delivery):
        raise ValueError("a delivery on record is not whole: some of its pieces are missing")


def settle(permit: Permit, delivery: UUID, state: State, told: Mapping[str, Any]) -> None:
    """Keep what became of a delivery, and nothing of its content."""
    _must_open(permit)
    with transaction.atomic():
        Row.objects.filter(id=delivery).update(state=state, told=orjson.dumps(told).decode())
        DeliveryPiece.objects.filter(delivery_id=delivery).delete()
        transaction.on_commit(lambda: keys.drop_keys([delivery]))


def of_client(_permit: Permit, client: UUID, delivery: UUID) -> Delivery | None:
    """A delivery of this system; None for any other."""
    found = Row.objects.filter(id=delivery, client=client).first()
    return None if found is None else _delivery(found)


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row.id,
        client=row.client,
        party=row.party,
        form=row.form,
        state=State(row.state),
        received=row.received,
        size=row.size,
        told=orjson.loads(row.told) if row.told else {},
    )


def _must_open(permit: Permit) -> None:
    if not permit.opens(_LEAF):
        raise ValueError(f"a permit for {', '.join(permit.ask.data)} does not open what was delivered")
