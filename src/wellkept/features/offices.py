"""Providers' offices, for the plan: registered with the agreement on file, ended, each with somebody who keeps it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from wellkept.gate import Way, admit, admit_once, promised, verb
from wellkept.identity import office_people, offices, one_time
from wellkept.identity.offices import Agreement, NpiTaken, RegisteredOffice
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.vault import roster
from wellkept.vault.code_formats import bare, is_npi

__all__ = [
    "JOIN",
    "JOIN_LASTS",
    "Agreement",
    "NotAnOffice",
    "NpiTaken",
    "RegisteredOffice",
    "WrongAgreement",
    "WrongNpi",
    "add_office",
    "end_office",
    "has_portal",
    "list_offices",
    "read_office",
    "read_own_office",
]

JOIN = "office.join"
JOIN_LASTS = timedelta(days=7)
_PURPOSE = "site.security"
_DATA = ("provider.name", "provider.address")
_PORTAL = "provider_portal"


class WrongNpi(ValueError):
    """Ten digits with a right check digit are wanted (45 CFR 162.406)."""


class WrongAgreement(ValueError):
    """An agreement was signed by somebody, not in the future, and ends after it was signed."""


class NotAnOffice(LookupError):
    """No office of this id is open."""


def has_portal() -> bool:
    """Whether this site is the provider portal: some document in force is its statement."""
    return any(notice.about == _PORTAL for notice in promised().in_force.notices)


@verb("offices.add", data=_DATA, purposes=(_PURPOSE,), way=Way.IN)
def add_office(
    visitor: Visitor, name: str, npi: str, *, address: str, agreement: Agreement, keeper: str
) -> tuple[UUID, str]:
    """Register an office; its id, and the secret of the link by which `keeper` makes the first account.

    Raises `Refused`, `NpiTaken`, `WrongNpi` and `WrongAgreement`.
    """
    admit_once(visitor, add_office, purpose=_PURPOSE)
    number, now = bare(npi), datetime.now(UTC)
    if not is_npi(number):
        raise WrongNpi
    if not _is_sound(agreement, on=now.date()):
        raise WrongAgreement
    office = offices.register(name, number, address, agreement, at=now)
    return office, invite_keeper(visitor, office, keeper)


@verb("offices.invite_keeper", data=("provider.name",), purposes=(_PURPOSE,), way=Way.IN)
def invite_keeper(visitor: Visitor, office: UUID, keeper: str) -> str:
    """Invite somebody who keeps the accounts of an office; the link's secret. Raises `Refused` and `NotAnOffice`."""
    admit_once(visitor, invite_keeper, purpose=_PURPOSE)
    found, now = offices.one(office), datetime.now(UTC)
    if found is None or found.ended is not None:
        raise NotAnOffice
    account = office_people.invite(office, keeper, administers=True, at=now)
    return one_time.make(JOIN, account, at=now, lasts=JOIN_LASTS)


@verb("offices.list", data=_DATA, purposes=(_PURPOSE,))
def list_offices(visitor: Visitor) -> tuple[RegisteredOffice, ...]:
    """Every office, the latest first. Raises `Refused`."""
    admit_once(visitor, list_offices, purpose=_PURPOSE)
    return offices.listed()


@verb("offices.read", data=_DATA, purposes=(_PURPOSE,))
def read_office(visitor: Visitor, office: UUID) -> RegisteredOffice:
    """One office. Raises `Refused` and `NotAnOffice`."""
    admit_once(visitor, read_office, purpose=_PURPOSE)
    found = offices.one(office)
    if found is None:
        raise NotAnOffice
    return found


@verb("offices.own", data=_DATA, purposes=(_PURPOSE,), offices=True)
def read_own_office(visitor: Visitor) -> RegisteredOffice:
    """The office that the visitor signed on for. Raises `Refused` and `NotAnOffice`."""
    admit(visitor, read_own_office, purpose=_PURPOSE)
    found = offices.one(visitor.office) if visitor.office else None
    if found is None:
        raise NotAnOffice
    return found


@verb("offices.end", data=_DATA, purposes=(_PURPOSE,))
def end_office(visitor: Visitor, office: UUID) -> None:
    """End an office: nobody of it gets in any more, and its roster ends. Raises `Refused` and `NotAnOffice`."""
    admit_once(visitor, end_office, purpose=_PURPOSE)
    now = datetime.now(UTC)
    if not offices.end(office, at=now):
        raise NotAnOffice
    close_roster(CLOCK, office, at=now)


@verb("offices.close_roster", data=("care.offices",), purposes=("treatment.care",))
def close_roster(visitor: Visitor, office: UUID, *, at: datetime) -> int:
    """End what an office that was ended said of its patients; how many there were. For the program alone."""
    return roster.close(admit_once(visitor, close_roster, purpose="treatment.care"), office, at=at)


def _is_sound(agreement: Agreement, *, on: date) -> bool:
    signed = agreement.signed
    lasts = agreement.ends is None or agreement.ends >= signed
    return bool(agreement.version.strip() and agreement.signed_by.strip()) and signed <= on and lasts
