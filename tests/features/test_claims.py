"""Claims: whom the gate lets read them, how far, and what comes back with them."""

from uuid import uuid4

import pytest

from tests.doors.member.household import move_in
from tests.people import promise, stranger
from wellkept.features.claims import NotThere, list_claims, read_claim
from wellkept.features.showing import told
from wellkept.gate import Refused
from wellkept.ledger.models import Entry


@pytest.fixture
def household(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


@pytest.mark.promise("D1")
def test_a_member_reads_her_own_and_the_entry_comes_first(household):
    rosa = household.visitor("rosa")
    before = Entry.objects.count()
    found = list_claims(rosa, rosa.person)
    assert len(found.found.rows) == 25
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("number")
    assert (entry.verb, entry.verdict, entry.purpose) == ("claims.list", "allowed", "member.access")


@pytest.mark.promise("D1")
@pytest.mark.parametrize("who", ["avery", "claire"])
def test_another_member_is_refused_and_it_is_written_down(household, who):
    rosa = household.visitor("rosa")
    before = Entry.objects.filter(verdict="refused").count()
    with pytest.raises(Refused):
        list_claims(household.visitor(who), rosa.person)
    assert Entry.objects.filter(verdict="refused").count() == before + 1


def test_a_stranger_is_refused(household):
    with pytest.raises(Refused):
        list_claims(stranger(), None)


def test_a_parent_sees_what_is_not_the_minors_own(household):
    maya = household.visitor("maya")
    found = list_claims(household.visitor("claire"), maya.person)
    assert len(found.found.rows) == 1
    assert "sensitive.hiv" in found.because.closed
    assert len(list_claims(maya, maya.person).found.rows) == 2


def test_a_claim_that_a_permit_does_not_open_is_not_there(household):
    maya = household.visitor("maya")
    hers = list_claims(maya, maya.person).found.rows
    private = next(row.id for row in hers if row.is_sensitive)
    assert read_claim(maya, maya.person, private).found.id == private
    with pytest.raises(NotThere):
        read_claim(household.visitor("claire"), maya.person, private)
    with pytest.raises(NotThere):
        read_claim(maya, maya.person, uuid4())


@pytest.mark.parametrize(("language", "because"), [("en", "Our statement allows this:"), ("es", "Nuestra declaración")])
def test_why_it_may_be_shown_is_quoted_in_the_readers_language(household, language, because):
    rosa = household.visitor("rosa")
    said = told(list_claims(rosa, rosa.person).because, language)
    assert said.because.startswith(because)
    assert said.citations[0].kind == "statement"
    assert said.citations[0].language == language
