"""Coverage: what a member is enrolled in, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from wellkept.features.showing import Shown, shown
from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import coverage, people
from wellkept.vault.coverage import Coverage, CoveragePeriod
from wellkept.vault.people import Profile

_PURPOSES = ("member.access", "operations.service", "service.benefits", "payment.eligibility")

__all__ = ["Coverage", "CoveragePeriod", "Membership", "read_coverage"]


@dataclass(frozen=True, slots=True)
class Membership:
    """What somebody is enrolled in, and what her card says of her."""

    coverage: Coverage
    profile: Profile


@verb(
    "coverage.read",
    data=("coverage", "identity.name", "identity.preferred_name", "member", "profile.languages"),
    purposes=_PURPOSES,
)
def read_coverage(visitor: Visitor, of: UUID | None, *, purpose: str = "member.access") -> Shown[Membership]:
    """The coverage of a member. Raises `Refused`."""
    permit = admit(visitor, read_coverage, of=of, purpose=purpose)
    return shown(visitor, permit, Membership(coverage.of(permit), people.profile(permit)))
