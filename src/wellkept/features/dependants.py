"""Facts about dependants and family: given for one reason, and used for no other (promise I5)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from wellkept.gate import Way, admit, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import dependants
from wellkept.vault.dependants import Fact

__all__ = ["Fact", "give", "read_own", "use"]

_DATA = ("family.dependants",)
REASON = "service.dependants"
# Every purpose for which somebody may want them; the policy refuses all that no clause opens.
_WANTED = (REASON, "outreach.services", "operations.analysis", "research.study", "service.account")


@verb("dependants.give", data=_DATA, purposes=(REASON,), way=Way.IN, fulfils=("only_reason_given",))
def give(visitor: Visitor, of: UUID | None, fact: Fact) -> UUID:
    """Keep what a member says about a dependant with the reason it is given for. Raises `Refused`."""
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
def read_own(visitor: Visitor, of: UUID | None) -> tuple[tuple[str, Fact], ...]:
    """What a member gave about dependants, each with its reason. Raises `Refused`."""
    return dependants.own(admit(visitor, read_own, of=of, purpose="member.access"))
