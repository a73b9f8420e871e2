"""Invitations: a member writes to somebody, who signs in with a link that works once, and accepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wellkept.features.representation.grants import INVITED, NotYoursToGive, no_longer_than
from wellkept.features.representation.telling import tell
from wellkept.gate import Way, admit, done, today, verb
from wellkept.identity import one_time
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import invitations, outbox, people, representation
from wellkept.vault.invitations import Invited, Offer, State
from wellkept.vault.representation import Basis, Terms

__all__ = [
    "LASTS",
    "USE",
    "Invited",
    "Offer",
    "Shown",
    "State",
    "TooMany",
    "accept",
    "decline",
    "invite",
    "list_waiting",
    "settle_for",
    "shown",
    "take_back",
]

_RIGHTS = "member.rights"
_DATA = ("family.representation",)
USE = "representation.invitation"
LASTS = timedelta(days=14)
_MOST_OPEN = 10


class TooMany(Exception):
    """So many invitations of this member wait already that another would be a nuisance to somebody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What whoever has the link may know before accepting: who invites, and to what."""

    inviter: str
    invited: Invited


@verb("representation.invite", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def invite(visitor: Visitor, offer: Offer) -> UUID:
    """Write to somebody that she may act for the visitor; the invitation's id.

    Raises `Refused`, `NotYoursToGive` for a minor, and `TooMany`.
    """
    permit = admit(visitor, invite, of=visitor.person, purpose=_RIGHTS)
    if not representation.is_of_age(permit):
        raise NotYoursToGive
    at = datetime.now(UTC)
    if sum(one.is_open(at) for one in invitations.listed(permit)) >= _MOST_OPEN:
        raise TooMany
    with transaction.atomic():
        made = invitations.put(permit, offer, at=at, open_until=at + LASTS)
        secret = one_time.make(USE, made, at=at, lasts=LASTS)
        outbox.leave(
            permit,
            notice="invitation",
            words={"path": f"/join/{secret}", "days": str(LASTS.days)},
            to_address=("email", offer.address),
            at=at,
            until=at + LASTS,
        )
        done(permit, invite)
    return made


@verb("representation.list_invitations", data=_DATA, purposes=("member.access",))
def list_waiting(visitor: Visitor) -> tuple[Invited, ...]:
    """The visitor's own invitations that somebody may still accept, the newest first. Raises `Refused`."""
    permit = admit(visitor, list_waiting, of=visitor.person, purpose="member.access")
    at = datetime.now(UTC)
    return tuple(one for one in invitations.listed(permit) if one.is_open(at))


@verb("representation.take_back", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def take_back(visitor: Visitor, invitation: UUID) -> bool:
    """Take back an invitation that nobody accepted yet; whether there was one. Raises `Refused`."""
    permit = admit(visitor, take_back, of=visitor.person, purpose=_RIGHTS)
    with transaction.atomic():
        settled = invitations.settle(permit, invitation, State.TAKEN_BACK, at=datetime.now(UTC))
        if settled:
            one_time.end(USE, invitation)
            done(permit, take_back)
    return settled


@verb("representation.look_at_invitation", data=_DATA, purposes=("member.access",))
def look_at(visitor: Visitor, secret: str) -> Shown | None:
    """What a link offers to whoever is signed in; None for a link that was used, is over or was taken back.

    Raises `Refused`.
    """
    permit = admit(visitor, look_at, of=visitor.person, purpose="member.access")
    found = one_time.leads_to(USE, secret, at=datetime.now(UTC))
    owner = invitations.inviter(permit, found) if found else None
    if found is None or owner is None or owner == visitor.person:
        return None
    return show(CLOCK, owner, found)


@verb("representation.show_invitation", data=(*_DATA, "identity.name"), purposes=(_RIGHTS,))
def show(visitor: Visitor, of: UUID, invitation: UUID) -> Shown | None:
    """What the member wants the invitee to know; None once it is closed. Raises `Refused`."""
    return shown(admit(visitor, show, of=of, purpose=_RIGHTS), invitation)


def shown(permit: Permit, invitation: UUID) -> Shown | None:
    """What the permit's person wants the invitee to know; None once it is closed."""
    found = invitations.read(permit, invitation)
    named = people.name(permit)
    if found is None or not found.is_open(datetime.now(UTC)):
        return None
    return Shown(" ".join(filter(None, (named.first, named.last))) if named else "", found)


@verb("representation.accept", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def accept(visitor: Visitor, secret: str, *, name: str) -> UUID | None:
    """Accept, under a name that the member will see; whom the visitor may act for now, None for a dead link.

    Of many at once exactly one is told that it worked. Raises `Refused`.
    """
    permit = admit(visitor, accept, of=visitor.person, purpose=_RIGHTS)
    at = datetime.now(UTC)
    found = one_time.leads_to(USE, secret, at=at)
    owner = invitations.inviter(permit, found) if found else None
    if found is None or owner is None or permit.person is None or owner == permit.person:
        return None
    if one_time.take_link(USE, secret, at=at) is None:
        return None
    return owner if carry_out(CLOCK, owner, found, State.ACCEPTED, helper=permit.person, name=name) else None


@verb("representation.decline", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def decline(visitor: Visitor, secret: str) -> bool:
    """Say no to an invitation; whether it was still open. Raises `Refused`."""
    permit = admit(visitor, decline, of=visitor.person, purpose=_RIGHTS)
    found = one_time.take_link(USE, secret, at=datetime.now(UTC))
    owner = invitations.inviter(permit, found) if found else None
    if found is None or owner is None:
        return False
    return carry_out(CLOCK, owner, found, State.DECLINED)


@verb("representation.carry_out_invitation", data=_DATA, purposes=(_RIGHTS,))
def carry_out(
    visitor: Visitor, of: UUID, invitation: UUID, state: State, *, helper: UUID | None = None, name: str = ""
) -> bool:
    """What follows in the member's record from the invitee's answer; whether it was still open. Raises `Refused`."""
    permit = admit(visitor, carry_out, of=of, purpose=_RIGHTS)
    at = datetime.now(UTC)
    found = invitations.read(permit, invitation)
    if found is None:
        return False
    with transaction.atomic():
        if not settle_for(permit, found, state, helper=helper, name=name, at=at):
            return False
        done(permit, carry_out)
    tell(CLOCK, of, "invitation_accepted" if state is State.ACCEPTED else "invitation_declined", at=at)
    return True


def settle_for(permit: Permit, invited: Invited, state: State, *, helper: UUID | None, name: str, at: datetime) -> bool:
    """Settle an invitation of the permit's person in the open transaction, and start the grant of who accepts.

    Whether it was still open.
    """
    if not invitations.settle(permit, invited.id, state, at=at):
        return False
    if helper is not None:
        representation.start(permit, viewer=helper, terms=_terms(invited.offer, name), at=at)
    return True


def _terms(offer: Offer, name: str) -> Terms:
    begins = max(offer.begins, today())
    return Terms(
        party=INVITED,
        basis=Basis.INVITED,
        begins=begins,
        ends=no_longer_than(offer.ends, begins),
        data=offer.data,
        acts=offer.acts,
        called=name or offer.called,
        reason=offer.reason,
    )
