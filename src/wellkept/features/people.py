"""Finding people by the numbers they are known by, and who they are."""

from __future__ import annotations

from uuid import UUID

from wellkept.gate import admit, admit_once, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import people
from wellkept.vault.numbers import Number
from wellkept.vault.people import Profile


@verb("people.find", data=("member",), purposes=("operations.enrolment", "operations.service"))
def find_person(visitor: Visitor, *known_by: Number, purpose: str = "operations.enrolment") -> UUID | None:
    """The one person who has any of these numbers; None where nobody or more than one has. Raises `Refused`."""
    found = people.identify(admit_once(visitor, find_person, purpose=purpose), known_by)
    return found[0] if len(found) == 1 else None


@verb(
    "people.profile",
    data=("identity", "contact", "profile", "demographic", "member", "family", "coverage.pcp"),
    purposes=("member.access", "operations.service"),
)
def read_profile(visitor: Visitor, of: UUID | None, *, purpose: str = "member.access") -> Profile:
    """Who a person is, as far as it is open. Raises `Refused`."""
    return people.profile(admit(visitor, read_profile, of=of, purpose=purpose))
