"""Accounts: making them for members and for staff."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from wellkept.gate import Way, admit, admit_once, verb
from wellkept.identity import accounts
from wellkept.identity.visitor import Visitor


@verb("accounts.make", data=("account.user_name", "account.password"), purposes=("site.security",), way=Way.IN)
def make_member_account(visitor: Visitor, of: UUID, user_name: str, password: str, *, language: str = "") -> UUID:
    """A way to sign in for a member; the account's id. Raises `Refused` and `NameTaken`."""
    admit(visitor, make_member_account, of=of, purpose="site.security")
    return accounts.make_account(user_name, password, at=datetime.now(UTC), person=of, language=language).id


@verb("accounts.make_staff", data=("account.user_name", "account.password"), purposes=("site.security",), way=Way.IN)
def make_staff_account(visitor: Visitor, role: str, user_name: str, password: str, *, shown_as: str) -> UUID:
    """A way to sign in for one of the staff. Raises `Refused` and `NameTaken`."""
    admit_once(visitor, make_staff_account, purpose="site.security")
    made = accounts.make_account(user_name, password, at=datetime.now(UTC), role=role, shown_as=shown_as)
    return made.id


@verb("accounts.password", data=("account.password",), purposes=("site.security",), way=Way.IN)
def set_password(visitor: Visitor, user_name: str, password: str) -> bool:
    """Give an account another password; whether there is such an account. Raises `Refused`."""
    admit_once(visitor, set_password, purpose="site.security")
    return accounts.set_password(user_name, password)
