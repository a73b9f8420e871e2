"""Names alone: to greet somebody, and to say whom one helps."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wellkept.gate import admit, admit_each, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import people

_OWN = "member.access"


@verb("names.read", data=("identity.name",), purposes=(_OWN, "operations.service"))
def read_name(visitor: Visitor, of: UUID | None, *, purpose: str = _OWN) -> str:
    """How a person is called, "" where nothing is known. Raises `Refused`."""
    return _called(admit(visitor, read_name, of=of, purpose=purpose))


@verb("names.read_each", data=("identity.name",), purposes=(_OWN,))
def read_names(visitor: Visitor, of: Iterable[UUID]) -> dict[UUID, str]:
    """How people are called; who is not open to the visitor is left out."""
    permits = admit_each(visitor, read_names, of=of, purpose=_OWN)
    return {person: _called(permit) for person, permit in permits.items()}


def _called(permit: Permit) -> str:
    named = people.name(permit)
    return " ".join(filter(None, (named.first, named.last, named.suffix))) if named else ""
