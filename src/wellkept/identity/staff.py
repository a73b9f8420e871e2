"""The accounts of the staff, for whoever runs the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellkept.identity import accounts
from wellkept.identity.models import Account
from wellkept.identity.visitor import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAccount:
    """One account. `role` is the class of party, `shown_as` how members see whoever has it."""

    id: UUID
    role: str
    shown_as: str
    made: datetime
    is_open: bool


def listed() -> tuple[StaffAccount, ...]:
    """Every account of the staff, the oldest first."""
    rows = Account.objects.exclude(role="").filter(office=None).order_by("made", "id")
    return tuple(
        StaffAccount(id=row.id, role=row.role, shown_as=accounts.shown_as(row.id), made=row.made, is_open=row.is_active)
        for row in rows
    )


def disable(user_name: str) -> bool:
    """Let nobody in by this user name any more, and end its sessions; whether it is one of the staff's."""
    found = accounts.named(user_name)
    if found is None or found.kind is not Kind.STAFF:
        return False
    accounts.lock(found.id)
    return True
