"""Whom a claim of who one is fits, and where a code may go."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.applicants import ADA, on_record
from tests.people import promise
from tests.vault.conftest import permit_for
from wellkept.vault import contact_points, people, proofing
from wellkept.vault.contact_points import Kind
from wellkept.vault.numbers import Number

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def person(house):
    promise()
    return on_record()


def fits(person, **said):
    return proofing.matches(permit_for(person), replace(ADA, **said))


def test_a_claim_that_is_right_in_all_fits(person):
    assert fits(person)


@pytest.mark.parametrize(
    "said",
    [
        {"first": "Ida"},
        {"last": "Whitlow"},
        {"born": date(1980, 5, 4)},
        {"zip_code": "90002"},
        {"first": ""},
        {"zip_code": ""},
    ],
)
def test_one_wrong_fact_is_enough_not_to_fit(person, said):
    assert not fits(person, **said)


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        (("NUNEZ-OBRIEN", "JOSE LUIS"), ("Núñez O'Brien", "José")),
        (("DE LA CRUZ", "ANA-MARIA"), ("de la Cruz", "Ana María")),
        (("KEALIIHOOMALU", "KEALOHILANI"), ("Kealiʻihoʻomalu", "Kealohilani")),
    ],
)
def test_marks_case_and_middle_names_do_not_count(person, kept, typed):
    said = {"identity.name": {"last": kept[0], "first": kept[1]}}
    people.take_in(permit_for(person), said, known_by=(), source="feed.enrolment")
    assert fits(person, last=typed[0], first=typed[1])


def test_a_person_of_whom_nothing_is_known_fits_nothing(house):
    promise()
    somebody_else = people.make(permit_for(None), enrolled=True)
    assert not fits(somebody_else)
    assert not fits(somebody_else, first="", last="", zip_code="")


def test_who_is_not_there_fits_nothing_and_is_reached_nowhere(person):
    nobody = replace(permit_for(person), person=uuid4(), key=None)
    assert not proofing.matches(nobody, ADA)
    assert proofing.point(nobody, Kind.EMAIL) is None


def test_a_number_of_two_people_is_nobodys_until_that_was_looked_into(person):
    assert proofing.candidate(permit_for(None), ADA.number) == person
    assert proofing.candidate(permit_for(None), Number("member_id", "lh-0000 0018")) == person
    assert proofing.candidate(permit_for(None), Number("cin", ADA.number.value)) is None
    people.make(permit_for(None), enrolled=True, known_by=[ADA.number])
    assert proofing.candidate(permit_for(None), ADA.number) is None


def test_a_code_goes_to_the_wanted_kind_or_by_letter(person):
    permit = permit_for(person)
    assert proofing.point(permit, Kind.EMAIL).value == "ada@example.org"
    assert proofing.point(permit, Kind.TEXT).kind is Kind.POST
    assert proofing.point(permit, Kind.POST).value.startswith("12 Fern Street")


def test_an_address_that_nobody_verified_gets_no_code(person):
    people.take_in(permit_for(person), {"contact.email": []}, known_by=(), source="feed.enrolment")
    contact_points.add(permit_for(person), kind=Kind.EMAIL, value="other@example.org", at=NOON)
    assert proofing.point(permit_for(person), Kind.EMAIL).kind is Kind.POST
