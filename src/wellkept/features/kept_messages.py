"""Reading what a demonstration kept instead of sending it."""

from __future__ import annotations

from uuid import UUID

from wellkept.exits import kept
from wellkept.exits.kept import Kept
from wellkept.gate import admit, admit_once, verb
from wellkept.identity.visitor import Visitor

_OWN = "member.access"


def whose() -> tuple[UUID | None, ...]:
    """Whose messages there are; None for the plan's offices."""
    return tuple(kept.persons())


@verb("kept_messages.read", data=("contact", "communication.outreach"), purposes=(_OWN,))
def read_kept(visitor: Visitor, of: UUID) -> tuple[Kept, ...]:
    """What was kept for a person, oldest first. Raises `Refused`."""
    return kept.kept(admit(visitor, read_kept, of=of, purpose=_OWN))


@verb("kept_messages.read_offices", data=("staff.activity",), purposes=("site.security",))
def read_kept_for_offices(visitor: Visitor) -> tuple[Kept, ...]:
    """What was kept for the plan's offices, oldest first. Raises `Refused`."""
    return kept.kept(admit_once(visitor, read_kept_for_offices, purpose="site.security"))
