"""A small household on record: Rosa and her daughter Elena, Avery of whom nothing came yet, Maya who is 15, Dana."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.people import SIGNED_ON
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming, observation
from wellkept.features.claims import list_claims
from wellkept.gate import promised
from wellkept.identity.accounts import make_account, visitor_of
from wellkept.identity.models import Account
from wellkept.identity.visitor import Kind, Visitor
from wellkept.vault import agreements, people, representation, resources, standing
from wellkept.vault.numbers import Number

PASSWORD = "larkspur in bloom"
TODAY = datetime.now(UTC).date()
ALLERGY = {
    "resourceType": "AllergyIntolerance",
    "id": "allergy-1",
    "clinicalStatus": {"coding": [{"code": "active"}]},
    "code": {"text": "Penicillin"},
    "patient": {"reference": "Patient/p1"},
}
COVERAGE = {
    "resourceType": "Coverage",
    "id": "cov-1",
    "status": "active",
    "type": {"coding": [{"code": "PPO", "display": "Preferred provider organization"}]},
    "beneficiary": {"reference": "Patient/p1"},
    "relationship": {"coding": [{"code": "self"}]},
    "period": {"start": "2023-01-01"},
    "payor": [{"display": "Larkspur Health Plan"}],
    "class": [{"type": {"coding": [{"code": "plan"}]}, "value": "silver", "name": "Larkspur Silver PPO"}],
}
DENIED = {"submitted": 1280, "eligible": 0, "benefit": 0, "noncovered": 1280, "memberliability": 0}
REASON = {
    "category": {"coding": [{"code": "denialreason"}]},
    "reason": {"coding": [{"system": "https://x12.org/codes/claim-adjustment-reason-codes", "code": "197"}]},
}


@dataclass(frozen=True)
class Household:
    """Whom a test signs in as."""

    rosa: Account
    elena: Account
    avery: Account
    maya: Account
    claire: Account
    dana: Account

    def visitor(self, name: str) -> Visitor:
        """The visitor whom an account is."""
        return visitor_of(getattr(self, name), request="d" * 32, proved_at=datetime.now(UTC))

    def agree(self) -> None:
        """Everybody agrees to the statement in force, without the page that asks."""
        for name in ("rosa", "elena", "avery", "maya", "claire"):
            person = getattr(self, name).person
            behalf = {person, *(one for one, _ in representation.acts_for(permit_for(person)))}
            agreements.agree(permit_for(person), behalf=behalf, version=promised().version, at=datetime.now(UTC))


def move_in() -> Household:
    """Everybody, with accounts that share one password."""
    rosa, elena, avery = _person("Rosa Delgado", "1948-03-02"), _person("Elena Delgado"), _person("Avery Finch")
    claire, maya = _person("Claire Nakagawa"), _person("Maya Nakagawa", f"{TODAY.year - 15}-01-01")
    _fill(rosa)
    _take_in(maya, claim("m1", on=_ago(30)), claim("m2", on=_ago(20), diagnosis="B20"), condition("m1"))
    standing.grant(permit_for(rosa), viewer=elena, party="representative.invited")
    standing.grant(permit_for(maya), viewer=claire, party="representative.parent")
    people_ = {"rosa": rosa, "elena": elena, "avery": avery, "maya": maya, "claire": claire}
    accounts = {name: _account(name, person=person) for name, person in people_.items()}
    dana = _account("dana", role="workforce.member_services", shown_as="Dana Ortiz")
    household = Household(**accounts, dana=dana)
    household.agree()
    return household


def look_as_staff(household: Household, person: UUID) -> None:
    """Dana opens somebody's claims to help her."""
    staff = Visitor(kind=Kind.STAFF, party="workforce.member_services", account=household.dana.id, held=SIGNED_ON)
    list_claims(staff, person, purpose="operations.service")


def _person(name: str, born: str = "1980-04-05") -> UUID:
    first, last = name.split()
    person = people.make(permit_for(None), enrolled=True)
    said = {"identity.name": {"first": first, "last": last}, "identity.birth_date": born}
    number = Number("member_id", f"LH{person.int % 10**8:08}")
    people.take_in(permit_for(person), said, known_by=[number], source="feed.enrolment")
    return person


def _fill(person: UUID) -> None:
    claims = [claim(str(number), on=_ago(10 + 20 * number)) for number in range(27)]
    claims += [
        claim("in-process", on=_ago(3), outcome="queued", totals={"submitted": 164}),
        claim("denied", on=_ago(90), totals=DENIED, adjudication=[REASON]),
    ]
    results = [observation(str(n), value=value, on=_ago(300 - 90 * n)) for n, value in enumerate((8.9, 7.5, 7.0, 6.8))]
    _take_in(person, COVERAGE, ALLERGY, condition("1"), *claims, *results)


def _take_in(person: UUID, *given: dict) -> None:
    for start in range(0, len(given), 50):
        resources.take_in_each(permit_for(person), [incoming(one) for one in given[start : start + 50]])


def _ago(days: int) -> str:
    day: date = TODAY - timedelta(days=days)
    return day.isoformat()


def _account(name: str, **more) -> Account:
    return make_account(name, PASSWORD, at=datetime.now(UTC), **more)
