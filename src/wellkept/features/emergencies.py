"""Breaking the glass: a reason, a time limit, word to the privacy office at once, and the member's history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wellkept.features.roles import may_ever
from wellkept.features.showing import Shown, shown
from wellkept.gate import admit, admit_once, promised, verb
from wellkept.identity import accounts
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import bits
from wellkept.vault import emergencies, outbox
from wellkept.vault.emergencies import Opening
from wellkept.vault.lists import NotThere

__all__ = [
    "PURPOSE",
    "NoReason",
    "NotThere",
    "Opening",
    "close_emergency",
    "declare_emergency",
    "in_emergency",
    "list_openings",
    "may_declare",
    "name_of",
    "read_opening",
]

PURPOSE = "treatment.emergency"
SHORTEST, LONGEST = 10, 2000  # characters of a reason
_LOOKING_INTO = "site.security"
EMERGENCY = bits(["emergency"])
_LASTS = 30  # minutes, where the plan says nothing


class NoReason(ValueError):
    """An emergency was declared without words that somebody could look into."""


def lasts() -> timedelta:
    """How long an opening lasts, by the plan's own limit."""
    minutes = promised().in_force.setting("emergency.lasts")
    return timedelta(minutes=minutes if isinstance(minutes, int) else _LASTS)


def in_emergency(visitor: Visitor, of: UUID) -> Visitor:
    """The visitor with the condition `emergency`, while an emergency that she declared for this person is not over."""
    if visitor.account is None or not is_live(CLOCK, of, visitor.account):
        return visitor
    return replace(visitor, held=visitor.held | EMERGENCY)


def may_declare(visitor: Visitor) -> bool:
    """Whether an emergency would open anything to a role at all."""
    return may_ever(replace(visitor, held=visitor.held | EMERGENCY), declare_emergency, PURPOSE)


@verb("emergency.declare", data=("identity.name", "member.number"), purposes=(PURPOSE,), fulfils=("purpose_recorded",))
def declare_emergency(visitor: Visitor, of: UUID, reason: str) -> UUID:
    """Declare an emergency for a person, with the reason; the opening's id. The privacy office is told at once.

    Raises `Refused` for a role that an emergency opens nothing to, and `NoReason`.
    """
    said = " ".join(reason.split())
    if not SHORTEST <= len(said) <= LONGEST or visitor.account is None:
        raise NoReason
    declaring = replace(visitor, held=visitor.held | EMERGENCY)
    permit = admit(declaring, declare_emergency, of=of, purpose=PURPOSE)
    now, limit = datetime.now(UTC), lasts()
    with transaction.atomic():
        opening = emergencies.begin(
            permit, account=visitor.account, role=visitor.party, reason=said, at=now, lasts=limit
        )
        words = {"minutes": str(int(limit.total_seconds()) // 60), "path": f"/staff/emergencies/{opening}"}
        outbox.leave_for_office(permit, notice="emergency_opening", office="privacy_officer", words=words, at=now)
    return opening


@verb("emergency.close", data=("identity.name", "member.number"), purposes=(PURPOSE,), fulfils=("purpose_recorded",))
def close_emergency(visitor: Visitor, of: UUID) -> None:
    """Close what one declared for a person before its time is over. Does nothing where nothing is open."""
    closing = in_emergency(visitor, of)
    if closing.account is None or not closing.held & EMERGENCY:
        return
    permit = admit(closing, close_emergency, of=of, purpose=PURPOSE)
    emergencies.end(permit, account=closing.account, at=datetime.now(UTC))


@verb("emergency.list", data=("trail",), purposes=(_LOOKING_INTO,))
def list_openings(visitor: Visitor, *, before: datetime | None = None, limit: int = 50) -> tuple[Opening, ...]:
    """The openings, the latest first, without reasons. Raises `Refused`."""
    return emergencies.listed(admit_once(visitor, list_openings, purpose=_LOOKING_INTO), before=before, limit=limit)


@verb("emergency.read", data=("trail",), purposes=(_LOOKING_INTO,))
def read_opening(visitor: Visitor, opening: UUID) -> Shown[tuple[Opening, str]]:
    """One opening with its reason; the member sees that it was read. Raises `Refused` and `NotThere`."""
    found = emergencies.one(admit_once(visitor, list_openings, purpose=_LOOKING_INTO), opening)
    permit = admit(visitor, read_opening, of=found.person, purpose=_LOOKING_INTO)
    return shown(visitor, permit, (found, emergencies.reason(permit, opening)))


@verb("emergency.is_live", data=("trail",), purposes=(_LOOKING_INTO,))
def is_live(visitor: Visitor, of: UUID, account: UUID) -> bool:
    """Whether an account has declared an emergency for a person that is not over; the program asks it of itself."""
    permit = admit_once(visitor, is_live, purpose=_LOOKING_INTO)
    return emergencies.is_live(permit, person=of, account=account, at=datetime.now(UTC))


def name_of(opening: Opening) -> str:
    """How members see whoever declared an emergency."""
    return accounts.shown_as(opening.account)
