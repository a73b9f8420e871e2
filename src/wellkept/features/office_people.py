"""The people of a provider's office: whoever keeps its accounts invites, suspends and ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from wellkept.features.offices import JOIN, JOIN_LASTS
from wellkept.gate import Way, admit, admit_once, promised, verb
from wellkept.identity import accounts, limits, office_people, one_time, passwords
from wellkept.identity.accounts import NameTaken
from wellkept.identity.office_people import LastAdministrator, OfficePerson
from wellkept.identity.passwords import Fault
from wellkept.identity.visitor import Visitor
from wellkept.ledger import reading

__all__ = [
    "Deed",
    "Fault",
    "LastAdministrator",
    "LinkIsOver",
    "NameTaken",
    "NotOfOffice",
    "OfficePerson",
    "end_person",
    "invite_person",
    "join_office",
    "least_password",
    "list_people",
    "read_office_trail",
    "renew_person",
    "reopen_person",
    "stands",
    "suspend_person",
]

_PURPOSE = "site.security"
_DATA = ("provider.name", "account.user_name", "account.sign_ins")
_LONGEST = 80
_ADDED = "roster.add"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody of the office asked for: which verb, for which purpose, whether it was refused, or done."""

    at: datetime
    who: str
    verb: str
    purpose: str
    refused: bool
    done: bool


class NotOfOffice(LookupError):
    """Nobody of the visitor's own office has this account, or it is not in a state for what was asked."""


class LinkIsOver(LookupError):
    """The link was used, taken back, or its time is over."""


@verb("office_people.list", data=_DATA, purposes=(_PURPOSE,), whole=True, offices=True)
def list_people(visitor: Visitor) -> tuple[OfficePerson, ...]:
    """Everybody of the visitor's office. Raises `Refused`."""
    admit(visitor, list_people, purpose=_PURPOSE)
    return office_people.listed(_office(visitor))


@verb(
    "office_people.invite", data=("provider.name", "account.user_name"), purposes=(_PURPOSE,), whole=True, offices=True
)
def invite_person(visitor: Visitor, name: str, *, administers: bool) -> tuple[OfficePerson, str]:
    """Invite somebody to the office; the account, and the link's secret to hand over. Raises `Refused`, ValueError."""
    admit(visitor, invite_person, purpose=_PURPOSE)
    said, now, office = " ".join(name.split()), datetime.now(UTC), _office(visitor)
    if not 0 < len(said) <= _LONGEST:
        raise ValueError("a name of one to eighty characters is wanted")
    account = office_people.invite(office, said, administers=administers, at=now)
    return _person(office, account), one_time.make(JOIN, account, at=now, lasts=JOIN_LASTS)


@verb("office_people.renew", data=(*_DATA, "staff.activity"), purposes=(_PURPOSE,), whole=True, offices=True)
def renew_person(visitor: Visitor, account: UUID) -> tuple[OfficePerson, str]:
    """A new link for somebody who lost password or second step; the old ones open nothing from now on.

    Nobody does this for herself. Raises `Refused`, `NotOfOffice` and `LastAdministrator`.
    """
    admit(visitor, renew_person, purpose=_PURPOSE)
    office = _office(visitor)
    if account == visitor.account or not office_people.begin_anew(office, account):
        raise NotOfOffice
    link = one_time.make(JOIN, account, at=datetime.now(UTC), lasts=JOIN_LASTS)
    return _person(office, account), link


@verb("office_people.suspend", data=_DATA, purposes=(_PURPOSE,), whole=True, offices=True)
def suspend_person(visitor: Visitor, account: UUID) -> None:
    """Let somebody in no more for a time. Raises `Refused`, `NotOfOffice` and `LastAdministrator`."""
    admit(visitor, suspend_person, purpose=_PURPOSE)
    if not office_people.suspend(_office(visitor), account):
        raise NotOfOffice


@verb("office_people.reopen", data=_DATA, purposes=(_PURPOSE,), whole=True, offices=True)
def reopen_person(visitor: Visitor, account: UUID) -> None:
    """Let somebody in again who was suspended. Raises `Refused` and `NotOfOffice`."""
    admit(visitor, reopen_person, purpose=_PURPOSE)
    if not office_people.reopen(_office(visitor), account):
        raise NotOfOffice


@verb("office_people.end", data=_DATA, purposes=(_PURPOSE,), whole=True, offices=True)
def end_person(visitor: Visitor, account: UUID) -> None:
    """Close an account for good, or take an invitation back. Raises `Refused`, `NotOfOffice`, `LastAdministrator`."""
    admit(visitor, end_person, purpose=_PURPOSE)
    if not office_people.end(_office(visitor), account):
        raise NotOfOffice
    one_time.end(JOIN, account)


@verb("office_people.trail", data=("staff.activity",), purposes=(_PURPOSE,), whole=True, offices=True)
def read_office_trail(
    visitor: Visitor, *, before: int | None = None, limit: int = 50
) -> tuple[tuple[Deed, ...], int | None]:
    """What the office's people did here, the newest first. Raises `Refused`."""
    admit(visitor, read_office_trail, purpose=_PURPOSE)
    names = {f"{visitor.kind}:{one.id}": one.name for one in office_people.listed(_office(visitor))}
    page = reading.by_office(tuple(names), before=before, limit=limit)
    deeds = (
        Deed(
            row.at,
            names[row.visitor],
            row.verb,
            row.purpose,
            refused=row.verdict == "refused",
            done=row.verdict == "done",
        )
        for row in page.rows
        if row.verdict != "done" or row.verb == _ADDED
    )
    return tuple(deeds), page.next


def stands(link: str) -> bool:
    """Whether a link still lets somebody in."""
    account = one_time.leads_to(JOIN, link, at=datetime.now(UTC))
    return account is not None and office_people.is_invited(account)


@verb("office_people.join", data=("account.user_name", "account.password"), purposes=(_PURPOSE,), way=Way.IN)
def join_office(visitor: Visitor, link: str, user_name: str, password: str) -> None:
    """Choose the user name and password of an account that one was invited to; the link opens nothing then.

    Raises `Refused`, `LinkIsOver` and `NameTaken`: then the link stands.
    """
    admit_once(visitor, join_office, purpose=_PURPOSE)
    account = one_time.leads_to(JOIN, link, at=datetime.now(UTC))
    if account is None or not office_people.is_invited(account):
        raise LinkIsOver
    if not office_people.join(account, user_name, password):
        raise LinkIsOver
    one_time.end(JOIN, account)
    # Who keeps the accounts knows whose it is: what strangers tried in vain is held against nobody.
    limits.forgive("password", accounts.token(user_name))
    limits.forgive("second-step", str(account))


def least_password() -> int:
    """How long a password must be beside a second step, which nobody of an office goes without."""
    length = promised().in_force.setting("password.length")
    return passwords.least(length if isinstance(length, int) else 0, second_step=True)


def fault_of(password: str, user_name: str) -> Fault | None:
    """What is wrong with a new password, or None."""
    names = (user_name, promised().in_force.plan.name)
    return passwords.fault(password, at_least=least_password(), names=names)


def _office(visitor: Visitor) -> UUID:
    if visitor.office is None:
        raise NotOfOffice
    return visitor.office


def _person(office: UUID, account: UUID) -> OfficePerson:
    found = office_people.one(office, account)
    if found is None:
        raise NotOfOffice
    return found
