"""Claims: what was billed for care, what the plan paid, what the member owes."""

from __future__ import annotations

from uuid import UUID

from wellkept.features.showing import Shown, shown
from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import claims
from wellkept.vault.claims import Amounts, Claim, ClaimLine, ClaimRow, NotThere
from wellkept.vault.paging import Page

_PURPOSES = ("member.access", "operations.service", "service.messages", "payment.claims", "service.grievance")

__all__ = ["Amounts", "Claim", "ClaimLine", "ClaimRow", "NotThere", "list_claims", "read_claim"]


@verb("claims.list", data=("claims", "sensitive"), purposes=_PURPOSES)
def list_claims(
    visitor: Visitor,
    of: UUID | None,
    *,
    purpose: str = "member.access",
    after: UUID | None = None,
    limit: int = 25,
    year: int | None = None,
    kind: str = "",
    counted: bool = False,
) -> Shown[Page[ClaimRow]]:
    """The claims of a member, newest first; of one year and kind if given, and `counted` if asked. Raises `Refused`."""
    permit = admit(visitor, list_claims, of=of, purpose=purpose)
    found = claims.listed(permit, after=after, limit=limit, year=year, kind=kind, counted=counted)
    return shown(visitor, permit, found)


@verb("claims.read", data=("claims", "sensitive"), purposes=_PURPOSES)
def read_claim(visitor: Visitor, of: UUID | None, claim: UUID, *, purpose: str = "member.access") -> Shown[Claim]:
    """One claim of a member. Raises `Refused`, and `NotThere` when she has no such claim."""
    permit = admit(visitor, read_claim, of=of, purpose=purpose)
    return shown(visitor, permit, claims.one(permit, claim))
