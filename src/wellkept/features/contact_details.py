"""How a person is reached: she sees it, adds a way and shows that it is hers, chooses one, takes one away.

A new address is verified by a code that is sent there, and the address before it is told of the change. Whoever changes
anything has shown of late that it is they, or `ProofTooOld` is raised: mail opens accounts.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.features.carrying import open_channels
from wellkept.features.proof import want_proof
from wellkept.gate import Verb, Way, admit, done, foresee, verb
from wellkept.identity import one_time
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import contact_points, outbox
from wellkept.vault.contact_points import LEAVES, MEMBER, Kind, NoContact, Point

__all__ = ["Kind", "NoContact", "NoWayThere", "NotHers", "OnlyHerself", "Point", "TooOften"]

# NIST SP 800-63B-4, section 3.1.3.2 (codes by e-mail or text), and SP 800-63A-4, section 3.8 (by post).
CODE_LASTS, LETTER_LASTS = timedelta(minutes=10), timedelta(days=21)
_DIGITS, _DIGITS_BY_POST = 6, 8
_MOST_AN_HOUR = 5
_USE = "contact_point"
_CORRECT = "member.correct"
_MERELY_INVITED = frozenset({"representative.invited"})
_DATA = tuple(LEAVES.values())


class NotHers(LookupError):
    """The person has no such contact point, or it is one that she cannot change."""


class OnlyHerself(Exception):
    """Whoever was merely invited to help does not decide where the person is written to: mail opens accounts."""


class NoWayThere(Exception):
    """No clause of the statement in force, or no carrier, lets a code go there: the office that helps can note it."""


class TooOften(Exception):
    """Too much was sent to this person in the last hour; it works again later."""


@verb("contact_details.list", data=_DATA, purposes=("member.access",))
def list_contacts(visitor: Visitor, of: UUID | None) -> tuple[Point, ...]:
    """The ways to reach a person, the preferred first. Raises `Refused`."""
    return contact_points.listed(admit(visitor, list_contacts, of=of, purpose="member.access"))


@verb("contact_details.add", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def add_contact(visitor: Visitor, of: UUID, kind: Kind, value: str, *, at: datetime | None = None) -> UUID:
    """Keep a new way to reach a person and send a code there; its id.

    Raises `Refused`, `NoContact`, `NoWayThere` and `TooOften`. A number for calls is kept as it is: it gets no code.
    """
    permit, now = _may_change(visitor, add_contact, of), at or datetime.now(UTC)
    if not permit.opens(LEAVES[kind]):
        raise NoWayThere
    contact_points.standard(kind, value)
    with transaction.atomic():
        point = contact_points.add(permit, kind=kind, value=value, at=now)
        if kind is not Kind.VOICE:
            _send_code(permit, kind, point, now)
        done(permit, add_contact)
    return point


@verb("contact_details.send_code", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def send_code(visitor: Visitor, of: UUID, point: UUID, *, at: datetime | None = None) -> None:
    """Send another code to a point that is not verified yet; the one before ends. Raises as `add_contact`."""
    permit, now = _may_change(visitor, send_code, of), at or datetime.now(UTC)
    found = _hers(permit, point)
    with transaction.atomic():
        _send_code(permit, found.kind, point, now)
        done(permit, send_code)


@verb("contact_details.verify", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def verify_contact(visitor: Visitor, of: UUID, point: UUID, code: str, *, at: datetime | None = None) -> bool:
    """Whether this is the code that was sent there; then the point is verified, and the one before it is told.

    Raises `Refused` and `NotHers`.
    """
    permit, now = _may_change(visitor, verify_contact, of), at or datetime.now(UTC)
    _hers(permit, point)
    before = contact_points.preferred(permit)
    if not one_time.take(_USE, point, code, at=now):
        return False
    with transaction.atomic():
        contact_points.verify(permit, point, at=now)
        _tell(permit, before, but=point, at=now)
        done(permit, verify_contact)
    return True


@verb("contact_details.prefer", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def prefer_contact(visitor: Visitor, of: UUID, point: UUID, *, at: datetime | None = None) -> None:
    """Make a verified point the one to write to; the one before is told. Raises `Refused` and `NotHers`."""
    permit, now = _may_change(visitor, prefer_contact, of), at or datetime.now(UTC)
    before = contact_points.preferred(permit)
    with transaction.atomic():
        if not contact_points.prefer(permit, point, at=now):
            raise NotHers
        _tell(permit, before, but=point, at=now)
        done(permit, prefer_contact)


@verb("contact_details.remove", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def remove_contact(visitor: Visitor, of: UUID, point: UUID, *, at: datetime | None = None) -> None:
    """Forget a point that the person gave; where she is still reached, she is told. Raises `Refused` and `NotHers`."""
    permit, now = _may_change(visitor, remove_contact, of), at or datetime.now(UTC)
    found = _hers(permit, point)
    if found.source != MEMBER:
        raise NotHers
    with transaction.atomic():
        contact_points.remove(permit, point)
        one_time.end(_USE, point)
        if found.usable:
            _tell(permit, contact_points.preferred(permit), but=point, at=now)
        done(permit, remove_contact)


def may_change(visitor: Visitor, of: UUID | None) -> bool:
    """Whether this visitor may change how the person is reached; nothing is written down."""
    ((ask, decision),) = foresee(visitor, ((add_contact, _CORRECT),), of=of)
    return decision.allowed and ask.party not in _MERELY_INVITED


def channels(visitor: Visitor, *, at: datetime) -> tuple[Kind, ...]:  # noqa: ARG001 - what is open is open to all alike
    """The kinds of contact that can be verified now, and numbers for calls, which are kept as they are."""
    return tuple(kind for kind in Kind if kind is Kind.VOICE or kind in open_channels(requested=True, at=at))


def _may_change(visitor: Visitor, asked: Verb[Any, Any], of: UUID) -> Permit:
    permit = admit(visitor, asked, of=of, purpose=_CORRECT)
    want_proof(visitor)
    if permit.ask.party in _MERELY_INVITED:
        raise OnlyHerself
    return permit


def _hers(permit: Permit, point: UUID) -> Point:
    found = contact_points.one(permit, point)
    if found is None:
        raise NotHers
    return found


def _send_code(permit: Permit, kind: Kind, point: UUID, now: datetime) -> None:
    if kind not in open_channels(requested=True, at=now):
        raise NoWayThere
    if outbox.left_since(permit, since=now - timedelta(hours=1)) >= _MOST_AN_HOUR:
        raise TooOften
    by_post = kind is Kind.POST
    lasts = LETTER_LASTS if by_post else CODE_LASTS
    code = one_time.make(_USE, point, at=now, lasts=lasts, digits=_DIGITS_BY_POST if by_post else _DIGITS)
    said = {"days": str(lasts.days)} if by_post else {"minutes": str(lasts.seconds // 60)}
    outbox.leave(
        permit, notice="contact_code", words={"code": code, **said}, to=point, requested=True, until=now + lasts, at=now
    )


def _tell(permit: Permit, before: Point | None, *, but: UUID, at: datetime) -> None:
    """Tell the address before of the change: whoever made it may be somebody else."""
    if before is not None and before.id != but:
        outbox.leave(permit, notice="contact_changed", words={}, to=before.id, at=at)
