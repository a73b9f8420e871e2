"""Enrolment through the gate."""

import pytest

from tests.doors.feeds.writing_834 import Member, file_of
from tests.people import promise
from wellkept.doors.feeds.enrolment_834 import members
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.taking_in import Outcome
from wellkept.identity.systems import feed
from wellkept.ledger.models import Entry
from wellkept.vault.models import Detail, Identifier, Person, Quarantined

SENDER = feed("feed.enrolment")


@pytest.fixture(autouse=True)
def in_force(house):
    promise()


def records(*sent):
    return list(members(file_of(*sent)))


@pytest.mark.promise("P6", "D1")
def test_each_member_is_asked_for_once_and_the_clause_is_cited(house):
    took = take_in_enrolments(SENDER, records(Member(number="M1"), Member(number="M2"), Member(number="M1")))
    assert [one.outcome for one in took] == [Outcome.LOADED, Outcome.LOADED, Outcome.UNCHANGED]
    asked = Entry.objects.filter(verb="enrolment.take_in", verdict="allowed").exclude(subject=None)
    assert asked.count() == 2
    assert all(asked.values_list("clauses", flat=True))
    assert set(asked.values_list("action", "party")) == {("collect", "feed.enrolment")}


def test_who_was_made_and_never_filled_is_found_again(house, monkeypatch):
    class Killed(Exception):
        pass

    def killed(*_, **__):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("wellkept.features.enrolment.admit_each", killed)
        with pytest.raises(Killed):
            take_in_enrolments(SENDER, records(Member(number="M1")))
    assert (Person.objects.count(), Identifier.objects.count(), Detail.objects.count()) == (1, 1, 0)
    take_in_enrolments(SENDER, records(Member(number="M1")))
    assert Person.objects.count() == 1
    assert Detail.objects.filter(category="identity.name").exists()


def test_what_cannot_be_anyones_is_sealed_away_as_a_record(house):
    dependant = Member(number="M1", indicator="N")
    (took,) = take_in_enrolments(SENDER, records(dependant))
    assert took.outcome is Outcome.QUARANTINED
    assert b"RIVERA" not in bytes(Quarantined.objects.get().sealed)
    assert not Person.objects.exists()
