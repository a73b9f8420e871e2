"""The accounts of the staff: made with a password that is nobody's default, disabled at once, listed."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from wellkept.features import drafts
from wellkept.gate import Way, admit_once, promised, verb
from wellkept.identity import accounts, passwords, staff
from wellkept.identity.accounts import NameTaken
from wellkept.identity.passwords import Fault
from wellkept.identity.staff import StaffAccount
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor

__all__ = ["BadPassword", "Fault", "NameTaken", "StaffAccount", "add_staff", "disable_staff", "list_staff"]

_PURPOSE = "site.security"


class BadPassword(ValueError):
    """A password that would not do; `fault` says why, `least` how long one must be."""

    def __init__(self, fault: Fault, least: int) -> None:
        super().__init__(f"this password will not do: {fault.value}; it must have {least} characters or more")
        self.fault = fault
        self.least = least


@verb("staff.add", data=("account.user_name", "account.password"), purposes=(_PURPOSE,), way=Way.IN)
def add_staff(visitor: Visitor, role: str, user_name: str, password: str, *, shown_as: str) -> UUID:
    """An account for one of the staff. Raises `Refused`, `NameTaken` and `BadPassword`."""
    admit_once(visitor, add_staff, purpose=_PURPOSE)
    wanted = promised().in_force.setting("password.length")
    least = passwords.least(wanted if isinstance(wanted, int) else 0, second_step=True)
    plan = promised().in_force.plan.name
    wrong = passwords.fault(password, at_least=least, names=(user_name, shown_as, plan))
    if wrong is not None:
        raise BadPassword(wrong, least)
    return accounts.make_account(user_name, password, at=datetime.now(UTC), role=role, shown_as=shown_as).id


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
