"""A provider's office and its patients: its roster, and the coverage of who is on it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from wellkept.features.showing import Shown, shown
from wellkept.features.sign_in import limit
from wellkept.gate import Refused, Way, admit, admit_each, admit_once, done, verb
from wellkept.identity import limits, offices
from wellkept.identity.limits import Verdict
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import coverage, people, roster
from wellkept.vault.coverage import Coverage, CoveragePeriod
from wellkept.vault.numbers import Number
from wellkept.vault.paging import Page
from wellkept.vault.people import Profile
from wellkept.vault.roster import CARE, ELIGIBILITY, Patient, Said

__all__ = [
    "CARE",
    "ELIGIBILITY",
    "REASONS",
    "Coverage",
    "CoveragePeriod",
    "Listed",
    "NotOnRoster",
    "PatientCoverage",
    "TooManyTries",
    "add_patient",
    "end_patient",
    "list_patients",
    "read_patient_coverage",
]

REASONS = (CARE, ELIGIBILITY)
_LEAF = ("care.offices",)
_EVERYWHERE, _FROM_EVERYWHERE = "roster-everywhere", 5  # times the tries of one address
_NUMBERS = ("member_id", "cin", "mbi")
_SEES = tuple(leaf for leaf in roster.OPENS if leaf != "care.offices")


class NotOnRoster(LookupError):
    """Nobody on the roster of the visitor's office has this line."""


class TooManyTries(Exception):
    """The office tried too many numbers; it works again after the plan's pause."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the roster with the name, "" where it is not open to the office."""

    patient: Patient
    name: str


@dataclass(frozen=True, slots=True)
class PatientCoverage:
    """Who a patient is and what she is covered by, as far as an office sees it."""

    patient: Patient
    profile: Profile
    coverage: Coverage


@verb("roster.add", data=_LEAF, purposes=(CARE,), way=Way.IN, offices=True)
def add_patient(visitor: Visitor, number: str, born: date | None, *, reason: str, address: str) -> bool:
    """Put a person on the office's roster, by a number and her birth date; whether she is there from now on.

    Without a birth date the enrolment must name the office as her primary care provider. That nobody has the number,
    that she is not the office's, that she asked us to close this, and that she is on the roster already: all are
    answered alike, after the same work. `reason` is one of `REASONS`. Raises `Refused` and `TooManyTries`.
    """
    if visitor.office is None or visitor.account is None or reason not in REASONS:
        raise ValueError("an office adds its patients, for one of the reasons")
    permit = admit_once(visitor, add_patient, purpose=CARE)
    now = datetime.now(UTC)
    if not _may_try(visitor.office, address, now):
        raise TooManyTries
    registered = offices.one(visitor.office)
    person, basis = match_patient(CLOCK, number, born, npi=registered.npi if registered else "")
    try:
        permit = admit(visitor, add_patient, of=person, purpose=CARE)
    except Refused:  # she asked us to restrict this: as if there were nobody
        person, basis = _nobody(), ""
    said = Said(office=visitor.office, account=visitor.account, purpose=reason, basis=basis, at=now)
    with transaction.atomic():
        added = roster.add(permit, person, said)
        if added:
            done(permit, add_patient)
    if added:
        limits.clear("roster", str(visitor.office), address)
        limits.take_back(_EVERYWHERE, str(visitor.office), str(visitor.office))
    return added


@verb("roster.match", data=("member", "identity.birth_date", "coverage.pcp"), purposes=(CARE,))
def match_patient(visitor: Visitor, number: str, born: date | None, *, npi: str) -> tuple[UUID, str]:
    """The person who has a number, if the office showed that it knows her, and how; else nobody. For the program."""
    register = admit_once(visitor, match_patient, purpose=CARE)
    found = people.identify(register, [Number(kind, number) for kind in _NUMBERS])
    candidate, nobody = (found[0] if len(found) == 1 else None), _nobody()
    try:
        permit = admit(visitor, match_patient, of=candidate or nobody, purpose=CARE)
    except Refused:  # a restriction: as if there were nobody
        permit, candidate = register, None
    basis = roster.proof(permit, born=born, npi=npi)
    return (candidate, basis) if candidate and basis else (nobody, "")


@verb("roster.end", data=_LEAF, purposes=(CARE,), way=Way.IN, offices=True)
def end_patient(visitor: Visitor, entry: UUID) -> None:
    """Take somebody off the office's roster. Raises `Refused` and `NotOnRoster`."""
    patient = _patient(visitor, entry)
    permit = admit(visitor, end_patient, of=patient.person, purpose=CARE)
    with transaction.atomic():
        if not roster.end(permit, office=_office(visitor), at=datetime.now(UTC)):
            raise NotOnRoster
        done(permit, end_patient)


@verb("roster.list", data=("identity.name",), purposes=REASONS, fulfils=("minimum",), offices=True)
def list_patients(visitor: Visitor, *, after: UUID | None = None) -> Page[Listed]:
    """The office's roster, some at a time; each of them sees that the office read her name. Raises `Refused`."""
    register = admit_once(visitor, list_patients, purpose=CARE)
    page = roster.listed(register, _office(visitor), after=after)
    permits: dict[UUID, Permit] = {}
    for reason in REASONS:
        wanted = [one.person for one in page.rows if one.purpose == reason]
        permits |= admit_each(visitor, list_patients, of=wanted, purpose=reason) if wanted else {}
    return Page(tuple(Listed(one, _name(permits.get(one.person))) for one in page.rows), page.next)


@verb("roster.coverage", data=_SEES, purposes=REASONS, fulfils=("minimum",), offices=True)
def read_patient_coverage(visitor: Visitor, entry: UUID) -> Shown[PatientCoverage]:
    """What a patient is covered by, for the reason she is on the roster. Raises `Refused` and `NotOnRoster`."""
    patient = _patient(visitor, entry)
    permit = admit(visitor, read_patient_coverage, of=patient.person, purpose=patient.purpose)
    return shown(visitor, permit, PatientCoverage(patient, people.profile(permit), coverage.of(permit)))


def _may_try(office: UUID, address: str, at: datetime) -> bool:
    """Count a try by its address, and for the office wherever it comes from; whether it may be made.

    No success forgives the second count, or a patient whom the office knows, added between guesses, would let it guess
    for ever. A hundred in vain in a row do not end it, as they do for a password: an office has many patients.
    """
    here, plan = str(office), limit()
    more = replace(plan, tries=plan.tries * _FROM_EVERYWHERE)
    verdicts = {limits.spend("roster", here, address, plan, at=at), limits.spend(_EVERYWHERE, here, here, more, at=at)}
    return verdicts.isdisjoint((Verdict.PAUSE, Verdict.MORE))


def _patient(visitor: Visitor, entry: UUID) -> Patient:
    register = admit_once(visitor, list_patients, purpose=CARE)
    found = roster.one(register, _office(visitor), entry)
    if found is None:
        raise NotOnRoster
    return found


def _office(visitor: Visitor) -> UUID:
    if visitor.office is None:
        raise NotOnRoster
    return visitor.office


def _name(permit: Permit | None) -> str:
    named = people.name(permit) if permit is not None else None
    return " ".join(filter(None, (named.first, named.last, named.suffix))) if named else ""


def _nobody() -> UUID:
    return UUID(bytes=secrets.token_bytes(16), version=4)
