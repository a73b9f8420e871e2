"""A minor's own care: what the state lets a minor agree to alone is closed to parents, unless the minor opens it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from wellkept.gate import Way, admit, done, promised, today, verb
from wellkept.identity.visitor import Visitor
from wellkept.statement.minors import Minors, minors_under
from wellkept.vault import representation

_DATA = ("family.representation", "profile.choices")


@verb("representation.open_own_care", data=_DATA, purposes=("member.rights",), way=Way.IN, whole=True)
def open_own_care(visitor: Visitor, which: UUID, leaves: Iterable[str]) -> bool:
    """Open just these kinds of the visitor's own care to a parent or guardian, or close them again with ().

    Whether there is such a grant; what is not closed to that person cannot be opened. Raises `Refused`.
    """
    permit = admit(visitor, open_own_care, of=visitor.person, purpose="member.rights")
    found = next((one for one in representation.of_member(permit) if one.id == which and not one.ended), None)
    if found is None:
        return False
    own = {leaf for day, some in found.terms.closes if day <= today() for leaf in some}
    with transaction.atomic():
        opened = representation.open_again(permit, which, own.intersection(leaves))
        if opened:
            done(permit, open_own_care)
    return opened


def the_table() -> Minors:
    """What minors may agree to alone where the plan is."""
    return minors_under(promised().in_force)
