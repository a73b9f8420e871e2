"""The first step: who somebody says to be, and whether the enrolment knows her."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from wellkept.features.registration.account import must_be_old_enough
from wellkept.features.registration.rules import count, purpose_for
from wellkept.gate import Way, admit, admit_once, promised, verb
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import Action
from wellkept.vault import proofing
from wellkept.vault.numbers import CATEGORIES, Number
from wellkept.vault.proofing import Claim

__all__ = ["Claim", "Number", "begin", "match"]

_ASKED = ("identity.name", "identity.birth_date", "contact.postal")
_DATA = (*_ASKED, "member")


@verb("registration.begin", data=_DATA, purposes=("service.account", "member.rights"), way=Way.IN)
def begin(visitor: Visitor, claim: Claim, *, address: str, at: datetime | None = None) -> UUID:
    """Whom the next steps are about: a member's id, or one that is nobody's, which looks the same.

    Nothing of the claim is kept. Raises `Refused`, `Throttled` and `TooYoung`.
    """
    leaves = (*_ASKED, CATEGORIES[claim.number.kind])
    purpose = purpose_for(leaves, "service.account", "member.rights", party=visitor.party, action=Action.COLLECT)
    admit_once(visitor, begin, purpose=purpose)
    now = at or datetime.now(UTC)
    count("begin", f"{claim.number.kind}|{claim.number.value.casefold()}", address, now)
    must_be_old_enough(visitor, claim.born, on=promised().day_of(now))
    return match(CLOCK, claim)


@verb("registration.match", data=_DATA, purposes=("service.identity", "member.access"))
def match(visitor: Visitor, claim: Claim) -> UUID:
    """The person who the claim says that somebody is, if it is right in all; else nobody. For the program alone."""
    leaves = (*_ASKED, CATEGORIES[claim.number.kind])
    purpose = purpose_for(leaves, "service.identity", "member.access", party=visitor.party, action=Action.USE)
    register = admit_once(visitor, match, purpose=purpose)
    found, nobody = proofing.candidate(register, claim.number), proofing.nobody(register, claim)
    # Nobody's number is asked for like anybody's, so that the gate and the vault do the same for it.
    permit = admit(visitor, match, of=found or nobody, purpose=purpose)
    return found if proofing.matches(permit, claim) and found else nobody
