"""Coverage: the periods, and who the member is as far as her card says."""

import pytest

from tests.doors.member.household import TODAY, move_in
from tests.people import promise
from wellkept.features.coverage import read_coverage
from wellkept.gate import Refused


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


@pytest.mark.promise("M6")
def test_a_member_reads_her_coverage_with_her_name_and_number(household):
    rosa = household.visitor("rosa")
    found = read_coverage(rosa, rosa.person).found
    assert [period.plan for period in found.coverage.in_force(TODAY)] == ["Larkspur Silver PPO"]
    assert found.profile.full_name == "Rosa Delgado"
    assert [number.kind for number in found.profile.numbers] == ["member_id"]
    assert found.profile.birth_date is None, "the ask is for what a card says, and no more"


@pytest.mark.promise("D1")
def test_another_member_is_refused(household):
    with pytest.raises(Refused):
        read_coverage(household.visitor("avery"), household.visitor("rosa").person)
