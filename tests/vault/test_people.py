"""People: found by number alone, described as far as the permit opens."""

from datetime import date

import pytest

from tests.vault.conftest import permit_for
from wellkept.vault import people
from wellkept.vault.models import Detail, Identifier
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import details_of_patient, numbers_of_patient

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {"system": "http://hl7.org/fhir/sid/us-mbi", "value": "1EG4-TE5-MK73"},
        {"type": {"coding": [{"code": "MB"}]}, "value": "W0001"},
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-1234"},
        {"value": "nothing said of it"},
    ],
    "name": [{"use": "official", "family": "Larkspur", "given": ["Ada", "Jo"], "suffix": ["Jr."]}],
    "gender": "female",
    "birthDate": "1980-04-05",
    "address": [{"line": ["1 Elm St"], "city": "Davis", "state": "CA", "postalCode": "95616", "country": "US"}],
    "telecom": [
        {"system": "phone", "value": "555-0101", "use": "mobile"},
        {"system": "email", "value": "ada@example.org"},
        {"system": "url", "value": "https://example.org"},
    ],
    "communication": [{"language": {"coding": [{"code": "es"}], "text": "Spanish"}}],
    "extension": [
        {
            "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race",
            "extension": [{"url": "ombCategory", "valueCoding": {"code": "2106-3"}}],
        }
    ],
}


def take_in(person, **more):
    numbers = numbers_of_patient(PATIENT)
    permit = permit_for(person, **more)
    return people.take_in(permit, details_of_patient(PATIENT), known_by=numbers, source="feed.claims")


def test_a_patient_becomes_a_profile(ada):
    assert take_in(ada)
    profile = people.profile(permit_for(ada))
    assert profile.full_name == "Ada Jo Larkspur Jr."
    assert (profile.birth_date, profile.sex) == (date(1980, 4, 5), "F")
    assert profile.addresses[0].lines == ("1 Elm St",)
    assert [contact.value for contact in profile.contacts] == ["555-0101", "ada@example.org"]
    assert profile.languages[0].code == "es"
    assert profile.race == ("2106-3",)
    assert set(profile.numbers) == {Number("mbi", "1EG4-TE5-MK73"), Number("member_id", "W0001")}


def test_the_same_again_changes_nothing(ada):
    assert take_in(ada)
    assert not take_in(ada)


def test_a_profile_shows_only_what_the_permit_opens(ada):
    take_in(ada)
    profile = people.profile(permit_for(ada, "identity.name", "contact.email"))
    assert profile.full_name == "Ada Jo Larkspur Jr."
    assert (profile.birth_date, profile.sex, profile.addresses, profile.numbers) == (None, None, (), ())
    assert [contact.system for contact in profile.contacts] == ["email"]


def test_what_may_not_be_collected_is_not_written(ada):
    take_in(ada, but=("demographic", "contact.mobile", "member.mbi"))
    assert not Detail.objects.filter(category__in=("demographic.ethnicity", "contact.mobile")).exists()
    assert set(Identifier.objects.values_list("kind", flat=True)) == {"member_id", "name"}


@pytest.mark.parametrize("typed", ["1EG4-TE5-MK73", "1eg4te5mk73", " 1EG4 TE5 MK73 "])
def test_a_person_is_found_by_number_however_it_is_typed(ada, typed):
    take_in(ada)
    assert people.identify(permit_for(None), [Number("mbi", typed)]) == (ada,)


def test_a_number_of_another_kind_finds_nobody(ada):
    take_in(ada)
    assert people.identify(permit_for(None), [Number("cin", "1EG4TE5MK73")]) == ()


def test_numbers_of_two_people_give_two_candidates(house, ada):
    take_in(ada)
    other = people.make(permit_for(None), enrolled=True)
    people.take_in(permit_for(other), {}, known_by=[Number("cin", "90000001A")], source="feed.enrolment")
    found = people.identify(permit_for(None), [Number("mbi", "1EG4TE5MK73"), Number("cin", "90000001A")])
    assert set(found) == {ada, other}


def test_a_familys_number_tells_nobody_apart(house, ada):
    other = people.make(permit_for(None), enrolled=True)
    for person in (ada, other):
        people.take_in(permit_for(person), {}, known_by=[Number("subscriber_id", "F1")], source="feed.enrolment")
    assert people.identify(permit_for(None), [Number("subscriber_id", "F1")]) == ()


def test_a_senders_reference_counts_to_the_letter(ada):
    people.take_in(permit_for(ada), {}, known_by=[Number("reference", "feed|Patient/p1")], source="feed.claims")
    assert people.identify(permit_for(None), [Number("reference", "feed|Patient/p1")]) == (ada,)
    assert people.identify(permit_for(None), [Number("reference", "feed|Patient/P1")]) == ()
    assert people.profile(permit_for(ada)).numbers == ()


def test_the_enrolment_is_heard_before_the_claims(ada):
    take_in(ada)
    said = {"identity.name": {"last": "LARKSPUR", "first": "ADA"}}
    people.take_in(permit_for(ada), said, known_by=(), source="feed.enrolment")
    assert people.name(permit_for(ada)).first == "ADA"


def test_an_empty_value_removes_what_the_source_said(ada):
    take_in(ada)
    assert people.take_in(permit_for(ada), {"contact.email": []}, known_by=(), source="feed.claims")
    assert [contact.system for contact in people.profile(permit_for(ada)).contacts] == ["phone"]


def test_a_bare_year_of_birth_is_the_latest_day_it_may_be():
    assert details_of_patient({**PATIENT, "birthDate": "2010"})["identity.birth_date"] == "2010-12-31"


def test_a_social_security_number_counts_only_where_nothing_else_does():
    only = {"identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-1234"}]}
    assert numbers_of_patient(only) == (Number("ssn", "000-00-1234"),)
    assert "ssn" not in {number.kind for number in numbers_of_patient(PATIENT)}
