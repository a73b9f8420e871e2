"""Who is too young for an account, and what becomes of what such a child gave."""

from datetime import UTC, datetime

import pytest

from tests.features.representation.family import born, enrol, one, person
from tests.people import member, promise
from tests.vault.conftest import permit_for
from wellkept.features.accounts import make_member_account
from wellkept.features.children import find_too_young, remove_all_given
from wellkept.features.people import read_profile
from wellkept.features.representation.by_enrolment import let_parents_act
from wellkept.features.sign_in import sign_in
from wellkept.gate import Refused, promised
from wellkept.identity.accounts import make_account
from wellkept.identity.models import Account
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault import people
from wellkept.vault.models import Detail, Outgoing

NOW = datetime.now(UTC)


def child_of(years, *, days=1):
    enrol(one("M1", "self", born(40)), one("M3", "child", born(years, days=days)))
    let_parents_act(CLOCK, [person("M3")])
    return person("M3")


@pytest.mark.promise("I4")
@pytest.mark.parametrize("statement", shipped())
def test_whoever_is_below_the_age_of_the_statement_makes_no_account_by_any_door(house, statement):
    promise(statement)
    under = promised().old_enough
    child = child_of(under - 1)
    for purpose in make_member_account.declared.purposes:
        assert purpose == "site.security"
    with pytest.raises(Refused):
        make_member_account(member(child), child, "kim", "a long enough password")
    assert not Account.objects.exists()


@pytest.mark.promise("I4")
@pytest.mark.parametrize("statement", shipped())
def test_whoever_has_the_age_makes_one(house, statement):
    promise(statement)
    old_enough = child_of(promised().old_enough)
    make_member_account(member(old_enough), old_enough, "kim", "a long enough password")
    assert Account.objects.get().person == old_enough


@pytest.mark.promise("I4")
def test_the_ages_are_those_of_the_documents(house):
    ages = {}
    for statement in shipped():
        promise(statement)
        ages[statement] = promised().old_enough
    assert ages.pop("caloptima/2019-07-11") == 18
    assert set(ages.values()) == {13}


@pytest.mark.promise("I4")
def test_a_child_with_an_account_from_before_does_not_sign_in_where_eighteen_is_the_age(house):
    promise("caloptima/2019-07-11")
    with pytest.raises(Refused):
        sign_in(member(child_of(15)))


@pytest.mark.promise("I4")
@pytest.mark.parametrize("statement", shipped())
def test_what_a_child_gave_is_deleted_with_an_entry_and_a_note_to_the_parent(house, statement):
    promise(statement)
    child = child_of(12)
    people.take_in(
        permit_for(child),
        {"contact.email": [{"system": "email", "value": "kim@example.org"}]},
        known_by=(),
        source="person.member",
    )
    make_account("kim", "a long enough password", at=NOW, person=child)
    assert remove_all_given(CLOCK, at=NOW) == 1
    assert not Detail.objects.filter(source="person.member").exists()
    assert not Account.objects.exists()
    assert read_profile(member(person("M1")), child).full_name
    verdicts = list(
        Entry.objects.filter(verb="children.remove_given").order_by("number").values_list("verdict", flat=True)
    )
    assert verdicts == ["allowed", "done"]
    assert Outgoing.objects.filter(person_id=person("M1")).count() == 1
    assert remove_all_given(CLOCK, at=NOW) == 0


def test_nobody_of_age_and_nobody_of_unknown_age_is_touched(house):
    promise()
    for who in (child_of(13), people.make(permit_for(None), enrolled=True)):
        make_account(who.hex, "a long enough password", at=NOW, person=who)
    assert find_too_young(CLOCK) == ((), 0)
    assert remove_all_given(CLOCK, at=NOW) == 0
