"""The record: entries by kind, results over time, and what it means where there are none."""

import pytest

from tests.doors.member.household import move_in
from tests.people import promise
from wellkept.features.record import KINDS, Answer, list_record, list_results, read_overview
from wellkept.gate import Refused


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


def answers(household, who, whose):
    found = read_overview(household.visitor(who), household.visitor(whose).person)
    return {kept.kind: kept.answer for kept in found.found}


@pytest.mark.promise("M5")
def test_the_overview_has_every_kind_and_says_of_each_what_there_is(household):
    found = answers(household, "rosa", "rosa")
    assert set(found) == set(KINDS)
    assert found["health.allergies"] is Answer.SOME
    assert found["health.immunisations"] is Answer.NONE


def test_before_anything_came_nothing_is_said_to_be_none(household):
    assert set(answers(household, "avery", "avery").values()) == {Answer.NOT_YET}


def test_where_protected_entries_are_closed_nothing_is_said_to_be_none(household):
    found = answers(household, "claire", "maya")
    assert found["health.conditions"] is Answer.SOME
    assert found["health.allergies"] is Answer.NONE_OPEN
    assert Answer.NONE not in found.values()


def test_a_list_of_one_kind_answers_alike(household):
    rosa, avery = household.visitor("rosa"), household.visitor("avery")
    assert list_record(rosa, rosa.person, "health.allergies").found.page.rows[0].title == "Penicillin"
    assert list_record(rosa, rosa.person, "health.visits").found.answer is Answer.NONE
    assert list_record(avery, avery.person, "health.visits").found.answer is Answer.NOT_YET


def test_results_are_series_oldest_first(household):
    rosa = household.visitor("rosa")
    series = list_results(rosa, rosa.person).found.series
    assert [(one.title, [float(point.value) for point in one.points]) for one in series] == [
        ("Hemoglobin A1c", [8.9, 7.5, 7.0, 6.8])
    ]
    assert list_results(rosa, rosa.person, kind="health.vitals").found.answer is Answer.NONE


@pytest.mark.promise("D1")
def test_member_services_open_no_medical_record(household):
    with pytest.raises(Refused):
        read_overview(household.visitor("dana"), household.visitor("rosa").person, purpose="treatment.care")
