"""Children: who is too young to give data online, and what becomes of data that such a child gave all the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wellkept.features.representation.telling import tell
from wellkept.gate import admit, admit_once, done, promised, verb
from wellkept.identity.idents import persons_with_accounts
from wellkept.identity.leaving import remove_accounts_of
from wellkept.identity.visitor import Visitor
from wellkept.vault import children

_PURPOSE = "protection.children"
_GIVEN = ("identity", "contact", "profile", "account.user_name", "account.password", "family.dependants")


@verb("children.find", data=("identity.birth_date",), purposes=(_PURPOSE,), fulfils=("purpose_recorded",))
def find_too_young(visitor: Visitor, *, after: int = 0) -> tuple[tuple[UUID, ...], int]:
    """Some of the children below the statement's age who gave something or have an account; where to go on, or 0.

    Nobody where the statement does not delete on discovery. Raises `Refused`.
    """
    permit = admit_once(visitor, find_too_young, purpose=_PURPOSE)
    if promised().in_force.setting("children.on_discovery") != "delete":
        return (), 0
    return children.too_young(
        permit, promised().old_enough, with_accounts=frozenset(persons_with_accounts()), after=after
    )


@verb("children.remove_given", data=_GIVEN, purposes=(_PURPOSE,), fulfils=("purpose_recorded",))
def remove_given(visitor: Visitor, of: UUID, *, at: datetime) -> int:
    """Delete what a child gave online herself, and her account, and tell who acts for her; how much there was.

    What the sender of enrolment or a doctor gave stays, since the child did not give it. Raises `Refused`.
    """
    permit = admit(visitor, remove_given, of=of, purpose=_PURPOSE)
    if not children.is_too_young(permit, promised().old_enough):
        return 0
    with transaction.atomic():
        gone = children.remove_given(permit) + remove_accounts_of(of)
        if gone:
            done(permit, remove_given)
    if gone:
        for guardian in children.guardians(permit):
            tell(visitor, guardian, "child_data_removed", at=at)
    return gone


def remove_all_given(visitor: Visitor, *, at: datetime) -> int:
    """What the clock does each day: every child that was found; how many had given something. Raises `Refused`."""
    count, after = 0, -1
    while after:
        found, after = find_too_young(visitor, after=max(after, 0))
        count += sum(remove_given(visitor, child, at=at) > 0 for child in found)
    return count
