"""Providers' offices: registered with the agreement on file, ended, looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import orjson
from django.db import IntegrityError, transaction

from wellkept.exits.keys import ring
from wellkept.identity import sessions
from wellkept.identity.models import Account, Office
from wellkept.identity.sealing import opened, seal

_SEALED = "identity_office.sealed"


class NpiTaken(ValueError):
    """An office that is not ended has this NPI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement on file: which `version`, who signed it and when, and its last day (None: it runs on)."""

    version: str
    signed_by: str
    signed: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredOffice:
    """One office. `people` counts its accounts that are open; `ended` is when the plan ended it, None where not."""

    id: UUID
    name: str
    npi: str
    address: str
    agreement: Agreement
    made: datetime
    ended: datetime | None
    is_open: bool
    people: int


def register(name: str, npi: str, address: str, agreement: Agreement, *, at: datetime) -> UUID:
    """Keep a new office. Raises `NpiTaken`, also where another was registered a moment ago."""
    row = Office(id=uuid4(), token=_token(npi), signed=agreement.signed, ends=agreement.ends, made=at)
    said = {"name": name, "npi": npi, "address": address, "version": agreement.version, "by": agreement.signed_by}
    row.sealed = seal(_SEALED, row.id, orjson.dumps(said))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise NpiTaken from None
    return row.id


def end(office: UUID, *, at: datetime) -> bool:
    """End an office: its people's sessions are over at once; whether there was such a one that was not ended."""
    if not Office.objects.filter(id=office, ended=None).update(ended=at):
        return False
    for account in Account.objects.filter(office=office).values_list("id", flat=True):
        sessions.end_all(account)
    return True


def listed() -> tuple[RegisteredOffice, ...]:
    """Every office, the latest first."""
    return tuple(_read(row) for row in Office.objects.order_by("-made", "id"))


def one(office: UUID) -> RegisteredOffice | None:
    """One office by its id."""
    row = Office.objects.filter(id=office).first()
    return _read(row) if row else None


def with_npi(npi: str) -> RegisteredOffice | None:
    """The office that is not ended and has an NPI."""
    row = Office.objects.filter(token=_token(npi), ended=None).first()
    return _read(row) if row else None


def name_of(account: UUID) -> str:
    """What the office of an account is called; "" for an account of none."""
    row = Office.objects.filter(account=account).first()
    return str(_said(row)["name"]) if row else ""


def _read(row: Office) -> RegisteredOffice:
    said = _said(row)
    agreement = Agreement(version=said["version"], signed_by=said["by"], signed=row.signed, ends=row.ends)
    return RegisteredOffice(
        id=row.id,
        name=said["name"],
        npi=said["npi"],
        address=said["address"],
        agreement=agreement,
        made=row.made,
        ended=row.ended,
        is_open=row.is_open,
        people=Account.objects.filter(office=row, is_active=True).count(),
    )


def _said(row: Office) -> dict[str, str]:
    plain = opened(_SEALED, row.id, row.sealed)
    nothing = dict.fromkeys(("name", "npi", "address", "version", "by"), "")
    return nothing if plain is None else orjson.loads(plain)


def _token(npi: str) -> str:
    return ring().index("identity_office.token", npi).hex()
