"""Coverage: what a member is enrolled in, and since when."""

from __future__ import annotations

from uuid import UUID

from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import coverage
from wellkept.vault.coverage import Coverage

_PURPOSES = ("member.access", "operations.service", "service.benefits", "payment.eligibility")


@verb(
    "coverage.read",
    data=("coverage", "identity.name", "identity.preferred_name", "member", "profile.languages"),
    purposes=_PURPOSES,
)
def read_coverage(visitor: Visitor, of: UUID | None, *, purpose: str = "member.access") -> Coverage:
    """The coverage of a member. Raises `Refused`."""
    permit = admit(visitor, read_coverage, of=of, purpose=purpose)
    return coverage.of(permit)
