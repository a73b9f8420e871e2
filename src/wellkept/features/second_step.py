"""The second step of signing in: after a right password, or in its place a passkey."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from wellkept.features.sign_in import limit
from wellkept.gate import Way, admit_once, verb
from wellkept.identity import accounts, known_browsers, limits, passkeys, second_steps
from wellkept.identity.limits import Verdict
from wellkept.identity.models import Account
from wellkept.identity.passkeys import Challenge, Place, Said
from wellkept.identity.visitor import Kind, Visitor

_PURPOSE = "site.security"


@verb("second_step.code", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def take_code(visitor: Visitor, account: UUID, code: str, *, address: str) -> tuple[str, Verdict]:
    """What the code was ("app", "recovery", "" for a wrong one), and whether more tries are left."""
    admit_once(visitor, take_code, purpose=_PURPOSE)
    now = datetime.now(UTC)
    verdict = limits.spend("second-step", str(account), address, limit(), at=now)
    if verdict is not Verdict.GO:
        return "", verdict
    found = second_steps.take_code(account, code, at=now)
    if found:
        limits.clear("second-step", str(account), address)
    return found, verdict


@verb("second_step.passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def take_passkey(
    visitor: Visitor, place: Place, state: Said, said: Said, account: Account | None = None
) -> Account | None:
    """Whose passkey was shown for a challenge; the account's, where one is named."""
    admit_once(visitor, take_passkey, purpose=_PURPOSE)
    return passkeys.shown(place, state, said, at=datetime.now(UTC), account=account.id if account else None)


@verb("second_step.begin_passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def begin_passkey(visitor: Visitor, place: Place, account: Account | None) -> Challenge:
    """What the browser needs to show a passkey: of the account whose password was right, else any of this site's."""
    admit_once(visitor, begin_passkey, purpose=_PURPOSE)
    return passkeys.begin_showing(account.id if account else None, place)


@verb("second_step.set_up", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def set_up(visitor: Visitor, account: Account, secret: str, code: str) -> list[str] | None:
    """The first second step at a door that always wants one, before any session is; the recovery codes to show."""
    admit_once(visitor, set_up, purpose=_PURPOSE)
    now = datetime.now(UTC)
    if second_steps.are_on(account.id) or not second_steps.add_app(account.id, secret, code, at=now):
        return None
    return second_steps.new_recovery_codes(account.id, at=now)


@verb("second_step.demonstrate", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def demonstrate(visitor: Visitor, user_name: str) -> str:
    """A new authenticator app for one of the demonstration's staff; its secret, to be printed. "" for nobody."""
    admit_once(visitor, demonstrate, purpose=_PURPOSE)
    account = accounts.named(user_name)
    if account is None or not account.role:
        return ""
    secret, before = second_steps.new_app_secret(), datetime.now(UTC) - timedelta(minutes=5)
    second_steps.add_app(account.id, secret, second_steps.code_of(secret, at=before), at=before)
    return secret


@verb("second_step.demonstrate_code", data=("account.second_factor",), purposes=(_PURPOSE,))
def demonstrated_code(visitor: Visitor, user_name: str) -> str:
    """The code that the app of one of the demonstration's staff would show now; "" for nobody."""
    admit_once(visitor, demonstrated_code, purpose=_PURPOSE)
    account = accounts.named(user_name)
    return second_steps.code_now(account.id, at=datetime.now(UTC)) if account and account.role else ""


def is_wanted(account: Account, secret: str) -> bool:
    """Whether an account asks for a second step from a browser whose trust cookie holds this; only members' may not."""
    if account.kind is not Kind.MEMBER:
        return True
    trusts = known_browsers.is_trusted(account.id, secret, at=datetime.now(UTC))
    return second_steps.are_on(account.id) and not trusts


def went_well(account: Account, address: str) -> None:
    """Signing in is done: the tries at the password are forgiven."""
    limits.clear("password", account.token, address)


def half_open(account: UUID) -> Account | None:
    """The account whose password was right a while ago, if it is still open."""
    found = accounts.by_id(account)
    return found if found and found.may_enter else None
