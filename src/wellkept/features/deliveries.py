"""Deliveries: a registered system sends a file, the clock has it loaded, and the system reads what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from wellkept.features.quarantine import PURPOSE_OF
from wellkept.gate import Way, admit, verb
from wellkept.identity import clients
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import deliveries
from wellkept.vault.deliveries import Delivery, State

__all__ = ["MOST_BYTES", "Delivery", "State", "TooLarge", "TooMany", "receive", "see_delivery", "work_off"]

MOST_BYTES = 64 * 1024 * 1024  # it is opened in memory alone; what is larger goes in by `wellkept load`
_MOST_WAITING = 20  # of one system
_PIECE = 128 * 1024  # bytes: a piece is written in a few milliseconds
_LEFT_BEHIND = timedelta(hours=6)
_MOST_TRIES = 5
_PURPOSE = "operations.enrolment"
_OWN = "site.security"

# What became of a delivery, and what its system may read of it.
Load = Callable[[Delivery, str, Iterator[bytes]], tuple[State, Mapping[str, Any]]]


class TooLarge(ValueError):
    """A delivery is larger than what is taken; nothing of it was kept."""


class TooMany(RuntimeError):
    """So many deliveries of this system wait that it must wait too."""


@verb(
    "deliveries.receive",
    data=("quarantine",),
    purposes=tuple(dict.fromkeys(PURPOSE_OF.values())),
    way=Way.IN,
    systems=True,
)
def receive(visitor: Visitor, form: str, content: Iterable[bytes]) -> UUID:
    """Keep a file of a system, sealed, until it is worked off. Raises `Refused`, `TooLarge`, `TooMany`.

    What ends before it is whole leaves nothing.
    """
    permit = admit(visitor, receive, purpose=PURPOSE_OF.get(visitor.party, _PURPOSE))
    if visitor.account is None:
        msg = "only a registered system delivers"
        raise LookupError(msg)
    if deliveries.count_open(permit, visitor.account) >= _MOST_WAITING:
        raise TooMany
    begun = deliveries.begin(permit, client=visitor.account, party=visitor.party, form=form, at=datetime.now(UTC))
    whole = False
    try:
        size = _take(permit, begun, content)
        deliveries.complete(permit, begun, size=size)
        whole = True
    finally:
        if not whole:
            deliveries.drop(permit, begun)
    return begun


def _take(permit: Permit, delivery: UUID, content: Iterable[bytes]) -> int:
    size, place, rest = 0, 0, bytearray()
    for some in content:
        size += len(some)
        if size > MOST_BYTES:
            raise TooLarge
        rest += some
        while len(rest) >= _PIECE:
            deliveries.add(permit, delivery, place, bytes(rest[:_PIECE]))
            place, rest = place + 1, rest[_PIECE:]
    if rest:
        deliveries.add(permit, delivery, place, bytes(rest))
    return size


@verb("deliveries.see", data=("system",), purposes=(_OWN,), systems=True)
def see_delivery(visitor: Visitor, delivery: UUID) -> Delivery | None:
    """What became of a delivery of the system that asks; None for any other's. Raises `Refused`."""
    permit = admit(visitor, see_delivery, purpose=_OWN)
    return deliveries.of_client(permit, visitor.account, delivery) if visitor.account else None


@verb("deliveries.work_off", data=("quarantine",), purposes=(_PURPOSE,))
def work_off(visitor: Visitor, load: Load) -> int:
    """Have each delivery that waits loaded, the oldest first, and keep what became of it; how many. Raises `Refused`.

    `load` is given the delivery, its system's name and the content, and asks the gate as that system. A delivery that
    a killed process left is loaded again: what was taken in is unchanged then. Nothing is loaded of a system that was
    ended meanwhile: whoever has its stolen key may have sent it.
    """
    permit = admit(visitor, work_off, purpose=_PURPOSE)
    now = datetime.now(UTC)
    for old in deliveries.left_behind(permit, before=now - _LEFT_BEHIND):
        deliveries.drop(permit, old)
    found = deliveries.waiting(permit)
    for one in found:
        # Counted before it is made, so that one that ends the process does not stand before the others for ever.
        if deliveries.tried(permit, one.id) > _MOST_TRIES:
            deliveries.settle(permit, one.id, State.FAILED, {})
            continue
        sender = clients.by_id(one.client, at=now)
        if sender is None or not sender.is_live:
            deliveries.settle(permit, one.id, State.REFUSED, {})
            continue
        state, told = load(one, sender.name, deliveries.pieces(permit, one.id))
        deliveries.settle(permit, one.id, state, told)
    return len(found)
