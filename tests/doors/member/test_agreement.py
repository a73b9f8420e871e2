"""The page that asks for agreement before anything else is shown, and again when the statement changes (S5, S12)."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.sign_ins import sign_on
from wellkept import gate

pytestmark = pytest.mark.promise("S5", "S12")


@pytest.fixture
def changed(site):
    """A site whose statement got an other version after everybody had agreed."""
    gate.put_in_force("model/2026-05", at=datetime.now(UTC), told="")
    return site


def test_after_a_new_version_each_page_asks_first_and_goes_on_there(changed):
    client = sign_on(Client(), changed.household.rosa)
    answer = client.get("/claims?year=2026")
    assert answer["Location"] == "/agreement?next=%2Fclaims%3Fyear%3D2026"
    asked = client.get(answer["Location"]).content.decode()
    assert "Our privacy statement has a new version" in asked
    assert 'class="moves"' in asked
    version = re.search(r'name="version" value="([^"]+)"', asked).group(1)
    agreed = client.post("/agreement", {"version": version, "next": "/claims?year=2026"})
    assert agreed["Location"] == "/claims?year=2026"
    assert client.get("/claims").status_code == 200


def test_who_agrees_is_told_for_whom(changed):
    asked = sign_on(Client(), changed.household.elena).get("/agreement").content.decode()
    assert "for those you act for: Rosa Delgado" in asked


def test_a_version_that_was_replaced_while_one_read_is_not_agreed_to(changed):
    client = sign_on(Client(), changed.household.rosa)
    answer = client.post("/agreement", {"version": "model/2026-11"})
    assert answer.status_code == 409
    assert "A newer version came while you read" in answer.content.decode()
    assert client.get("/claims").status_code == 302


def test_who_does_not_agree_can_sign_out_and_read_what_is_public(changed):
    client = sign_on(Client(), changed.household.rosa)
    assert "I do not agree: sign out" in client.get("/agreement").content.decode()
    for public in ("/privacy-statement", "/contact"):
        assert client.get(public).status_code == 200


def test_who_has_agreed_is_not_asked_and_finds_nothing_to_do(site):
    client = site.signed_in("rosa")
    assert client.get("/claims").status_code == 200
    assert "There is nothing to do" in client.get("/agreement").content.decode()


def test_after_agreeing_one_is_sent_to_no_other_site(changed):
    client = sign_on(Client(), changed.household.rosa)
    sent = {"version": "model/2026-05", "next": "https://elsewhere.example/"}
    assert client.post("/agreement", sent)["Location"] == "/home"
