"""A visitor: who asks, in which capacity. Every verb's first argument; there is always one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What sort of visitor asks."""

    STRANGER = "stranger"
    MEMBER = "member"
    STAFF = "staff"
    OFFICE = "office"
    FEED = "feed"
    CLOCK = "clock"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks.

    `person` is the member that a member's account belongs to, `office` the provider's office that an account of its
    people belongs to. `party` is the class of party that the visitor is of its own accord: a staff role
    (`workforce.billing`), a part in an office (`provider.office`), a feed (`feed.claims`), the program itself
    (`workforce.program`); members' parties depend on whose data they ask for, so the gate finds them.
    `held` are conditions that the request itself shows (signed on, public page), as bits. `request` is the request's
    id, for the ledger. `proved` is how: "password" or "second_factor" for an account, "certificate" or "signed_token"
    for a registered system (whose id is the `account`), "" for everything else; `proved_at` when an account last did.
    """

    kind: Kind
    party: str
    account: UUID | None = None
    person: UUID | None = None
    office: UUID | None = None
    held: int = 0
    request: str = ""
    proved: str = ""
    proved_at: datetime | None = None

    @property
    def viewer(self) -> UUID | None:
        """Under which id the vault knows how the visitor stands to a person: a member's own, or an office's."""
        return self.person or self.office

    @property
    def ident(self) -> str:
        """How the ledger names the visitor: never a name, only a kind and an account or a system."""
        if self.kind is Kind.FEED:
            return self.party
        return f"{self.kind}:{self.account}" if self.account else str(self.kind)
