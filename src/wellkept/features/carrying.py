"""Giving a message to a carrier: the plan's own, or a company where a clause lets it have the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.exits.carriers import carriers
from wellkept.exits.kept import Keeping
from wellkept.exits.messages import Carrier, Message
from wellkept.gate import Refused, Verb, Way, admit, done, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import Action, bits
from wellkept.vault import letters, outbox
from wellkept.vault.contact_points import LEAVES, Kind
from wellkept.vault.outbox import Outcome

# For what a company may get an address: the first that is open. The second only for what the person asked for.
_ASKED_FOR = "service.information"
_PURPOSES = ("outreach.essential", _ASKED_FOR, "operations.service")


class NoWay(Exception):
    """There is no carrier for this kind of address, or no clause lets the one there is have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is to be carried, for whom, and in whose name: `permit` is that for telling, of the verb `told_by`.

    `until`: when it is of no more use.
    """

    permit: Permit
    told_by: Verb[Any, Any]
    kind: Kind
    message: Message
    requested: bool
    at: datetime
    until: datetime | None = None


def carry(visitor: Visitor, permit: Permit, load: Load) -> None:
    """Hand it over and write down that it left. Raises `NoWay`, and what a carrier raises."""
    carrier = carriers().get(load.kind)
    if carrier is None:
        raise NoWay
    if not carrier.party or permit.person is None:
        _hand(permit, carrier, load)
        _left(permit, load, by_hand=load.kind is Kind.POST and isinstance(carrier, Keeping))
        return
    hand_to_company(visitor, permit.person, carrier, load)


def open_channels(*, requested: bool, at: datetime) -> frozenset[Kind]:
    """The channels for which there is a carrier that some clause lets have an address, whoever the person is."""
    return frozenset(
        Kind(channel)
        for channel, carrier in carriers().items()
        if not carrier.party or any(_purposes(carrier, Kind(channel), requested=requested, at=at))
    )


@verb(
    "outbox.hand_to_company",
    data=tuple(LEAVES.values()),
    purposes=_PURPOSES,
    fulfils=(
        "minimum",
        "written_instructions",
        "no_onward",
        "onward_if_permitted",
        "no_health_content",
        "opt_out_in_message",
        "deidentified_unless_needed",
    ),
    way=Way.AWAY,
    to="vendor",
    why_identified="A message reaches nobody without the address it goes to.",
)
def hand_to_company(visitor: Visitor, of: UUID, carrier: Carrier, load: Load) -> None:
    """Give a person's address, with the message for it, to the company that carries it. Raises as `carry`."""
    known = {"requested"} if load.requested else set()
    if carrier.agreement_until and promised().day_of(load.at) <= carrier.agreement_until:
        known.add("agreement")
    asking = replace(visitor, held=visitor.held | bits(known))
    for purpose in _purposes(carrier, load.kind, requested=load.requested, at=load.at):
        try:
            permit = admit(asking, hand_to_company, of=of, purpose=purpose, party=carrier.party)
        except Refused:
            continue
        if permit.opens(LEAVES[load.kind]):
            _hand(permit, carrier, load)
            _left(permit, load)
            return
    raise NoWay


def _purposes(carrier: Carrier, kind: Kind, *, requested: bool, at: datetime) -> Iterator[str]:
    """The purposes that some clause may open for this carrier: what none ever opens is not asked each time."""
    if carrier.agreement_until is None or promised().day_of(at) > carrier.agreement_until:
        return
    for purpose in _PURPOSES:
        row = promised().table.row((Action.SHARE, LEAVES[kind], purpose, carrier.party))
        if row.alternatives and not row.nevers and (requested or purpose != _ASKED_FOR):
            yield purpose


def _hand(permit: Permit, carrier: Carrier, load: Load) -> None:
    outbox.hand(permit, load.message.id, at=load.at)
    carrier.send(permit, load.message)


def _left(permit: Permit, load: Load, *, by_hand: bool = False) -> None:
    """Write down what has really happened: the person was told, and where a company has her address, that too.

    A letter that nobody carries waits for an office that prints it.
    """
    with transaction.atomic():
        if by_hand:
            letters.queue(permit, load.message.id, made=load.at, until=load.until)
        outbox.end(permit, load.message.id, Outcome.SENT, at=load.at)
        done(load.permit, load.told_by)
        if permit is not load.permit:
            done(permit, hand_to_company)
