"""The accounts of the staff: made without a password, which their owners choose by a link; disabled at once, listed."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from wellkept.features import drafts
from wellkept.gate import Way, admit_once, verb
from wellkept.identity import accounts, staff
from wellkept.identity.accounts import NameTaken
from wellkept.identity.staff import StaffAccount
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor

__all__ = ["NameTaken", "StaffAccount", "add_staff", "disable_staff", "list_staff"]

_PURPOSE = "site.security"


@verb("staff.add", data=("account.user_name", "account.password"), purposes=(_PURPOSE,), way=Way.IN)
def add_staff(visitor: Visitor, role: str, user_name: str, *, shown_as: str) -> UUID:
    """An account for one of the staff, without a password: a link lets its owner choose one.

    Raises `Refused` and `NameTaken`.
    """
    admit_once(visitor, add_staff, purpose=_PURPOSE)
    return accounts.make_account(user_name, None, at=datetime.now(UTC), role=role, shown_as=shown_as).id


@verb("staff.disable", data=("account.user_name", "account.sign_ins"), purposes=(_PURPOSE,))
def disable_staff(visitor: Visitor, user_name: str) -> bool:
    """Close an account of the staff and end its sessions at once; whether there was such a one. Raises `Refused`."""
    admit_once(visitor, disable_staff, purpose=_PURPOSE)
    found = accounts.named(user_name)
    disabled = staff.disable(user_name)
    if found is not None and disabled:
        drafts.remove_of(CLOCK, found.id)
    return disabled


@verb("staff.list", data=("account.user_name", "account.sign_ins"), purposes=(_PURPOSE,))
def list_staff(visitor: Visitor) -> tuple[StaffAccount, ...]:
    """Every account of the staff. Raises `Refused`."""
    admit_once(visitor, list_staff, purpose=_PURPOSE)
    return staff.listed()
