"""Who may act for whom: given, changed and ended by the member, and left by who helps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wellkept.features.representation.telling import tell
from wellkept.gate import Way, admit, done, promised, today, verb
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import representation
from wellkept.vault.representation import Basis, By, Granted, Terms

__all__ = [
    "INVITED",
    "KINDS",
    "Granted",
    "NotYoursToGive",
    "change",
    "end",
    "grant",
    "leave",
    "longest",
    "no_longer_than",
    "what_i_hold",
    "who_helps_me",
    "whom_i_help",
]

_RIGHTS = "member.rights"
_DATA = ("family.representation",)
INVITED = "representative.invited"
# What one may let somebody see, as nodes of the vocabulary, in the order of the form.
KINDS = (
    *("identity", "contact", "coverage", "claims", "health", "care", "communication", "payment", "grievance"),
    *("sensitive", "trail"),
)


class NotYoursToGive(Exception):
    """Only an adult lets others in, only for herself, and no minor ends what the law gives a parent or guardian."""


@verb("representation.grant", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def grant(  # noqa: PLR0913 - a grant says all of this
    visitor: Visitor,
    of: UUID,
    to: UUID,
    party: str = INVITED,
    *,
    until: date | None = None,
    data: tuple[str, ...] = ("*",),
    acts: bool = True,
    begins: date | None = None,
    called: str = "",
    reason: str = "",
) -> UUID:
    """Let another person act for a member; the grant's id. Raises `Refused` and `NotYoursToGive`.

    `until` is the first day on which it no longer holds, at most the plan's period after `begins` (today).
    """
    permit = admit(visitor, grant, of=of, purpose=_RIGHTS)
    if visitor.kind is Kind.MEMBER and (visitor.person != of or party != INVITED or to == of):
        raise NotYoursToGive
    if not representation.is_of_age(permit):
        raise NotYoursToGive
    first = begins or today()
    terms = Terms(
        party=party,
        basis=Basis.INVITED,
        begins=first,
        ends=no_longer_than(until, first),
        data=data,
        acts=acts,
        called=called,
        reason=reason,
    )
    with transaction.atomic():
        made = representation.start(permit, viewer=to, terms=terms, at=datetime.now(UTC))
        done(permit, grant)
    return made


@verb("representation.mine", data=_DATA, purposes=("member.access",))
def who_helps_me(visitor: Visitor) -> tuple[Granted, ...]:
    """Everybody who may or might act for the visitor, the newest first, ended grants too. Raises `Refused`."""
    return representation.of_member(admit(visitor, who_helps_me, of=visitor.person, purpose="member.access"))


@verb("representation.list", data=_DATA, purposes=("member.access",))
def whom_i_help(visitor: Visitor) -> tuple[tuple[UUID, str], ...]:
    """The members whom the visitor may act for, each with the class of party that makes her. Raises `Refused`."""
    return representation.acts_for(admit(visitor, whom_i_help, of=visitor.person, purpose="member.access"))


@verb("representation.held", data=_DATA, purposes=("member.access",))
def what_i_hold(visitor: Visitor) -> tuple[Granted, ...]:
    """What the visitor was let do for others: scope, first and last day, and how it ended. Raises `Refused`."""
    return representation.of_helper(admit(visitor, what_i_hold, of=visitor.person, purpose="member.access"))


@verb("representation.change", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def change(visitor: Visitor, which: UUID, *, data: Iterable[str], acts: bool, until: date | None) -> bool:
    """Give a grant of the visitor's own another scope and end; whether there is one that she gave.

    Raises `Refused`.
    """
    permit = admit(visitor, change, of=visitor.person, purpose=_RIGHTS)
    found = _own(permit, which)
    if found is None or found.terms.basis is not Basis.INVITED:
        return False
    ends = no_longer_than(until, today())
    with transaction.atomic():
        changed = representation.change(permit, which, data=data, acts=acts, ends=ends)
        if changed:
            done(permit, change)
    return changed


@verb("representation.end", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def end(visitor: Visitor, which: UUID) -> Granted | None:
    """End at once what somebody may do for the visitor; None where there is nothing to end.

    Raises `Refused`, and `NotYoursToGive` for a minor's parent or guardian, whose right is not the minor's to end.
    """
    permit = admit(visitor, end, of=visitor.person, purpose=_RIGHTS)
    found = _own(permit, which)
    if found and found.terms.basis is not Basis.INVITED and not representation.is_of_age(permit):
        raise NotYoursToGive
    with transaction.atomic():
        ended = representation.end(permit, which, by=By.MEMBER, at=datetime.now(UTC))
        if ended:
            done(permit, end)
    return ended


@verb("representation.leave", data=_DATA, purposes=(_RIGHTS,), way=Way.IN)
def leave(visitor: Visitor, person: UUID) -> Granted | None:
    """Stop acting for somebody, at once and for good; None where there is nothing to stop. Raises `Refused`.

    Whoever helps can always stop, so the ask is about herself; the program carries it out in the member's record.
    """
    mine = admit(visitor, leave, of=visitor.person, purpose=_RIGHTS)
    if mine.person is None or all(held.person != person for held in representation.of_helper(mine) if not held.ended):
        return None
    return carry_out_leaving(CLOCK, person, mine.person)


@verb("representation.carry_out_leaving", data=_DATA, purposes=(_RIGHTS,))
def carry_out_leaving(visitor: Visitor, of: UUID, helper: UUID) -> Granted | None:
    """What follows in the member's record when a helper leaves. Raises `Refused`."""
    permit = admit(visitor, carry_out_leaving, of=of, purpose=_RIGHTS)
    with transaction.atomic():
        ended = representation.end_between(permit, helper, by=By.HELPER, at=datetime.now(UTC))
        if ended:
            done(permit, carry_out_leaving)
    if ended:
        tell(visitor, of, "helper_left", at=datetime.now(UTC))
    return ended


def longest() -> int:
    """The days for which the plan lets a permission to act last."""
    days = promised().in_force.setting("grants.last")
    return days if isinstance(days, int) else 365


def no_longer_than(until: date | None, first: date) -> date:
    """The first day on which a grant no longer holds: what was asked for, at most the plan's period after `first`."""
    latest = first + timedelta(days=longest())
    return min(until, latest) if until else latest


def _own(permit: Permit, which: UUID) -> Granted | None:
    return next((one for one in representation.of_member(permit) if one.id == which and not one.ended), None)
