"""Her history: every ask about her, by whom, and whether it was she who reads."""

import pytest

from tests.doors.member.household import look_as_staff, move_in
from tests.people import member, promise, stranger
from wellkept.features.claims import list_claims
from wellkept.features.trail import read_trail
from wellkept.gate import Refused


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


def verbs(trail):
    return [(one.row.verb, one.herself, one.who) for one in trail.found.happenings]


@pytest.mark.promise("R10", "P6")
def test_each_look_is_there_with_who_and_whether_it_was_herself(household):
    rosa = household.visitor("rosa")
    list_claims(rosa, rosa.person)
    look_as_staff(household, rosa.person)
    assert verbs(read_trail(rosa, rosa.person))[:3] == [
        ("trail.read", True, ""),
        ("claims.list", False, "Dana Ortiz"),
        ("claims.list", True, ""),
    ]


def test_what_she_did_through_another_account_is_hers_too(household):
    rosa = household.visitor("rosa")
    list_claims(member(rosa.person), rosa.person)
    assert verbs(read_trail(rosa, rosa.person))[1] == ("claims.list", True, "")
    assert read_trail(rosa, rosa.person, others_only=True).found.happenings == ()
    assert list_claims(rosa, rosa.person).last is None


def test_for_who_helps_her_the_members_own_asks_are_the_members(household):
    rosa, elena = household.visitor("rosa"), household.visitor("elena")
    list_claims(rosa, rosa.person)
    list_claims(elena, rosa.person)
    found = read_trail(elena, rosa.person).found.happenings
    assert [(one.herself, one.by_member) for one in found[:3]] == [(True, False), (True, False), (False, True)]
    assert [one.by_member for one in read_trail(elena, rosa.person, others_only=True).found.happenings] == [True]


def test_pages_go_on_by_key_and_lose_nothing(household):
    rosa = household.visitor("rosa")
    for _ in range(7):
        list_claims(rosa, rosa.person)
    whole = [one.row.number for one in read_trail(rosa, rosa.person).found.happenings]
    paged, before = [], whole[0] + 1
    while before is not None:
        page = read_trail(rosa, rosa.person, before=before, limit=3).found
        paged += [one.row.number for one in page.happenings]
        before = page.next
    assert paged == whole


def test_the_last_look_by_anybody_else_comes_with_whatever_is_shown(household):
    rosa = household.visitor("rosa")
    assert list_claims(rosa, rosa.person).last is None
    look_as_staff(household, rosa.person)
    assert list_claims(rosa, rosa.person).last.party == "workforce.member_services"
    list_claims(household.visitor("elena"), rosa.person)
    assert list_claims(rosa, rosa.person).last.party == "representative.invited"


def test_a_refused_look_is_no_look_but_is_in_the_history(household):
    rosa = household.visitor("rosa")
    with pytest.raises(Refused):
        list_claims(household.visitor("avery"), rosa.person)
    found = read_trail(rosa, rosa.person)
    assert found.last is None
    assert found.found.happenings[1].row.verdict == "refused"


@pytest.mark.promise("D1")
@pytest.mark.parametrize("who", ["avery", "dana"])
def test_nobody_else_reads_it(household, who):
    rosa = household.visitor("rosa")
    with pytest.raises(Refused):
        read_trail(household.visitor(who), rosa.person)
    with pytest.raises(Refused):
        read_trail(stranger(), None)
