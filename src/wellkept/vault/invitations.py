"""Invitations by a member, sealed under the member's key until somebody accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import DATA
from wellkept.vault.models import Invitation
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals

_PLACE = "vault_invitation|sealed"
_MOST = 100


class State(StrEnum):
    """What became of an invitation; one that is open and past its time is over."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered to whom: `called` is how the member calls the invitee, `address` an e-mail address."""

    called: str
    address: str
    reason: str
    data: tuple[str, ...]
    acts: bool
    begins: date
    ends: date

    @property
    def last(self) -> date:
        """The last day on which it would hold."""
        return self.ends - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation on record."""

    id: UUID
    person: UUID
    offer: Offer
    state: State
    made: datetime
    open_until: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether somebody may still accept it."""
        return self.state is State.OPEN and at < self.open_until


def put(permit: Permit, offer: Offer, *, at: datetime, open_until: datetime) -> UUID:
    """Keep an invitation of the permit's person. Raises `UnknownName`."""
    DATA.expand(offer.data)
    row = uuid4()
    words = orjson.dumps([offer.called, offer.address, offer.reason])
    Invitation.objects.create(
        id=row,
        person_id=person_of(permit),
        data=orjson.dumps(list(offer.data)).decode(),
        acts=offer.acts,
        begins=offer.begins,
        ends=offer.ends,
        made=at,
        open_until=open_until,
        state=State.OPEN,
        sealed=Seals(permit.key).seal(words, _PLACE, row),
    )
    return row


def inviter(_permit: Permit, invitation: UUID) -> UUID | None:
    """Whose invitation it is; None where it is gone."""
    return Invitation.objects.filter(id=invitation).values_list("person_id", flat=True).first()


def read(permit: Permit, invitation: UUID) -> Invited | None:
    """One invitation of the permit's person."""
    row = Invitation.objects.filter(id=invitation, person_id=person_of(permit)).first()
    return _invited(row, Seals(permit.key)) if row else None


def listed(permit: Permit) -> tuple[Invited, ...]:
    """The invitations of the permit's person, the newest first."""
    rows = Invitation.objects.filter(person_id=person_of(permit)).order_by("-made")[:_MOST]
    seals = Seals(permit.key)
    return tuple(_invited(row, seals) for row in rows)


def settle(permit: Permit, invitation: UUID, state: State, *, at: datetime) -> bool:
    """Put an open invitation into another state; exactly one caller is told that it did."""
    rows = Invitation.objects.filter(id=invitation, person_id=person_of(permit), state=State.OPEN, open_until__gt=at)
    return rows.update(state=state) == 1


def _invited(row: Invitation, seals: Seals) -> Invited:
    called, address, reason = orjson.loads(seals.open(bytes(row.sealed), _PLACE, row.id.hex))
    return Invited(
        id=row.id,
        person=row.person_id,
        offer=Offer(
            called=called,
            address=address,
            reason=reason,
            data=tuple(orjson.loads(row.data)),
            acts=row.acts,
            begins=row.begins,
            ends=row.ends,
        ),
        state=State(row.state),
        made=row.made,
        open_until=row.open_until,
    )
