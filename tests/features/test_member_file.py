"""Staff open a file for a purpose that their role has, see what it opens, and the member reads it in her history."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.people import member, promise, somebody, staff
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming
from wellkept.features import member_file
from wellkept.features.member_file import EMERGENCY, SUPPORT
from wellkept.features.trail import read_trail
from wellkept.gate import Refused, promised, telling
from wellkept.identity.accounts import make_account
from wellkept.identity.visitor import Visitor
from wellkept.ledger.models import Entry
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import CONDITIONS, Action, bits
from wellkept.statement.load import shipped
from wellkept.vault import people, resources
from wellkept.vault.numbers import Number

NUMBER = "LH12345678"
NAME = {"first": "José", "last": "Del Río-Ortiz"}


@pytest.fixture
def jose(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield _on_record(NUMBER)


def _on_record(number):
    person = people.make(permit_for(None), enrolled=True)
    said = {"identity.name": NAME, "identity.birth_date": "1961-07-09"}
    people.take_in(permit_for(person), said, known_by=[Number("member_id", number)], source="feed.enrolment")
    resources.take_in_each(permit_for(person), [incoming(claim("1", on="2026-10-01")), incoming(condition("1"))])
    return person


@pytest.mark.promise("I9")
def test_the_purposes_of_a_role_are_those_that_the_table_opens_and_no_list_of_ours(jose):
    everything = bits(CONDITIONS)
    for version in shipped():
        promise(version)
        for role in ("member_services", "clinician", "pharmacy", "billing", "grievance", "web", "analyst"):
            party = f"workforce.{role}"
            offered = member_file.purposes_of(staff(party))
            for purpose in offered:
                data = ("identity", "contact", "profile", "demographic", "member", "family", "coverage", "claims")
                ask = Ask(action=Action.USE, data=(*data, "health", "sensitive"), purpose=purpose, party=party)
                assert decide(promised().table, ask, Facts(held=everything)).allowed, (version, role, purpose)
            assert EMERGENCY not in offered


@pytest.mark.promise("I9")
def test_under_the_model_statement_each_role_has_its_own_purposes(jose):
    def of(role):
        return set(member_file.purposes_of(staff(f"workforce.{role}")))

    assert {"operations.service", "operations.enrolment", "payment.bills"} <= of("member_services")
    assert "treatment.care" in of("clinician")
    assert "treatment.care" not in of("member_services")
    assert of("support") == {SUPPORT}
    assert of("web") == set()
    assert "operations.audit" in of("privacy")
    assert member_file.purposes_of(member(jose)) == ()


def test_a_number_finds_one_and_a_name_with_a_day_of_birth_finds_everybody_of_it(jose):
    dana = staff()
    assert member_file.find_member(dana, "lh 1234-5678", purpose="operations.service") == jose
    assert member_file.find_member(dana, "LH00000000", purpose="operations.service") is None
    born = date(1961, 7, 9)
    found = member_file.find_by_name(dana, "jose", "DEL RIO ORTIZ", born, purpose="operations.service")
    assert found == (jose,)
    assert member_file.find_by_name(dana, "José", "Del Río", born, purpose="operations.service") == ()
    other = _on_record("LH87654321")
    found = member_file.find_by_name(dana, "José", "Del Río-Ortiz", born, purpose="operations.service")
    assert set(found) == {jose, other}


def test_the_name_that_finds_somebody_is_no_number_of_hers(jose):
    found = member_file.read_file(staff(), jose, purpose="operations.service").found
    assert [number.kind for number in found.profile.numbers] == ["member_id"]


@pytest.mark.promise("I9")
def test_what_the_purpose_does_not_open_stays_closed(jose):
    found = member_file.read_file(staff(), jose, purpose="operations.service")
    assert found.found.profile.full_name == "José Del Río-Ortiz"
    with pytest.raises(Refused):
        member_file.list_file_record(staff(), jose, purpose="operations.service")
    doctor = staff("workforce.clinician")
    (kind, rows), *_ = member_file.list_file_record(doctor, jose, purpose="treatment.care").found
    assert kind == "health.conditions"
    assert rows


@pytest.mark.promise("I9")
def test_the_member_reads_who_opened_her_file_and_what_for(jose):
    account = make_account(
        "dana", "long enough for this", at=datetime.now(UTC), role="workforce.member_services", shown_as="Dana Ortiz"
    )
    dana = Visitor(**{**_fields(staff()), "account": account.id})
    member_file.list_file_claims(dana, jose, purpose="operations.service")
    happening = read_trail(member(jose), jose, others_only=True).found.happenings[0]
    for language, words in (("en", "for customer service"), ("es", "para servicio al cliente")):
        told = telling.entry(happening.row, language, who=happening.who)
        assert "Dana Ortiz" in told.sentence
        assert words in told.sentence


def _fields(visitor):
    return {name: getattr(visitor, name) for name in ("kind", "party", "account", "person", "held", "request")}


@pytest.mark.promise("I9")
def test_a_purpose_that_the_role_has_not_is_refused_and_the_member_sees_that_it_was_tried(jose):
    with pytest.raises(Refused):
        member_file.read_file(staff("workforce.billing"), jose, purpose="treatment.care")
    assert Entry.objects.filter(verb="file.open", verdict="refused", purpose="treatment.care").count() == 1
    assert read_trail(member(jose), jose, others_only=True).found.happenings[0].row.verdict == "refused"


@pytest.mark.promise("D14")
def test_support_sees_that_something_happened_and_neither_whose_it_is_nor_what_it_was(jose):
    resources.take_in_each(permit_for(jose), [incoming(APPOINTMENT)])
    support = staff("workforce.support")
    assert member_file.find_member(support, NUMBER, purpose=SUPPORT) == jose
    shown = member_file.read_masked(support, jose)
    assert shown.found.entries == (("care.appointments", None),)
    assert "Cardiology" not in repr(shown)
    assert "José" not in repr(shown)
    for purpose in ("operations.service", "treatment.care"):
        with pytest.raises(Refused):
            member_file.read_file(support, jose, purpose=purpose)


@pytest.mark.promise("D14")
def test_support_looks_for_that_purpose_alone_under_every_statement(jose):
    for version in shipped():
        promise(version)
        offered = member_file.purposes_of(staff("workforce.support"))
        assert set(offered) <= {SUPPORT}, version


APPOINTMENT = {
    "resourceType": "Appointment",
    "id": "a1",
    "status": "booked",
    "description": "Cardiology follow-up",
    "start": "2026-10-20T09:00:00-07:00",
    "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}],
}


def test_somebody_who_is_not_of_the_staff_finds_nobody(jose):
    with pytest.raises(Refused):
        member_file.find_member(member(somebody()), NUMBER, purpose="operations.service")
