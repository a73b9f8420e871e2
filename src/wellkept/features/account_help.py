"""What an office does with a member's account: looks how it stands, locks it, opens it again, lets her in anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from wellkept.gate import admit, admit_once, done, verb
from wellkept.identity import accounts, known_browsers, limits, second_steps, sessions
from wellkept.identity.models import Account, State
from wellkept.identity.visitor import Visitor
from wellkept.vault import outbox

_PURPOSE = "site.security"
_DATA = ("account.user_name", "account.sign_ins")


class NoSuchAccount(LookupError):
    """No member's account has this number or user name."""


class Step(StrEnum):
    """What an office can do; each after it has checked who asks."""

    LOCK = "lock"
    OPEN = "open"
    FORGET_STEPS = "forget-steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an account stands: `state` is open, suspended, locked or closed; `seen` when somebody was last there."""

    id: UUID
    state: str
    made: datetime
    seen: datetime | None
    sessions: int
    has_step: bool


@verb("account_help.open", data=_DATA, purposes=(_PURPOSE,))
def open_desk(visitor: Visitor) -> None:
    """Whether this visitor has any business at the desk. Raises `Refused`."""
    admit(visitor, open_desk, purpose=_PURPOSE)


@verb("account_help.count_locked", data=_DATA, purposes=(_PURPOSE,))
def count_locked(visitor: Visitor) -> int:
    """How many members' accounts are locked and wait for an office to open them. Raises `Refused`."""
    admit_once(visitor, count_locked, purpose=_PURPOSE)
    return accounts.count_locked()


@verb("account_help.look", data=_DATA, purposes=(_PURPOSE,))
def look_at_account(visitor: Visitor, said: str) -> Standing:
    """How a member's account stands, by its number or its user name. Raises `Refused` and `NoSuchAccount`."""
    admit_once(visitor, open_desk, purpose=_PURPOSE)
    found = _found(said)
    admit(visitor, look_at_account, of=found.person, purpose=_PURPOSE)
    places = sessions.of_account(found.id)
    return Standing(
        id=found.id,
        state=found.state,
        made=found.made,
        seen=places[0].seen if places else None,
        sessions=len(places),
        has_step=second_steps.are_on(found.id),
    )


@verb("account_help.change", data=(*_DATA, "account.password", "account.second_factor"), purposes=(_PURPOSE,))
def change_standing(visitor: Visitor, account: UUID, step: Step) -> bool:
    """Do one step for a member whom the office has checked; whether the account was in a state for it.

    An account that is opened again has no password any more: whoever took it may know the old one. She chooses a new
    one by a link to an address on file. She is told of every step. Raises `Refused` and `NoSuchAccount`.
    """
    admit_once(visitor, open_desk, purpose=_PURPOSE)
    found = _found(str(account))
    permit = admit(visitor, change_standing, of=found.person, purpose=_PURPOSE)
    with transaction.atomic():
        if not _DOES[step](found):
            return False
        outbox.leave(permit, notice=_NOTICES[step], words={}, at=datetime.now(UTC))
        done(permit, change_standing)
    return True


def _found(said: str) -> Account:
    try:
        found = accounts.by_id(UUID(said.strip()))
    except ValueError:
        found = accounts.named(said)
    if found is None or found.person is None:
        raise NoSuchAccount
    return found


def _lock(account: Account) -> bool:
    if account.state not in (State.OPEN, State.SUSPENDED):
        return False
    accounts.lock(account.id)
    return True


def _open(account: Account) -> bool:
    if not accounts.reopen(account.id):
        return False
    accounts.take_password(account.id)
    limits.forgive("password", account.token)
    return True


def _forget_steps(account: Account) -> bool:
    if account.state == State.CLOSED or not second_steps.are_on(account.id):
        return False
    second_steps.remove_all(account.id)
    known_browsers.distrust(account.id)
    sessions.end_all(account.id)
    return True


_DOES = {Step.LOCK: _lock, Step.OPEN: _open, Step.FORGET_STEPS: _forget_steps}
_NOTICES = {Step.LOCK: "account_locked", Step.OPEN: "account_opened", Step.FORGET_STEPS: "second_step_changed"}
