"""Whoever was invited and has no account: the link shows that the address is hers, and opens one account for her.

She is a person of her own, no member of the plan, and acts as the class of party of whom a member named. Her account,
what she said of herself, her agreement and the grant come in one transaction with the use of the link, or not at all.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.features import passwords
from wellkept.features.agreement import OtherVersion
from wellkept.features.registration.account import must_be_old_enough
from wellkept.features.registration.rules import count, purpose_for
from wellkept.features.representation.grants import INVITED
from wellkept.features.representation.invitations import USE, Shown, settle_for, shown
from wellkept.gate import Way, admit, admit_once, done, promised, verb
from wellkept.identity import accounts, one_time, registered
from wellkept.identity.accounts import NameTaken
from wellkept.identity.models import Account
from wellkept.identity.passwords import Fault
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import Action, bits
from wellkept.vault import agreements, contact_points, erasure, invitations, outbox, people
from wellkept.vault.contact_points import Kind
from wellkept.vault.invitations import Invited, State

__all__ = ["Fault", "LinkOver", "NameTaken", "Newcomer", "OtherVersion", "Shown", "join", "leads_on", "look_by_link"]

_RIGHTS, _SECURITY, _OWN = "member.rights", "site.security", "member.access"
_SHE_GIVES = ("identity.name", "identity.birth_date", "contact.email", "profile.languages")
# What she says of herself is heard as what a member says of herself.
_SOURCE = "person.member"
_READS = {"en": "eng", "es": "spa"}
# That a member named her while signed in is the request of 45 CFR 164.524(c)(3)(ii); the link shows that it is she.
_BY_LINK = bits(["granted", "identified", "requested", "own_site", "cookies_accepted"])


class LinkOver(Exception):
    """The link was used, is over, was taken back, or never was one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who says yes, and how she will sign in. `language` is "en" or "es", `agreed` the version she agreed to."""

    first: str
    last: str
    born: date
    user_name: str
    password: str = field(repr=False)
    language: str
    agreed: str

    @property
    def full_name(self) -> str:
        """As the member reads it."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Permits:
    """What is asked before the transaction: for the account, what she gives, her agreement, and the member's side."""

    account: Permit
    given: Permit
    agreement: Permit
    theirs: Permit


def leads_on(secret: str) -> bool:
    """Whether a link is still good."""
    return one_time.leads_to(USE, secret, at=datetime.now(UTC)) is not None


@verb("joining.look_by_link", data=("family.representation", "identity.name"), purposes=(_OWN,))
def look_by_link(visitor: Visitor, secret: str) -> Shown | None:
    """Who invites whoever holds the link, and to what; None for one that is over. Raises `Refused`."""
    found = one_time.leads_to(USE, secret, at=datetime.now(UTC))
    owner = inviter_of(CLOCK, found) if found else None
    if found is None or owner is None:
        return None
    return shown(admit(_named(visitor), look_by_link, of=owner, purpose=_OWN), found)


@verb("joining.find_inviter", data=("family.representation",), purposes=(_RIGHTS,))
def inviter_of(visitor: Visitor, invitation: UUID) -> UUID | None:
    """Whose invitation it is. For the program alone. Raises `Refused`."""
    return invitations.inviter(admit_once(visitor, inviter_of, purpose=_RIGHTS), invitation)


@verb("joining.join", data=("account.user_name", "account.password"), purposes=(_SECURITY,), way=Way.IN)
def join(visitor: Visitor, secret: str, she: Newcomer, *, address: str) -> Fault | None:
    """Make the account and accept; None when done, else what is wrong with the password.

    Of many at once exactly one succeeds. Raises `LinkOver`, `NameTaken`, `OtherVersion`, `Refused`, `TooYoung` and
    `Throttled`; then nothing is left.
    """
    now = datetime.now(UTC)
    found = one_time.leads_to(USE, secret, at=now)
    owner = inviter_of(CLOCK, found) if found else None
    if found is None or owner is None:
        raise LinkOver
    count("join", found, address, now)
    wrong = _look_over(visitor, she, now)
    if wrong is not None:
        return wrong
    with ExitStack() as undo:
        person = make_person(CLOCK)
        # Her key must be there before the transaction in which the link is used: who comes too late leaves nothing.
        undo.callback(remove_person, CLOCK, person)
        named = _named(visitor)
        permits = _Permits(
            account=admit(named, join, of=person, purpose=_SECURITY),
            given=admit(named, take_in_newcomer, of=person, purpose=_purpose_of_giving()),
            agreement=admit(named, agree_newcomer, of=person, purpose="service.account"),
            theirs=admit(CLOCK, accept_for, of=owner, purpose=_RIGHTS),
        )
        account = registered.prepared(
            she.user_name, she.password, at=now, person=person, language=she.language, answers={}
        )
        _settle(permits, secret, found, she, account, now)
        undo.pop_all()
    return None


@verb("joining.take_in", data=_SHE_GIVES, purposes=("service.account", "member.correct"), way=Way.IN)
def take_in_newcomer(visitor: Visitor, of: UUID) -> frozenset[str]:
    """What of the things that she gives may be kept, by category. Raises `Refused`."""
    return frozenset(admit(visitor, take_in_newcomer, of=of, purpose=_purpose_of_giving()).decision.leaves)


@verb("joining.agree", data=("account.agreement",), purposes=("service.account",), way=Way.IN)
def agree_newcomer(visitor: Visitor, of: UUID) -> bool:
    """Whether her agreement may be kept, for herself and whom she acts for. Raises `Refused`."""
    return admit(visitor, agree_newcomer, of=of, purpose="service.account").opens("account.agreement")


@verb("joining.accept_for", data=("family.representation",), purposes=(_RIGHTS,))
def accept_for(visitor: Visitor, of: UUID, invitation: UUID) -> Invited | None:
    """The member's invitation that is about to be accepted. For the program alone. Raises `Refused`."""
    return invitations.read(admit(visitor, accept_for, of=of, purpose=_RIGHTS), invitation)


@verb("joining.make_person", data=_SHE_GIVES, purposes=(_RIGHTS,))
def make_person(visitor: Visitor) -> UUID:
    """A person of whom nothing is known yet, no member of the plan. For the program alone. Raises `Refused`."""
    return people.make(admit_once(visitor, make_person, purpose=_RIGHTS), enrolled=False)


@verb("joining.remove_person", data=_SHE_GIVES, purposes=(_RIGHTS,))
def remove_person(visitor: Visitor, of: UUID) -> None:
    """Remove somebody who was made a moment ago and has no account. For the program alone. Raises `Refused`."""
    erasure.erase(admit(visitor, remove_person, of=of, purpose=_RIGHTS))


def _look_over(visitor: Visitor, she: Newcomer, now: datetime) -> Fault | None:
    """What is wrong with the password, before anything is made. Raises `TooYoung`, `OtherVersion` and `NameTaken`."""
    must_be_old_enough(visitor, she.born, on=promised().day_of(now))
    if she.agreed != promised().version:
        raise OtherVersion
    if accounts.named(she.user_name) is not None:
        raise NameTaken
    return passwords.fault_of(None, she.password, user_name=she.user_name)


def _settle(permits: _Permits, secret: str, found: UUID, she: Newcomer, account: Account, now: datetime) -> None:
    """All of it, in one transaction. Raises `LinkOver` and `NameTaken`."""
    person, owner = permits.account.person, permits.theirs.person
    invited = invitations.read(permits.theirs, found)
    if invited is None or person is None or owner is None:
        raise LinkOver
    with transaction.atomic():
        if one_time.take_link(USE, secret, at=now) is None:
            raise LinkOver
        if not settle_for(permits.theirs, invited, State.ACCEPTED, helper=person, name=she.full_name, at=now):
            raise LinkOver
        registered.keep(account)
        _keep(permits.given, she, invited.offer.address, now)
        agreements.agree(permits.agreement, behalf=(person, owner), version=she.agreed, at=now)
        outbox.leave(permits.theirs, notice="invitation_accepted", words={"path": "/helping"}, at=now)
        done(permits.account, join)
        done(permits.given, take_in_newcomer)
        done(permits.agreement, agree_newcomer)
        done(permits.theirs, accept_for)


def _keep(permit: Permit, she: Newcomer, address: str, now: datetime) -> None:
    point = contact_points.add(permit, kind=Kind.EMAIL, value=address, at=now)
    contact_points.verify(permit, point, at=now)
    said = {
        "identity.name": {"first": she.first, "last": she.last},
        "identity.birth_date": she.born.isoformat(),
        "profile.languages": [{"code": _READS[she.language], "system": "iso639-2", "description": "", "use": "read"}],
    }
    people.take_in(permit, said, known_by=(), source=_SOURCE)


def _named(visitor: Visitor) -> Visitor:
    """The visitor as the one whom a member named, since she holds the link that was sent to her."""
    return replace(visitor, party=INVITED, held=visitor.held | _BY_LINK)


def _purpose_of_giving() -> str:
    return purpose_for(_SHE_GIVES, "service.account", "member.correct", party=INVITED, action=Action.COLLECT)
