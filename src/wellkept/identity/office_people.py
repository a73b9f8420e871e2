"""The people of a provider's office who may sign in: invited, let in, suspended, ended. One who keeps them stays."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from wellkept.identity import accounts, second_steps, sessions
from wellkept.identity.accounts import NameTaken
from wellkept.identity.models import Account, Office, State
from wellkept.identity.passwords import normal
from wellkept.identity.sealing import seal

STAFF, ADMINISTRATOR = "provider.office", "provider.office_administrator"
_SHOWN_AS = "identity_account.shown_as"


class LastAdministrator(Exception):
    """Nobody would be left who keeps the accounts of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePerson:
    """One of an office's people. `state` is that of the account, `seen` when somebody was last there with it."""

    id: UUID
    name: str
    administers: bool
    state: str
    seen: datetime | None


def invite(office: UUID, name: str, *, administers: bool, at: datetime) -> UUID:
    """An account that opens nothing yet: whoever is invited chooses a user name and a password; its id."""
    account = Account(id=uuid4(), office_id=office, role=ADMINISTRATOR if administers else STAFF, made=at, language="")
    account.shown_as = seal(_SHOWN_AS, account.id, name.encode())
    _empty(account)
    account.save(force_insert=True)
    return account.id


def join(account: UUID, user_name: str, password: str) -> bool:
    """Let in whoever was invited; whether the invitation still stood. Raises `NameTaken`."""
    rows = Account.objects.filter(id=account, state=State.INVITED)
    hashed = make_password(normal(password))
    try:
        with transaction.atomic():
            return bool(rows.update(token=accounts.token(user_name), password=hashed, state=State.OPEN, is_active=True))
    except IntegrityError:
        raise NameTaken from None


def listed(office: UUID) -> tuple[OfficePerson, ...]:
    """Who is or was of an office, the first first; who has left for good comes last."""
    rows = Account.objects.filter(office=office).order_by("made", "id")
    found = [_read(row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.state == State.CLOSED))


def one(office: UUID, account: UUID) -> OfficePerson | None:
    """One of an office's people; None for anybody else."""
    row = Account.objects.filter(id=account, office=office).first()
    return _read(row) if row else None


def suspend(office: UUID, account: UUID) -> bool:
    """Let somebody in no more until `reopen`; whether the account was open. Raises `LastAdministrator`."""
    with transaction.atomic():
        if not _may_go(office, account, (State.OPEN,)):
            return False
        accounts.suspend(account)
        return True


def reopen(office: UUID, account: UUID) -> bool:
    """Let in again whom the office suspended; whether there was somebody."""
    rows = Account.objects.filter(id=account, office=office, state=State.SUSPENDED)
    return bool(rows.update(state=State.OPEN, is_active=True))


def end(office: UUID, account: UUID) -> bool:
    """Close an account for good, or take an invitation back; whether there was one. Raises `LastAdministrator`."""
    with transaction.atomic():
        if not _may_go(office, account, (State.OPEN, State.SUSPENDED, State.LOCKED, State.INVITED)):
            return False
        accounts.close(account)
        return True


def begin_anew(office: UUID, account: UUID) -> bool:
    """Take away password and second steps, so that whoever lost them is invited again; whether there was somebody.

    Raises `LastAdministrator`.
    """
    with transaction.atomic():
        if not _may_go(office, account, (State.OPEN, State.INVITED)):
            return False
        row = Account.objects.get(id=account)
        _empty(row)
        row.save(update_fields=["token", "password", "state", "is_active"])
        second_steps.remove_all(account)
        sessions.end_all(account)
        return True


def is_invited(account: UUID) -> bool:
    """Whether an account waits for whoever was invited, at an office that is open."""
    row = Account.objects.select_related("office").filter(id=account, state=State.INVITED).first()
    return row is not None and row.office is not None and row.office.is_open


def _may_go(office: UUID, account: UUID, states: tuple[State, ...]) -> bool:
    """Whether an account of the office is in one of these states; the office's row is held until the end."""
    Office.objects.select_for_update().filter(id=office).first()
    row = Account.objects.filter(id=account, office=office, state__in=states).first()
    if row is None:
        return False
    keepers = Account.objects.filter(office=office, role=ADMINISTRATOR, state=State.OPEN)
    if row.role == ADMINISTRATOR and row.state == State.OPEN and not keepers.exclude(id=account).exists():
        raise LastAdministrator
    return True


def _empty(account: Account) -> None:
    """Nobody's user name, and a password that opens nothing."""
    account.token = secrets.token_hex(32)
    account.password = make_password(None)
    account.state, account.is_active = State.INVITED, False


def _read(row: Account) -> OfficePerson:
    places = sessions.of_account(row.id)
    return OfficePerson(
        id=row.id,
        name=accounts.shown_as(row.id),
        administers=row.role == ADMINISTRATOR,
        state=row.state,
        seen=places[0].seen if places else None,
    )
