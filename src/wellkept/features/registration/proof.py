"""The second and third step: a code goes to an address that the plan has on file, and comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from wellkept.features.carrying import open_channels
from wellkept.features.registration.account import TICKET
from wellkept.features.registration.rules import count, purpose_for
from wellkept.gate import Way, admit, admit_once, verb
from wellkept.identity import one_time, registered
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import Action
from wellkept.vault import outbox, proofing
from wellkept.vault.contact_points import LEAVES, Kind, Point

# NIST SP 800-63A-4, section 3.8: ten minutes by text, and twenty-one days by post in the United States.
CODE_LASTS, LETTER_LASTS = timedelta(minutes=10), timedelta(days=21)
_TICKET_LASTS = timedelta(minutes=30)
_SHORT, _LETTER = "registration.code", "registration.letter"
_DIGITS, _DIGITS_BY_POST = 6, 8
_MOST_AN_HOUR = 5
_RIGHTS = "member.rights"
_WAYS = (Kind.EMAIL, Kind.TEXT, Kind.POST)


def ways(*, at: datetime | None = None) -> tuple[Kind, ...]:
    """How a code may go to anybody now, by the statement and the carriers there are; a letter always may."""
    there = open_channels(requested=True, at=at or datetime.now(UTC))
    return tuple(kind for kind in _WAYS if kind in there or kind is Kind.POST)


@verb("registration.ask_code", data=("identity.proof",), purposes=(_RIGHTS,), way=Way.IN)
def ask_code(visitor: Visitor, of: UUID, kind: Kind, *, address: str, at: datetime | None = None) -> None:
    """Leave a code for whom `begin` gave, by e-mail, text or letter; who has none of a kind on file gets a letter.

    Who has an account already is told that instead. Raises `Refused` and `Throttled`.
    """
    admit_once(visitor, ask_code, purpose=_RIGHTS)
    now = at or datetime.now(UTC)
    count("ask", of, address, now)
    reach(CLOCK, of, kind if kind in ways(at=now) else Kind.POST, at=now)


@verb("registration.reach", data=tuple(LEAVES.values()), purposes=("service.identity", "member.access"))
def reach(visitor: Visitor, of: UUID, kind: Kind, *, at: datetime) -> None:
    """Find the address on file and leave the code for it. For the program alone."""
    wanted = {LEAVES[kind], LEAVES[Kind.POST]}
    purpose = purpose_for(wanted, "service.identity", "member.access", party=visitor.party, action=Action.USE)
    permit = admit(visitor, reach, of=of, purpose=purpose)
    found = proofing.point(permit, kind)
    has_account = registered.has_account(of)
    often = outbox.left_since(permit, since=at - timedelta(hours=1)) >= _MOST_AN_HOUR
    with transaction.atomic():
        _leave(permit, found, kind, has_account=has_account, often=often, at=at)


@verb("registration.prove", data=("identity.proof",), purposes=(_RIGHTS,), way=Way.IN)
def prove(visitor: Visitor, of: UUID, code: str, *, address: str, at: datetime | None = None) -> str | None:
    """What opens the last step, once: for the right code. Raises `Refused` and `Throttled`."""
    admit_once(visitor, prove, purpose=_RIGHTS)
    now = at or datetime.now(UTC)
    count("code", of, address, now)
    typed = "".join(one for one in code if one.isdecimal())
    use = _LETTER if len(typed) == _DIGITS_BY_POST else _SHORT
    # A wrong code changes nothing but its count, which this transaction keeps.
    with transaction.atomic():
        if not one_time.take(use, of, typed, at=now):
            return None
        return one_time.make(TICKET, of, at=now, lasts=_TICKET_LASTS)


def leads_on(ticket: str) -> bool:
    """Whether the last step is open with this."""
    return one_time.leads_to(TICKET, ticket, at=datetime.now(UTC)) is not None


def _leave(permit: Permit, found: Point | None, kind: Kind, *, has_account: bool, often: bool, at: datetime) -> None:
    to = None if often else found
    by_post = (found.kind if found else kind) is Kind.POST
    lasts = LETTER_LASTS if by_post else CODE_LASTS
    use, digits = (_LETTER, _DIGITS_BY_POST) if by_post else (_SHORT, _DIGITS)
    # Where nobody shall take it, it is too long to be guessed; and a code that was sent before stays good.
    tells = to is not None and not has_account
    whose = permit.person if tells or not often else None
    code = one_time.make(use, whose or uuid4(), at=at, lasts=lasts, digits=digits if tells else None)
    said = {"days": str(lasts.days)} if by_post else {"minutes": str(lasts.seconds // 60)}
    if to is None:
        outbox.leave_for_nobody(permit, notice="registration_code", words={"code": code, **said}, at=at)
    elif has_account:
        outbox.leave(permit, notice="registration_known", words={}, to=to.id, requested=True, until=at + lasts, at=at)
    else:
        words = {"code": code, **said}
        outbox.leave(permit, notice="registration_code", words=words, to=to.id, requested=True, until=at + lasts, at=at)
