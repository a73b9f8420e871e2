"""What a grant reaches, from when to when, and who ends it."""

from datetime import timedelta

import pytest

from tests.doors.member.household import move_in
from tests.features.representation.family import TODAY
from tests.people import promise
from wellkept.features import representation
from wellkept.features.claims import list_claims
from wellkept.features.names import read_name
from wellkept.features.record import read_overview
from wellkept.features.representation.grants import longest, what_i_hold
from wellkept.gate import Refused
from wellkept.ledger.models import Entry
from wellkept.vault.models import Grant, Standing


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


@pytest.fixture
def pair(household):
    return household.visitor("rosa"), household.visitor("avery")


@pytest.mark.promise("I5")
def test_a_grant_opens_the_kinds_of_data_it_names_and_no_other(pair):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person, data=("claims",))
    assert list_claims(avery, rosa.person).found.rows
    assert read_name(avery, rosa.person) == "Rosa Delgado"
    with pytest.raises(Refused):
        read_overview(avery, rosa.person)


@pytest.mark.promise("I5")
def test_who_may_look_cannot_act(pair):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person, acts=False)
    assert list_claims(avery, rosa.person).found.rows
    with pytest.raises(Refused):
        representation.grant(avery, rosa.person, avery.person)


@pytest.mark.promise("I5")
def test_who_may_act_cannot_let_others_in_or_stay_longer(pair, household):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person)
    for to in (household.visitor("elena").person, avery.person):
        with pytest.raises(Refused):
            representation.grant(avery, rosa.person, to)


@pytest.mark.promise("I5")
def test_a_grant_holds_from_its_first_day_up_to_its_last(pair):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person, begins=TODAY + timedelta(days=1))
    with pytest.raises(Refused):
        list_claims(avery, rosa.person)
    assert representation.whom_i_help(avery) == ()
    representation.grant(rosa, rosa.person, avery.person, until=TODAY)
    with pytest.raises(Refused):
        list_claims(avery, rosa.person)
    representation.grant(rosa, rosa.person, avery.person, until=TODAY + timedelta(days=1))
    assert list_claims(avery, rosa.person).found.rows


def test_no_grant_lasts_longer_than_the_plan_lets_it(pair):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person, until=TODAY + timedelta(days=9999))
    (held,) = what_i_hold(avery)
    assert held.terms.ends == TODAY + timedelta(days=longest())


@pytest.mark.promise("I5")
def test_either_side_ends_it_and_the_next_request_is_refused(pair):
    rosa, avery = pair
    for ends in (
        lambda which: representation.end(rosa, which),
        lambda _: representation.leave(avery, rosa.person),
    ):
        which = representation.grant(rosa, rosa.person, avery.person)
        assert list_claims(avery, rosa.person).found.rows
        assert ends(which).ended is not None
        with pytest.raises(Refused):
            list_claims(avery, rosa.person)
        assert ends(which) is None
    assert Grant.objects.filter(ended=None, viewer=avery.person).count() == 0
    assert not Standing.objects.filter(viewer=avery.person, person_id=rosa.person).exists()
    verbs = set(Entry.objects.filter(verdict="done").values_list("verb", flat=True))
    assert verbs >= {"representation.grant", "representation.end", "representation.carry_out_leaving"}


def test_the_member_changes_what_she_gave_and_nobody_else_does(pair):
    rosa, avery = pair
    which = representation.grant(rosa, rosa.person, avery.person, reason="She reads me my letters.", called="Avery")
    assert not representation.change(avery, which, data=("*",), acts=True, until=None)
    assert representation.change(rosa, which, data=("coverage",), acts=False, until=TODAY + timedelta(days=3))
    with pytest.raises(Refused):
        list_claims(avery, rosa.person)
    known = representation.who_helps_me(rosa)[0]
    assert (known.terms.data, known.terms.acts, known.terms.reason) == (
        ("coverage",), False, "She reads me my letters.",
    )  # fmt: skip
    assert what_i_hold(avery)[0].terms.reason == ""


def test_a_minor_lets_nobody_in_and_nobody_lets_herself_in_as_a_parent(pair, household):
    rosa, avery = pair
    maya = household.visitor("maya")
    with pytest.raises(representation.NotYoursToGive):
        representation.grant(maya, maya.person, avery.person)
    with pytest.raises(representation.NotYoursToGive):
        representation.grant(rosa, rosa.person, avery.person, "representative.parent")


def test_the_second_grant_between_two_replaces_the_first(pair):
    rosa, avery = pair
    representation.grant(rosa, rosa.person, avery.person, data=("claims",))
    representation.grant(rosa, rosa.person, avery.person, data=("coverage",))
    assert sorted(Grant.objects.filter(viewer=avery.person).values_list("ended_by", flat=True)) == ["", "replaced"]
    with pytest.raises(Refused):
        list_claims(avery, rosa.person)
