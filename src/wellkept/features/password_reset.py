"""A forgotten password: a link to an address on file. Whether there is such an account is told to nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.db import transaction

from wellkept.features import passwords
from wellkept.features.sign_in import limit
from wellkept.gate import Way, admit, admit_once, done, verb
from wellkept.identity import accounts, limits, one_time
from wellkept.identity.limits import Verdict
from wellkept.identity.models import State
from wellkept.identity.passwords import Fault
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.vault import outbox

LINK = "account.reset"
LASTS = timedelta(minutes=30)
CODES_AGAIN = timedelta(days=1)
_PURPOSE = "site.security"


@verb("password_reset.ask", data=("account.user_name",), purposes=(_PURPOSE,), way=Way.IN)
def ask(visitor: Visitor, user_name: str, address: str) -> Verdict:
    """Leave a link for the member whose user name this is. The same work is done for a name that nobody has."""
    admit_once(visitor, ask, purpose=_PURPOSE)
    now = datetime.now(UTC)
    verdict = limits.spend("reset", accounts.token(user_name), address, limit(), at=now)
    found = accounts.named(user_name)
    may = found is not None and found.person is not None and found.state in (State.OPEN, State.SUSPENDED)
    # Nobody's number is asked for like anybody's, so that the gate does the same for it.
    permit = admit(CLOCK, ask, of=found.person if found and may else uuid4(), purpose=_PURPOSE)
    with transaction.atomic():
        link = one_time.make(LINK, found.id if found and may else uuid4(), at=now, lasts=LASTS)
        words = {"path": f"/reset-password/{link}", "minutes": str(LASTS.seconds // 60)}
        # Asking is no guess: a hundred requests by anybody must not keep the link from its owner for good.
        if may and verdict is not Verdict.PAUSE:
            outbox.leave(permit, notice="password_reset", words=words, at=now, requested=True, until=now + LASTS)
        else:
            outbox.leave_for_nobody(permit, notice="password_reset", words=words, at=now)
    return Verdict.PAUSE if verdict is Verdict.PAUSE else Verdict.GO


@verb("password_reset.set", data=("account.password",), purposes=(_PURPOSE,), way=Way.IN)
def set_new(visitor: Visitor, link: str, password: str) -> Fault | bool | None:
    """Set the password by a link: True when done, False for a link that is over, else what is wrong with it.

    All sessions end, and a hundred failures in a row are forgiven, those at codes once a day; the second step stays.
    """
    admit_once(visitor, set_new, purpose=_PURPOSE)
    now = datetime.now(UTC)
    account = one_time.leads_to(LINK, link, at=now)
    if account is None:
        return False
    wrong = passwords.fault_of(account, password)
    if wrong is not None:
        return wrong
    found = accounts.by_id(account)
    permit = admit(CLOCK, set_new, of=found.person if found else None, purpose=_PURPOSE)
    with transaction.atomic():
        if one_time.take_link(LINK, link, at=now) is None:
            return False
        accounts.change_password(account, password)
        # A locked account stays locked: whoever took it may read its owner's messages too.
        accounts.reopen(account, (State.SUSPENDED,))
        limits.forgive("password", accounts.token_of(account))
        # Who tried a hundred codes knew the old password, and is out with it.
        limits.forgive_after("second-step", str(account), CODES_AGAIN, at=now)
        outbox.leave(permit, notice="password_changed", words={}, at=now)
        done(permit, set_new)
    return True


def leads_somewhere(link: str) -> bool:
    """Whether a link is still good."""
    return one_time.leads_to(LINK, link, at=datetime.now(UTC)) is not None


def least(link: str) -> int:
    """How long the new password must be."""
    account = one_time.leads_to(LINK, link, at=datetime.now(UTC))
    return passwords.least_of(account)
