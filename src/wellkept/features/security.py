"""One's own account: password, second steps, sessions, trusted browsers, telephone passcode, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from wellkept.features import drafts, passwords
from wellkept.features.callers import PASSCODE
from wellkept.features.proof import own_account, want_proof
from wellkept.gate import Way, admit, admit_once, done, verb
from wellkept.identity import accounts, known_browsers, limits, passkeys, second_steps, sessions
from wellkept.identity.known_browsers import Known
from wellkept.identity.models import Account
from wellkept.identity.passkeys import Challenge, Place, Said
from wellkept.identity.passwords import Fault
from wellkept.identity.second_steps import Steps
from wellkept.identity.sessions import SignedOn
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import outbox

_PURPOSE = "site.security"
_LEAST_PASSCODE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """What the page of one's own account shows.

    `user_name` is "" until it is next signed in with, where it was not kept. `least` is how long a new password must
    be, `shorter` how long with a second step if that is less, else 0.
    """

    user_name: str
    steps: Steps
    sessions: tuple[SignedOn, ...]
    browsers: tuple[Known, ...]
    has_passcode: bool
    least: int
    shorter: int


@verb("security.read", data=("account.sign_ins", "account.user_name"), purposes=("member.access",))
def read_security(visitor: Visitor) -> Security:
    """How one's own account is secured, and where it is signed on. Raises `Refused`."""
    if visitor.kind not in (Kind.MEMBER, Kind.STRANGER):
        return read_workers(visitor)
    admit(visitor, read_security, of=visitor.person, purpose="member.access")
    return _read(own_account(visitor))


@verb("security.read_workers", data=("account.sign_ins", "account.user_name"), purposes=(_PURPOSE,), way=Way.IN)
def read_workers(visitor: Visitor) -> Security:
    """The same for who works here: what was taken in of their own sign-ins, whatever else their role may use."""
    admit_once(visitor, read_workers, purpose=_PURPOSE)
    return _read(own_account(visitor))


@verb("security.password", data=("account.password",), purposes=(_PURPOSE,), way=Way.IN)
def change_password(visitor: Visitor, new: str) -> Fault | None:
    """Another password; None when done, else what is wrong with it. Raises `Refused` and `ProofTooOld`."""
    permit = admit(visitor, change_password, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    wrong = passwords.fault_of(mine.id, new)
    if wrong:
        return wrong
    with transaction.atomic():
        accounts.change_password(mine.id, new)
        _tell(permit, visitor, "password_changed")
        done(permit, change_password)
    return None


@verb("security.add_step", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def add_app(visitor: Visitor, secret: str, code: str) -> list[str] | None:
    """Set up an authenticator app; the recovery codes to show once, or None for a wrong code."""
    permit = admit(visitor, add_app, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    with transaction.atomic():
        if not second_steps.add_app(mine.id, secret, code, at=datetime.now(UTC)):
            return None
        _tell(permit, visitor, "second_step_changed")
        done(permit, add_app)
        return second_steps.new_recovery_codes(mine.id, at=datetime.now(UTC))


@verb("security.add_passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def add_passkey(visitor: Visitor, place: Place, state: Said, said: Said, *, called: str) -> bool:
    """Keep the passkey that the browser has made for a challenge; whether it is one."""
    permit = admit(visitor, add_passkey, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    with transaction.atomic():
        if not passkeys.add(mine.id, place, state, said, called=called, at=datetime.now(UTC)):
            return False
        _tell(permit, visitor, "second_step_changed")
        done(permit, add_passkey)
    return True


@verb("security.begin_passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def begin_passkey(visitor: Visitor, place: Place) -> Challenge:
    """What the browser needs to make a passkey."""
    admit(visitor, begin_passkey, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    return passkeys.begin_adding(own_account(visitor).id, place)


@verb("security.recovery_codes", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def new_recovery_codes(visitor: Visitor) -> list[str]:
    """New recovery codes in place of the old ones, to show once; none without a second step."""
    permit = admit(visitor, new_recovery_codes, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    if not second_steps.are_on(mine.id):
        return []
    with transaction.atomic():
        codes = second_steps.new_recovery_codes(mine.id, at=datetime.now(UTC))
        done(permit, new_recovery_codes)
    return codes


@verb("security.remove_step", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def remove_step(visitor: Visitor, step: UUID) -> bool:
    """Remove a second step; whether it was there. Raises `Refused` and `ProofTooOld`."""
    permit = admit(visitor, remove_step, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    with transaction.atomic():
        removed = second_steps.remove(mine.id, step)
        if removed:
            known_browsers.distrust(mine.id)
            _tell(permit, visitor, "second_step_changed")
            done(permit, remove_step)
    return removed


@verb("security.end_sessions", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN)
def end_sessions(visitor: Visitor, *, one: UUID | None = None, but: UUID | None = None) -> int:
    """Sign out somewhere else: of one session of one's own, or of all but this; how many there were."""
    admit(visitor, end_sessions, of=visitor.person, purpose=_PURPOSE)
    mine = own_account(visitor)
    return int(sessions.end(one, account=mine.id)) if one else sessions.end_all(mine.id, but=but)


@verb("security.forget_browser", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN)
def forget_browser(visitor: Visitor, browser: UUID) -> int:
    """Know a browser no more; how many there were. Raises `Refused`."""
    admit(visitor, forget_browser, of=visitor.person, purpose=_PURPOSE)
    return known_browsers.forget(own_account(visitor).id, browser)


@verb("security.trust_browser", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN)
def trust_browser(visitor: Visitor, words: str) -> str:
    """Trust this browser for thirty days; what its cookie is to hold."""
    admit(visitor, trust_browser, of=visitor.person, purpose=_PURPOSE)
    return known_browsers.trust(own_account(visitor).id, words, at=datetime.now(UTC))


@verb("security.passcode", data=("account.passcode",), purposes=(_PURPOSE,), way=Way.IN)
def set_passcode(visitor: Visitor, code: str) -> bool:
    """A code of six digits or more to tell on the telephone, or "" for none; whether it is one.

    Raises `Refused` and `ProofTooOld`.
    """
    permit = admit(visitor, set_passcode, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    if code and not (code.isascii() and code.isdecimal() and len(code) >= _LEAST_PASSCODE and len(set(code)) > 1):
        return False
    with transaction.atomic():
        accounts.set_passcode(mine.id, code)
        limits.forgive(PASSCODE, str(mine.id))
        done(permit, set_passcode)
    return True


@verb("security.end_account", data=("account.sign_ins",), purposes=(_PURPOSE,), way=Way.IN)
def end_account(visitor: Visitor, *, for_good: bool) -> None:
    """Suspend one's account, or close it for good. Every session ends. Raises `Refused` and `ProofTooOld`."""
    permit = admit(visitor, end_account, of=visitor.person, purpose=_PURPOSE)
    want_proof(visitor)
    mine = own_account(visitor)
    with transaction.atomic():
        (accounts.close if for_good else accounts.suspend)(mine.id)
        _tell(permit, visitor, "account_closed" if for_good else "account_suspended")
        done(permit, end_account)
    if for_good:
        drafts.remove_of(CLOCK, mine.id)


def _read(mine: Account) -> Security:
    least, (_, with_step) = passwords.least_of(mine.id), passwords.lengths()
    return Security(
        user_name=accounts.user_name_of(mine),
        steps=second_steps.of_account(mine.id),
        sessions=sessions.of_account(mine.id),
        browsers=known_browsers.listed(mine.id, at=datetime.now(UTC)),
        has_passcode=bool(mine.passcode),
        least=least,
        shorter=with_step if with_step < least else 0,
    )


def _tell(permit: Permit, visitor: Visitor, notice: str) -> None:
    if visitor.person is not None:
        outbox.leave(permit, notice=notice, words={}, at=datetime.now(UTC))
