import re
from datetime import date, timedelta

import pytest

from tests.site.demonstration.looking import TODAY
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.numbers import cin, luhn_digit, mbi, member_number, npi
from wellkept.site.demonstration.people import people_of, plain_letters
from wellkept.site.demonstration.providers import ORGANIZATIONS, PRACTITIONERS
from wellkept.site.demonstration.sign_ins import sign_ins

_LETTER, _EITHER = "[AC-HJKMNP-RT-Y]", "[AC-HJKMNP-RT-Y0-9]"
_MBI = re.compile(rf"[1-9]{_LETTER}{_EITHER}\d{_LETTER}{_EITHER}\d{_LETTER}{{2}}\d{{2}}")
_CIN = re.compile(r"9\d{7}[ACDEFGHMNT-Z]")


@pytest.mark.parametrize("day", [TODAY + timedelta(days=53 * n) for n in range(30)] + [date(2028, 2, 29)])
def test_everybody_is_as_old_as_their_household_says(day):
    for person in people_of(HOUSEHOLDS, today=day):
        assert person.age_on(day) == person.member.age, person.key
        if person.member.days_old is not None:
            assert (day - person.birth).days == person.member.days_old


def test_there_are_forty_households_and_no_two_people_share_a_number_or_a_key(people):
    assert len(HOUSEHOLDS) == 40
    assert len(people) >= 96
    assert len({person.number for person in people.values()}) == len(people)
    identifiers = [number for person in people.values() for number in (person.cin, person.mbi) if number]
    assert len(set(identifiers)) == len(identifiers)


def test_the_people_that_the_pages_need_are_there(people):
    assert people["delgado-rosa.rosa"].name == "Rosa Delgado"
    assert people["nakagawa-price.maya"].member.age == 15
    assert people["nakagawa-price.owen"].member.age == 12
    assert people["sundaram.asha"].member.days_old < 28
    assert people["abernathy.lucille"].cin
    assert people["abernathy.lucille"].mbi
    assert people["lindqvist.anders"].covered.end < TODAY
    assert {person.language for person in people.values() if person.household == "ramirez"} == {"es"}
    assert people["bright-osei.imogen"].subscriber == people["bright-osei.kwame"].subscriber
    assert max(len(person.name) for person in people.values()) > 60


def test_cin_only_with_medi_cal_and_mbi_only_with_medicare(people):
    for person in people.values():
        assert bool(person.cin) == (person.product in {"medi-cal", "dual"})
        assert bool(person.mbi) == (person.product in {"advantage", "dual"})


def test_numbers_have_their_real_formats():
    for n in range(500):
        assert _CIN.fullmatch(cin(f"p{n}"))
        assert _MBI.fullmatch(mbi(f"p{n}"))
        assert re.fullmatch(r"LH\d{8}", member_number(n))


def test_the_check_digit_is_the_one_of_the_published_example():
    assert luhn_digit("80840" + "123456789") == "3"
    assert luhn_digit("7992739871") == "3"


def test_every_provider_has_an_npi_of_their_own_that_passes_its_check():
    numbers = [one.npi for one in (*ORGANIZATIONS.values(), *PRACTITIONERS.values())]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert re.fullmatch(r"[12]\d{9}", number)
        assert luhn_digit("80840" + number[:-1]) == number[-1]
    assert npi(23_456_789) == "1234567893"


def test_nobody_is_called_like_someone_the_plan_knows_otherwise(people):
    doctors = {(doctor.given, doctor.family) for doctor in PRACTITIONERS.values()}
    assert not doctors & {(person.member.given, person.member.family) for person in people.values()}


def test_letters_that_an_enrolment_file_cannot_hold_become_plain():
    assert plain_letters("Keʻalohilani Trần Zieliński Peña") == "Kealohilani Tran Zielinski Pena"


def test_children_have_no_mail_and_no_child_is_a_subscriber_but_of_medi_cal(people):
    for person in people.values():
        if person.member.age < 18:
            assert person.email is None
            assert person.product == "medi-cal" or person.subscriber != person.number


def test_at_least_a_dozen_members_and_two_staff_can_sign_in(people):
    accounts = sign_ins(people)
    assert len({account.username for account in accounts}) == len(accounts)
    roles = [account.role for account in accounts]
    assert roles.count("member") >= 12
    assert {"member_services", "privacy_officer", "office_administrator", "office_staff"} <= set(roles)
    numbers = {person.number for person in people.values()}
    for account in accounts:
        assert (account.member_number in numbers) == (account.role == "member")
        assert set(account.helps) <= numbers
        assert account.story


def test_the_daughter_helps_her_mother(people):
    elena = next(account for account in sign_ins(people) if account.username == "elena")
    assert people["delgado-rosa.rosa"].number in elena.helps
    assert people["delgado-rosa.rosa"].subscriber != people["delgado.elena"].subscriber
