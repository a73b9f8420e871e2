"""The link by which somebody who works here chooses a password, then sets up the second step: once, for a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from wellkept.features import passwords
from wellkept.gate import Way, admit_once, verb
from wellkept.identity import accounts, known_browsers, limits, one_time, second_steps
from wellkept.identity.models import Account
from wellkept.identity.passwords import Fault
from wellkept.identity.visitor import Kind, Visitor

LASTS = timedelta(hours=24)
_LINK = "account.set_up"
_PURPOSE = "site.security"
_DATA = ("account.user_name", "account.password", "account.second_factor")


@verb("set_up_links.make", data=_DATA, purposes=(_PURPOSE,))
def make_link(visitor: Visitor, user_name: str) -> str:
    """The secret of a new link for an open account of the staff; the one before is void. "" for nobody.

    It is given here once. Until it is used nothing changes. Raises `Refused`.
    """
    admit_once(visitor, make_link, purpose=_PURPOSE)
    found = accounts.named(user_name)
    if found is None or not _may(found):
        return ""
    return one_time.make(_LINK, found.id, at=datetime.now(UTC), lasts=LASTS)


@verb("set_up_links.use", data=_DATA, purposes=(_PURPOSE,), way=Way.IN)
def use_link(visitor: Visitor, link: str, password: str) -> Fault | Account | None:
    """The account with its new password, None for a link that is over, else what is wrong with the password.

    Second steps and sessions of before are gone: whoever has lost them sets up others next. Raises `Refused`.
    """
    admit_once(visitor, use_link, purpose=_PURPOSE)
    found = whose(link)
    if found is None:
        return None
    wrong = passwords.fault_at(password, at_least=least(), user_names=(accounts.shown_as(found.id),))
    if wrong is not None:
        return wrong
    with transaction.atomic():
        if one_time.take_link(_LINK, link, at=datetime.now(UTC)) is None:
            return None
        accounts.take_password(found.id)
        accounts.change_password(found.id, password)
        second_steps.remove_all(found.id)
        known_browsers.distrust(found.id)
        limits.forgive("password", found.token)
        limits.forgive("second-step", str(found.id))
    return accounts.by_id(found.id)


def whose(link: str) -> Account | None:
    """Whose account a link is for, if both are still good."""
    account = one_time.leads_to(_LINK, link, at=datetime.now(UTC))
    found = accounts.by_id(account) if account else None
    return found if found is not None and _may(found) else None


def least() -> int:
    """How long the password must be: a second step always comes with it."""
    return passwords.lengths()[1]


def _may(account: Account) -> bool:
    return account.kind is Kind.STAFF and account.is_active
