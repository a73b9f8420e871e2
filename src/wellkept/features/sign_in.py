"""Signing in and out: the sign-in history is data like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from wellkept.gate import Way, admit, admit_once, promised, verb
from wellkept.identity import accounts, known_browsers, limits, one_time
from wellkept.identity.limits import Limit, Verdict
from wellkept.identity.models import Account
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import outbox

NOT_ME = "account.not_me"
_NOT_ME_LASTS = timedelta(days=7)
_PURPOSE = "site.security"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """What a sign-in came from: what the browser says of itself, two words for it, the address, its trust cookie."""

    said: str
    words: str
    address: str
    secret: str = ""


@verb("sign_in.open", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN, offices=True)
def sign_in(visitor: Visitor, browser: Browser | None = None) -> None:
    """Write down that somebody signed in. Raises `Refused`: then the session is not opened.

    From a browser that the account was not used with before, its owner is told, with a way to say "this was not me".
    """
    permit = admit(visitor, sign_in, of=visitor.person, purpose=_PURPOSE)
    if browser is not None and visitor.account is not None:
        _meet(permit, visitor, visitor.account, browser)


@verb("sign_in.close", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN, offices=True)
def sign_out(visitor: Visitor) -> None:
    """Write down that a member signed out."""
    admit(visitor, sign_out, of=visitor.person, purpose=_PURPOSE)


@verb("sign_in.prove", data=("account.user_name", "account.password"), purposes=(_PURPOSE,), way=Way.IN)
def password_opens(visitor: Visitor, user_name: str, password: str, browser: Browser) -> tuple[Account | None, Verdict]:
    """The account that a user name and a password open, and whether this try may open it. One hash in any case.

    `Verdict.MORE` wants a second step, or a trusted browser, which this function has looked at already.
    """
    admit_once(visitor, password_opens, purpose=_PURPOSE)
    now = datetime.now(UTC)
    named = accounts.token(user_name)
    verdict = limits.spend("password", named, browser.address, limit(), at=now)
    found = accounts.opened_by(user_name, password)
    if found is not None:
        accounts.remember_name(found, user_name)
    # Asked of nobody's account too, so that the work is the same.
    trusts = known_browsers.is_trusted(found.id if found else UUID(int=0), browser.secret, at=now)
    if verdict is Verdict.MORE and trusts:
        verdict = Verdict.GO
    return (None if verdict in (Verdict.PAUSE, Verdict.SPENT) else found), verdict


@verb("sign_in.not_me", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN)
def was_not_me(visitor: Visitor, link: str) -> bool:
    """Lock the account that a link of a notice is for, end its sessions, and tell the plan; whether it was good."""
    permit = admit(visitor, was_not_me, purpose=_PURPOSE)
    now = datetime.now(UTC)
    with transaction.atomic():
        account = one_time.take_link(NOT_ME, link, at=now)
        if account is None:
            return False
        accounts.lock(account)
        words = {"account": str(account)}
        outbox.leave_for_office(permit, notice="account_not_me", office="privacy_officer", words=words, at=now)
    return True


def not_me_leads_somewhere(link: str) -> bool:
    """Whether a link of a notice is still good."""
    return one_time.leads_to(NOT_ME, link, at=datetime.now(UTC)) is not None


def limit() -> Limit:
    """How often the plan lets a secret be tried, and how long the pause is."""
    inforce = promised().in_force
    tries, pause = inforce.setting("password.tries"), inforce.setting("password.pause")
    if not isinstance(tries, int) or not isinstance(pause, int):
        msg = "plan.toml sets neither password.tries nor password.pause"
        raise LookupError(msg)  # noqa: TRY004 - the document is at fault, not a type
    return Limit(tries=tries, pause=timedelta(minutes=pause))


def _meet(permit: Permit, visitor: Visitor, account: UUID, browser: Browser) -> None:
    now = datetime.now(UTC)
    is_new = known_browsers.meet(account, browser.said, browser.address, browser.words, at=now)
    if not is_new or visitor.person is None:
        return
    with transaction.atomic():
        link = one_time.make(NOT_ME, account, at=now, lasts=_NOT_ME_LASTS)
        words = {"browser": browser.words, "path": f"/not-me/{link}"}
        outbox.leave(permit, notice="new_sign_in", words=words, at=now)
