"""The profile's pages: one click away, each form with its faults and its undo, and whose it is when helping."""

import re

import pytest
from django.test import Client

from tests.doors.member.conftest import page
from tests.vault.conftest import permit_for
from wellkept.exits import kept
from wellkept.features.outbox import send_waiting
from wellkept.identity.systems import CLOCK
from wellkept.statement.load import shipped
from wellkept.vault import preferences
from wellkept.vault.models import ContactPoint

THIRD, CALOPTIMA = "kaiser-permanente/2021-10", "caloptima/2019-07-11"


def kept_of(site, name):
    return preferences.read(permit_for(getattr(site.household, name).person))


@pytest.mark.promise("I8")
@pytest.mark.parametrize("version", shipped())
def test_the_profile_is_one_click_from_every_signed_in_page(site, version):
    site.put_in_force(version)
    client = site.signed_in("rosa")
    for address in ("/home", "/your-information", "/privacy-statement"):
        header = page(client, address).partition("</header>")[0]
        assert 'href="/profile"' in header, address
    assert "Contact details" in page(client, "/profile")
    assert 'href="/profile"' not in Client().get("/privacy-statement").content.decode()


@pytest.mark.promise("I8")
def test_she_is_greeted_by_the_name_she_wants_until_she_undoes_it(site):
    client = site.signed_in("rosa")
    assert client.post("/profile/name", {"first": "Rosita", "said": "roh-SEE-tah"})["Location"] == "/profile?saved=1"
    text = page(client, "/profile?saved=1")
    assert "Rosita" in text
    assert "Undo it" in text
    assert "Hello, Rosita<" in page(client, "/home")
    assert client.post("/profile", {"do": "undo"})["Location"] == "/profile?undone=1"
    assert "Rosita" not in page(client, "/profile")
    assert client.post("/profile", {"do": "undo"})["Location"] == "/profile"


@pytest.mark.promise("I8")
def test_what_the_statement_does_not_open_is_not_asked_for_and_it_says_why(site):
    site.put_in_force(CALOPTIMA)
    client = site.signed_in("rosa")
    text = page(client, "/profile")
    assert "/profile/name" not in text
    assert "/profile/messages" not in text
    assert "Preferred first name, Kinds of messages you want." in text
    for address in ("/profile/name", "/profile/messages"):
        answer = client.post(address, {"first": "Rosita", "email": ["outreach.surveys"]})
        assert answer.status_code == 404
        assert "does not say that we collect this" in answer.content.decode()
    assert kept_of(site, "rosa") == preferences.Preferences(languages=kept_of(site, "rosa").languages)


@pytest.mark.promise("I8")
def test_her_language_holds_in_the_next_browser_and_in_this_one_what_was_chosen(site):
    client = site.signed_in("rosa")
    client.post("/profile/languages", {"written": "spa", "spoken": "vie"})
    assert "Tiếng Việt" in page(client, "/profile")
    elsewhere = site.signed_in("rosa", language="en")
    assert '<html lang="es"' in page(elsewhere, "/home")
    elsewhere.post("/language", {"language": "en", "next": "/"})
    assert '<html lang="en"' in page(elsewhere, "/home")
    client.post("/profile", {"do": "undo"})
    assert '<html lang="en"' in page(site.signed_in("rosa", language="en"), "/home")


@pytest.mark.promise("I8")
def test_needs_and_messages_are_ticked_and_shown(site):
    site.put_in_force(THIRD)
    client = site.signed_in("rosa")
    client.post("/profile/needs", {"needs": ["large_print", "interpreter"]})
    client.post("/profile/messages", {"text": ["outreach.surveys"], "voice": []})
    assert kept_of(site, "rosa").needs == preferences.Needs(large_print=True, interpreter=True)
    assert kept_of(site, "rosa").messages == {"email": (), "text": ("outreach.surveys",), "voice": ()}
    text = page(client, "/profile")
    assert "In large print" in text
    assert "Sending surveys" in text


def test_faults_are_told_at_the_head_and_at_the_field(site):
    client = site.signed_in("rosa")
    answer = client.post("/profile/name", {"first": "R" * 61})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert text.count("Give a name of at most 60 letters.") == 2
    assert 'href="#id_first"' in text
    assert client.post("/profile/languages", {"written": "xxx"}).status_code == 422


@pytest.mark.promise("I8")
def test_a_new_address_is_added_by_its_code_and_removed(site):
    client = site.signed_in("rosa")
    rosa = site.household.rosa.person
    assert client.post("/profile/contacts/add/email", {"value": "nonsense"}).status_code == 422
    where = client.post("/profile/contacts/add/email", {"value": "rosa.new@example.org"})["Location"]
    assert re.fullmatch(r"/profile/contacts/[0-9a-f-]{36}", where)
    assert "waits for its code" in page(client, "/profile")
    assert client.post(where, {"code": "000000"}).status_code == 422
    assert client.post(where, {"do": "again"}).status_code == 200
    from wellkept.doors.clock.writing import write

    send_waiting(CLOCK, write)
    codes = [re.search(r"\b\d{6}\b", one.message.text) for one in kept.kept(permit_for(rosa))]
    code = [found[0] for found in codes if found][-1]
    assert client.post(where, {"code": code})["Location"] == "/profile?verified=1#contacts"
    point = ContactPoint.objects.get(person_id=rosa)
    assert point.verified_at is not None
    client.post("/profile", {"do": "prefer", "point": str(point.id)})
    assert "we write here first" in page(client, "/profile")
    client.post("/profile", {"do": "remove", "point": str(point.id)})
    assert "rosa.new@example.org" not in page(client, "/profile")
    assert client.get(where)["Location"] == "/profile#contacts"


@pytest.mark.promise("I8", "I5")
def test_a_helper_sees_whose_profile_it_is_and_what_is_not_hers_to_change(site):
    client = site.helping("elena", "rosa")
    text = page(client, "/profile")
    assert "Profile of Rosa Delgado" in text
    assert "You are helping <strong>Rosa Delgado</strong>" in text
    assert "Not yours to change" in text or 'href="/profile/name"' in text
    site.put_in_force("kaiser-permanente/early")
    answer = client.post("/profile/messages", {"email": ["outreach.surveys"]})
    assert answer.status_code == 403
    assert kept_of(site, "rosa").messages is None


def test_a_stranger_is_sent_to_sign_in_and_other_kinds_of_contact_are_not_there(site):
    assert Client().get("/profile").status_code == 302
    assert Client().post("/profile/name", {"first": "Mallory"}).status_code == 302
    assert site.signed_in("rosa").get("/profile/contacts/add/pigeon").status_code == 404
