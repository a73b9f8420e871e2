"""Who may act for whom, and how those who are helped are called."""

import pytest

from tests.doors.member.household import move_in
from tests.people import promise, stranger
from wellkept.features import representation
from wellkept.features.claims import list_claims
from wellkept.features.names import read_name, read_names
from wellkept.gate import Refused
from wellkept.ledger.models import Entry


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


def test_a_grant_opens_and_is_written_down_before_and_after(household):
    rosa, avery = household.visitor("rosa"), household.visitor("avery")
    with pytest.raises(Refused):
        list_claims(avery, rosa.person)
    representation.grant(rosa, rosa.person, avery.person, "representative.invited")
    assert list_claims(avery, rosa.person).found.rows
    verdicts = Entry.objects.filter(verb="representation.grant").order_by("number").values_list("verdict", flat=True)
    assert list(verdicts) == ["allowed", "done"]


def test_nobody_can_let_herself_in(household):
    rosa, avery = household.visitor("rosa"), household.visitor("avery")
    with pytest.raises(Refused):
        representation.grant(avery, rosa.person, avery.person, "representative.invited")


def test_whom_i_help_is_my_own_list(household):
    elena, rosa = household.visitor("elena"), household.visitor("rosa")
    assert representation.whom_i_help(elena) == ((rosa.person, "representative.invited"),)
    assert representation.whom_i_help(rosa) == ()
    with pytest.raises(Refused):
        representation.whom_i_help(stranger())


def test_names_are_read_one_entry_each_and_only_where_open(household):
    elena, rosa, avery = (household.visitor(name) for name in ("elena", "rosa", "avery"))
    before = Entry.objects.count()
    assert read_names(elena, [rosa.person, avery.person]) == {rosa.person: "Rosa Delgado"}
    assert Entry.objects.count() == before + 2
    assert read_name(rosa, rosa.person) == "Rosa Delgado"
    with pytest.raises(Refused):
        read_name(avery, rosa.person)
