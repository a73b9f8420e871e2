"""Helping somebody: only who let one, on every page one sees whom, and it ends when the member ends it."""

from uuid import uuid4

import pytest

from tests.doors.member.conftest import page
from tests.vault.conftest import permit_for
from wellkept.ledger.models import Entry
from wellkept.vault import standing


def test_a_daughter_sees_her_mothers_pages_under_a_banner(site):
    client = site.helping("elena", "rosa")
    for address in ("/home", "/claims", "/coverage", "/record", "/record/results", "/your-information"):
        text = page(client, address)
        assert "You are helping <strong>Rosa Delgado</strong>" in text, address
    assert "$25.00" in page(client, "/claims")
    client.post("/helping/stop")
    text = page(client, "/claims")
    assert "You are helping" not in text
    assert "No claims yet" in text


def test_her_looks_stand_in_her_mothers_history_as_hers(site):
    page(site.helping("elena", "rosa"), "/claims")
    text = page(site.signed_in("rosa"), "/your-information/others")
    assert "a person you invited opened your claims" in text


@pytest.mark.parametrize("chosen", ["avery", "nobody", "", "' OR 1=1"])
def test_nobody_can_choose_somebody_who_did_not_let_her(site, chosen):
    client = site.signed_in("elena")
    person = {"avery": str(site.household.avery.person), "nobody": str(uuid4())}.get(chosen, chosen)
    answer = client.post("/helping", {"person": person})
    assert answer.status_code == 422
    assert "You may not help the person that was chosen." in answer.content.decode()
    assert "helping" not in client.session


def test_what_the_member_takes_back_ends_at_the_next_page(site):
    client = site.helping("elena", "rosa")
    page(client, "/claims")
    standing.withdraw(permit_for(site.household.rosa.person), viewer=site.household.elena.person)
    answer = client.get("/claims")
    assert answer["Location"] == "/helping?ended=1"
    assert "You can no longer help this person" in page(client, "/helping?ended=1")
    assert "No claims yet" in page(client, "/claims")


def test_a_session_that_names_a_stranger_opens_nothing(site):
    client = site.signed_in("avery")
    session = client.session
    session["helping"] = str(site.household.rosa.person)
    session.save()
    before = Entry.objects.filter(verdict="refused").count()
    assert client.get("/claims").status_code == 302
    assert Entry.objects.filter(verdict="refused").count() == before + 1


def test_who_helps_nobody_is_told_how_it_begins(site):
    assert "You help nobody yet" in page(site.signed_in("avery"), "/helping")
