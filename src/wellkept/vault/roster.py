"""The roster of a provider's office: whom it says it treats. What is there opens a person to the office, for a purpose.

Whether somebody can be put there is the same work for a stranger, for one who is there already, and for nobody.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from wellkept.policy.asks import Permit, Scope
from wellkept.policy.vocabulary import DATA
from wellkept.vault import details
from wellkept.vault.models import RosterEntry, Standing
from wellkept.vault.paging import Page
from wellkept.vault.permits import person_of
from wellkept.vault.proofing import openable
from wellkept.vault.rows import as_param
from wellkept.vault.standing import write_scopes

CARE, ELIGIBILITY = "treatment.care", "payment.eligibility"
OPENS = (
    "identity.name",
    "identity.birth_date",
    "member.number",
    "coverage.enrolment",
    "coverage.eligibility",
    "coverage.benefits",
    "coverage.network",
    "coverage.pcp",
    "care.offices",
)
_PARTIES = frozenset({"provider.office", "provider.office_administrator"})
_BIRTH, _PCP = "identity.birth_date", "coverage.pcp"
_NOBODY = UUID(int=0)
_INSERT = """
    INSERT INTO "vault_roster_entry" ("id", "person_id", "office", "account", "purpose", "basis", "since", "until")
    SELECT %s, "id", %s, %s, %s, %s, %s, NULL FROM "vault_person" WHERE "id" = %s
    ON CONFLICT DO NOTHING
""".strip()
_OPEN = """
    INSERT INTO "vault_standing" ("person_id", "viewer", "party", "held", "within", "restricted", "valid_from")
    SELECT "person_id", "office", 'provider.office', 0, %s, '', NULL FROM "vault_roster_entry" WHERE "id" = %s
    ON CONFLICT ("person_id", "viewer") DO NOTHING
""".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an office says of a patient: who said it, what the office looks for, and how it showed that it knows her."""

    office: UUID
    account: UUID
    purpose: str
    basis: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One line of a roster: who, since when, what the office looks for, and how it showed that it knows her."""

    id: UUID
    person: UUID
    purpose: str
    basis: str
    since: datetime


def proof(permit: Permit, *, born: date | None, npi: str) -> str:
    """How an office knows the permit's person: "identified", "pcp", or "" where it does not, or where she is nobody."""
    somebody = permit if permit.person else replace(permit, person=_NOBODY)
    said = details.get(openable(somebody), (_BIRTH, _PCP))
    on_file, pcp = str(said.get(_BIRTH) or ""), str((said.get(_PCP) or {}).get("npi") or "")
    typed = born.isoformat() if born else "-"
    identified = hmac.compare_digest(on_file.encode(), typed.encode())
    named = hmac.compare_digest(pcp.encode(), npi.encode())
    if identified:
        return "identified"
    # Two that are not on file are equal, and show nothing.
    return "pcp" if named and npi and born is None else ""


def add(_permit: Permit, person: UUID, said: Said) -> bool:
    """Put a person on an office's roster, in the open transaction; whether she was not there yet.

    For nobody's id it does the same, and nothing comes of it. Without a `basis` nothing comes of it either.
    """
    row, store = uuid4(), connection
    wanted = person if said.basis else _NOBODY
    ids = [as_param(store, one) for one in (row, said.office, said.account, wanted)]
    scope = Scope(data=DATA.expand(OPENS), purposes=frozenset({CARE, ELIGIBILITY}), parties=_PARTIES)
    with store.cursor() as cursor:
        since = store.ops.adapt_datetimefield_value(said.at)
        cursor.execute(_INSERT, [*ids[:3], said.purpose, said.basis, since, ids[3]])
        cursor.execute(_OPEN, [write_scopes((scope,)), ids[0]])
    return RosterEntry.objects.filter(id=row).exists()


def end(permit: Permit, *, office: UUID, at: datetime) -> bool:
    """Take the permit's person off an office's roster; whether she was there."""
    person = person_of(permit)
    with transaction.atomic():
        rows = RosterEntry.objects.filter(person_id=person, office=office, until=None)
        Standing.objects.filter(person_id=person, viewer=office).delete()
        return bool(rows.update(until=at))


def listed(_permit: Permit, office: UUID, *, after: UUID | None = None, limit: int = 25) -> Page[Patient]:
    """Who is on an office's roster, some at a time."""
    rows = RosterEntry.objects.filter(office=office, until=None).order_by("id")
    found = list((rows.filter(id__gt=after) if after else rows)[: limit + 1])
    following = found[limit - 1].id if len(found) > limit else None
    return Page(tuple(map(_read, found[:limit])), following)


def one(_permit: Permit, office: UUID, entry: UUID) -> Patient | None:
    """A line of an office's roster; None for another office's, an ended one, or none."""
    row = RosterEntry.objects.filter(id=entry, office=office, until=None).first()
    return _read(row) if row else None


def close(_permit: Permit, office: UUID, *, at: datetime) -> int:
    """End the whole roster of an office that was ended; how many people were on it."""
    with transaction.atomic():
        Standing.objects.filter(viewer=office).delete()
        return RosterEntry.objects.filter(office=office, until=None).update(until=at)


def _read(row: RosterEntry) -> Patient:
    return Patient(id=row.id, person=row.person_id, purpose=row.purpose, basis=row.basis, since=row.since)
