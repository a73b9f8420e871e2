"""Facts about dependants and family: given for one reason, and used for no other (promise I5)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from wellkept.gate import Way, admit, done, foresee, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import dependants
from wellkept.vault.dependants import Fact, Given, TooMany

__all__ = ["Fact", "Given", "TooMany", "correct", "give", "may", "read_own", "remove", "use"]

_DATA = ("family.dependants",)
REASON = "service.dependants"
_CORRECT = "member.correct"
# Every purpose for which somebody may want them; the policy refuses all that no clause opens.
_WANTED = (REASON, "outreach.services", "operations.analysis", "research.study", "service.account")


@verb("dependants.give", data=_DATA, purposes=(REASON,), way=Way.IN, fulfils=("only_reason_given",))
def give(visitor: Visitor, of: UUID | None, fact: Fact) -> UUID:
    """Keep what a member says about a dependant with the reason it is given for. Raises `Refused` and `TooMany`."""
    permit = admit(visitor, give, of=of, purpose=REASON)
    with transaction.atomic():
        made = dependants.put(permit, fact, at=datetime.now(UTC))
        done(permit, give)
    return made


@verb("dependants.use", data=_DATA, purposes=_WANTED, fulfils=("only_reason_given",))
def use(visitor: Visitor, of: UUID, *, purpose: str = REASON) -> tuple[Fact, ...]:
    """The facts that a member gave for this purpose. Raises `Refused` for every purpose they were not given for."""
    return dependants.of(admit(visitor, use, of=of, purpose=purpose))


@verb("dependants.read_own", data=_DATA, purposes=("member.access",))
def read_own(visitor: Visitor, of: UUID | None) -> tuple[Given, ...]:
    """What a member gave about dependants, each with its reason. Raises `Refused`."""
    return dependants.own(admit(visitor, read_own, of=of, purpose="member.access"))


@verb("dependants.correct", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def correct(visitor: Visitor, of: UUID | None, which: UUID, fact: Fact) -> bool:
    """Put right what a member gave; what it serves stays. Whether there was such a fact. Raises `Refused`."""
    permit = admit(visitor, correct, of=of, purpose=_CORRECT)
    with transaction.atomic():
        corrected = dependants.correct(permit, which, fact)
        if corrected:
            done(permit, correct)
    return corrected


@verb("dependants.remove", data=_DATA, purposes=(_CORRECT,), way=Way.IN)
def remove(visitor: Visitor, of: UUID | None, which: UUID) -> bool:
    """Take back what a member gave, for good; whether there was such a fact. Raises `Refused`."""
    permit = admit(visitor, remove, of=of, purpose=_CORRECT)
    with transaction.atomic():
        removed = dependants.remove(permit, which)
        if removed:
            done(permit, remove)
    return removed


def may(visitor: Visitor, of: UUID | None) -> frozenset[str]:
    """Which of "give" and "correct" this visitor may do for this person now; nothing is written down."""
    (_, giving), (_, correcting) = foresee(visitor, [(give, REASON), (correct, _CORRECT)], of=of)
    return frozenset(name for name, found in (("give", giving), ("correct", correcting)) if found.allowed)
