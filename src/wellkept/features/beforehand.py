"""What must be answered before somebody goes on to a member's pages: one place for all of them.

Agreement is asked for each version, for herself and whomever she acts for (S5). Who may not give it, being below the
statement's age or of no known age (I4), is told so in its place, since she could answer nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from wellkept.features import agreement
from wellkept.gate import admit, foresee, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import bits
from wellkept.vault import details

_BORN = "identity.birth_date"
_OF_AGE = bits(["of_age_or_through"])


class Before(StrEnum):
    """What stands before somebody."""

    NOTHING = "nothing"
    AGREEMENT = "agreement"
    TOO_YOUNG = "too_young"
    AGE_UNKNOWN = "age_unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands before a visitor, and the people for whom she has agreed to `version`, the one in force."""

    before: Before
    version: str
    agreed: frozenset[UUID]


def what_is_before(visitor: Visitor, person: UUID | None) -> Found:
    """What a visitor must answer before she sees the pages of a person, herself or another. Raises `Refused`.

    Whom she does not act for she is not asked about: that she looks is for the gate to refuse.
    """
    version = promised().version
    agreed = frozenset(one.behalf for one in agreement.what_i_agreed(visitor) if one.version == version)
    wanted = person is not None and person not in agreed
    if wanted and person != visitor.person:
        wanted = person in agreement.how_it_stands(visitor).missing
    return Found(_asked(visitor) if wanted else Before.NOTHING, version, agreed)


def how_old(visitor: Visitor) -> Before:
    """Whether her age lets a visitor answer for herself, and if not, why. Raises `Refused`."""
    ((_, decision),) = foresee(visitor, [(agreement.agree, "service.account")], of=visitor.person)
    if decision.allowed or not decision.missing & _OF_AGE:
        return Before.NOTHING
    return Before.TOO_YOUNG if knows_birth_date(visitor) else Before.AGE_UNKNOWN


@verb("beforehand.birth_date", data=(_BORN,), purposes=("member.access",))
def knows_birth_date(visitor: Visitor) -> bool:
    """Whether anybody has said when the visitor was born. Raises `Refused`."""
    return bool(details.get(admit(visitor, knows_birth_date, of=visitor.person, purpose="member.access"), (_BORN,)))


def _asked(visitor: Visitor) -> Before:
    age = how_old(visitor)
    return Before.AGREEMENT if age is Before.NOTHING else age
