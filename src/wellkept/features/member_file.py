"""A member's file as the staff open it: found by a number or a name, for a purpose that the role has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from wellkept.features import emergencies
from wellkept.features.emergencies import in_emergency
from wellkept.features.roles import may_ever
from wellkept.features.showing import Shown, shown
from wellkept.gate import Verb, admit, admit_once, promised, verb
from wellkept.identity import sessions
from wellkept.identity.idents import accounts_of
from wellkept.identity.sessions import SignedOn
from wellkept.identity.visitor import Visitor
from wellkept.vault import claims, coverage, numbers, people, record
from wellkept.vault.claims import ClaimRow
from wellkept.vault.coverage import Coverage
from wellkept.vault.numbers import Number
from wellkept.vault.paging import Page
from wellkept.vault.people import Profile
from wellkept.vault.record import KINDS, RecordRow

__all__ = [
    "EMERGENCY",
    "PURPOSES",
    "SUPPORT",
    "Masked",
    "MemberFile",
    "Profile",
    "find_by_name",
    "find_for_support",
    "find_member",
    "list_file_claims",
    "list_file_record",
    "purposes_of",
    "read_file",
    "read_masked",
]

EMERGENCY = emergencies.PURPOSE
SUPPORT = "operations.support"
# What somebody of the staff may open a file for, in the order of a list to choose from. The table says who has which.
PURPOSES = (
    "operations.service",
    "service.messages",
    "service.questions",
    "service.appointments",
    "service.refills",
    "service.payments",
    "service.grievance",
    "operations.enrolment",
    "payment.eligibility",
    "payment.claims",
    "payment.bills",
    "payment.authorisation",
    "treatment.care",
    "operations.care_management",
    "member.access",
    "member.correct",
    "member.rights",
    "operations.audit",
)
_EVERY = (*PURPOSES, EMERGENCY)
_RECORDED = ("purpose_recorded",)
_NUMBERS = ("member_id", "cin", "mbi")
_CARE = ("care.appointments", "care.referrals")


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Who the member is and what she is enrolled in, as far as the purpose opens it."""

    profile: Profile
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Masked:
    """What support needs to see that a system works: what happened when, and nothing of what it was or whose.

    `sign_ins`: the day and the browser. `entries`: the kind and the day of each transaction.
    """

    sign_ins: tuple[tuple[date, str], ...]
    entries: tuple[tuple[str, date | None], ...]


def purposes_of(visitor: Visitor) -> tuple[str, ...]:
    """What a role may open a file for, as the statement in force and the plan's limits have it. Never an emergency."""
    shows: tuple[Verb[Any, Any], ...] = (read_file, list_file_claims, list_file_record)
    found = [purpose for purpose in PURPOSES if any(may_ever(visitor, one, purpose) for one in shows)]
    return (*found, *((SUPPORT,) if may_ever(visitor, read_masked, SUPPORT) else ()))


@verb("file.find", data=("member", "identity.name", "identity.birth_date"), purposes=_EVERY, fulfils=_RECORDED)
def find_member(visitor: Visitor, number: str, *, purpose: str) -> UUID | None:
    """The one person who has this number (the plan's own, CIN or MBI); None for nobody or several. Raises `Refused`."""
    if purpose == SUPPORT:
        return find_for_support(visitor, number)
    looking = replace(visitor, held=visitor.held | emergencies.EMERGENCY) if purpose == EMERGENCY else visitor
    permit = admit_once(looking, find_member, purpose=purpose)
    found = people.identify(permit, [Number(kind, number) for kind in _NUMBERS])
    return found[0] if len(found) == 1 else None


@verb(
    "file.find_by_name", data=("identity.name", "identity.birth_date"), purposes=_EVERY, fulfils=_RECORDED, whole=True
)
def find_by_name(visitor: Visitor, first: str, last: str, born: date, *, purpose: str) -> tuple[UUID, ...]:
    """Everybody of this name and day of birth. Raises `Refused`."""
    looking = replace(visitor, held=visitor.held | emergencies.EMERGENCY) if purpose == EMERGENCY else visitor
    permit = admit_once(looking, find_by_name, purpose=purpose)
    return people.identify(permit, [numbers.of_name(first, last, born)])


@verb(
    "file.find_for_support",
    data=("account.sign_ins", *_CARE, "care.refills", "payment.receipts"),
    purposes=(SUPPORT,),
    fulfils=(*_RECORDED, "deidentified_unless_needed"),
)
def find_for_support(visitor: Visitor, number: str) -> UUID | None:
    """Whose transactions to look at, by a number that somebody gave; nothing of her is told. Raises `Refused`."""
    permit = admit_once(visitor, find_for_support, purpose=SUPPORT)
    found = people.identify(permit, [Number(kind, number) for kind in _NUMBERS])
    return found[0] if len(found) == 1 else None


@verb(
    "file.open",
    data=("identity", "contact", "profile", "demographic", "member", "family", "coverage"),
    purposes=_EVERY,
    fulfils=_RECORDED,
)
def read_file(visitor: Visitor, of: UUID, *, purpose: str) -> Shown[MemberFile]:
    """The first page of a file. Raises `Refused`."""
    permit = admit(_for(visitor, of, purpose), read_file, of=of, purpose=purpose)
    return shown(visitor, permit, MemberFile(people.profile(permit), coverage.of(permit)))


@verb("file.claims", data=("claims", "sensitive"), purposes=(*_EVERY, SUPPORT), fulfils=_RECORDED)
def list_file_claims(
    visitor: Visitor, of: UUID, *, purpose: str, after: UUID | None = None, limit: int = 25
) -> Shown[Page[ClaimRow]]:
    """The claims, newest first. Raises `Refused`."""
    permit = admit(_for(visitor, of, purpose), list_file_claims, of=of, purpose=purpose)
    return shown(visitor, permit, claims.listed(permit, after=after, limit=limit))


@verb("file.record", data=("health", "sensitive"), purposes=(*_EVERY, SUPPORT), fulfils=_RECORDED)
def list_file_record(
    visitor: Visitor, of: UUID, *, purpose: str, limit: int = 25
) -> Shown[tuple[tuple[str, tuple[RecordRow, ...]], ...]]:
    """The newest entries of each kind of the medical record that is open. Raises `Refused`."""
    permit = admit(_for(visitor, of, purpose), list_file_record, of=of, purpose=purpose)
    kept = ((kind, record.listed(permit, kind, limit=limit).rows) for kind in KINDS if permit.opens(kind))
    return shown(visitor, permit, tuple((kind, rows) for kind, rows in kept if rows))


@verb(
    "file.masked",
    data=("account.sign_ins", *_CARE, "care.refills", "payment.receipts"),
    purposes=(SUPPORT,),
    fulfils=(*_RECORDED, "deidentified_unless_needed"),
)
def read_masked(visitor: Visitor, of: UUID) -> Shown[Masked]:
    """The transactions of a person without anything that says who she is or what they were (promise D14)."""
    permit = admit(visitor, read_masked, of=of, purpose=SUPPORT)
    signed_on: list[SignedOn] = []
    if permit.opens("account.sign_ins"):
        signed_on = [one for account in accounts_of(of) for one in sessions.of_account(account)]
    entries = [(kind, row.began) for kind in _CARE if permit.opens(kind) for row in record.listed(permit, kind).rows]
    seen = tuple((promised().day_of(one.seen), one.browser) for one in signed_on)
    return shown(visitor, permit, Masked(seen, tuple(entries)))


def _for(visitor: Visitor, of: UUID, purpose: str) -> Visitor:
    """The visitor as she may ask for a purpose: an emergency counts only while one that she declared is not over."""
    return in_emergency(visitor, of) if purpose == EMERGENCY else visitor
