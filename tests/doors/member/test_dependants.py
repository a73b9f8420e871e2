"""The page for facts about dependants: given with what they are for, seen, corrected, removed (I5)."""

import re

import pytest

from tests.doors.member.conftest import page
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault.models import DependantFact

FACT = {"about": "my daughter", "words": "cannot eat nuts", "need": "the menu of the holiday course"}
pytestmark = pytest.mark.promise("I5")


def given(client):
    assert client.post("/dependants/add", FACT)["Location"] == "/dependants?saved=1"
    return re.search(r'href="(/dependants/[0-9a-f-]{36})"', page(client, "/dependants")).group(1)


def test_a_fact_is_given_with_what_it_is_for_and_seen(site):
    client = site.signed_in("rosa")
    assert "Nothing yet." in page(client, "/dependants")
    given(client)
    text = page(client, "/dependants?saved=1")
    assert "It is saved" in text
    for words in FACT.values():
        assert words in text


def test_a_fact_without_what_it_is_for_is_not_kept(site):
    client = site.signed_in("rosa")
    answer = client.post("/dependants/add", FACT | {"need": " "})
    assert answer.status_code == 422
    assert "Say what it is for. We use it for that alone." in answer.content.decode()
    assert not DependantFact.objects.exists()


def test_a_fact_is_corrected_then_removed(site):
    client = site.signed_in("rosa")
    one = given(client)
    assert "cannot eat nuts" in page(client, one)
    client.post(one, FACT | {"words": "cannot eat peanuts"})
    assert "cannot eat peanuts" in page(client, "/dependants")
    assert client.post(one, {"do": "remove"})["Location"] == "/dependants?removed=1"
    assert "Nothing yet." in page(client, "/dependants")
    assert client.get(one).status_code == 404
    done = Entry.objects.filter(verdict="done", verb__startswith="dependants.").order_by("number")
    assert list(done.values_list("verb", flat=True)) == ["dependants.give", "dependants.correct", "dependants.remove"]


def test_anothers_fact_is_not_there(site):
    one = given(site.signed_in("rosa"))
    avery = site.signed_in("avery")
    assert avery.get(one).status_code == avery.post(one, {"do": "remove"}).status_code == 404
    assert DependantFact.objects.count() == 1


@pytest.mark.parametrize("statement", shipped())
def test_each_statement_gives_the_form_or_says_that_it_is_not_asked_for(site, statement):
    site.put_in_force(statement)
    client = site.signed_in("rosa")
    text = page(client, "/dependants")
    asks = 'href="/dependants/add"' in text
    assert asks is not ("does not say that we collect such facts" in text)
    answer = client.get("/dependants/add")
    assert answer.status_code == (200 if asks else 302)
    assert client.post("/dependants/add", FACT)["Location"] == ("/dependants?saved=1" if asks else "/dependants")
    assert DependantFact.objects.exists() is asks


def test_the_page_is_linked_from_the_profile_and_from_helping(site):
    client = site.signed_in("rosa")
    for address in ("/profile", "/helping"):
        assert 'href="/dependants"' in page(client, address)


@pytest.mark.parametrize(("statement", "may"), [("model/2026-11", True), ("kaiser-permanente/2021-10", False)])
def test_who_helps_gives_facts_where_the_statement_lets_a_helper(site, statement, may):
    site.put_in_force(statement)
    given(site.signed_in("rosa"))
    client = site.helping("elena", "rosa")
    text = page(client, "/dependants")
    assert "Facts about the family of Rosa Delgado" in text
    assert ("Only Rosa Delgado can add something here." in text) is not may
    client.post("/dependants/add", FACT)
    assert DependantFact.objects.filter(person_id=site.household.rosa.person).count() == 1 + may
