"""The page behind an invitation's link, for whoever has no account, and what it never tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors.member.conftest import page, site  # noqa: F401
from tests.doors.member.test_letting_in import link, offer
from wellkept.features.contact_details import add_contact
from wellkept.features.representation.invitations import USE, invite
from wellkept.gate import promised
from wellkept.identity import one_time
from wellkept.identity.models import Account
from wellkept.vault.contact_points import Kind

PASSWORD = "a lantern over four doors"


def said(**more):
    noor = {
        "first": "Noor", "last": "Haddad", "month": "7", "day": "1", "year": "1985", "user_name": "noor.h",
        "password": PASSWORD, "language": "en", "agrees": "1", "version": promised().version,
    }  # fmt: skip
    return {**noor, **more}


def invited(site, address="noor@example.org"):  # noqa: F811
    rosa = site.household.visitor("rosa")
    invite(rosa, offer(address=address))
    return link(rosa.person).replace("/helping/join/", "/join/")


@pytest.mark.promise("I5", "S5")
def test_who_is_no_member_reads_who_asks_makes_an_account_and_helps(site):  # noqa: F811
    where, client = invited(site), Client()
    text = page(client, where)
    assert "Rosa Delgado asks for your help" in text
    assert "You have no account: say yes, and make one" in text
    assert client.post(where, said())["Location"] == "/join/done"
    assert "Your account is there, and you may help" in page(client, "/join/done")
    assert client.get(where).status_code == 410
    opened = client.post("/sign-in", {"user_name": "noor.h", "password": PASSWORD, "next": "/helping"})
    assert opened["Location"] == "/helping"
    assert "Rosa Delgado" in page(client, "/helping")
    home = page(client, "/home")
    assert "Hello, Noor Haddad" in home
    assert "You are no member of the plan" in home
    assert client.post("/helping", {"person": str(site.household.rosa.person)}).status_code == 302
    assert "You are helping <strong>Rosa Delgado</strong>" in page(client, "/claims")
    assert "Noor Haddad" in page(site.signed_in("rosa"), "/helping")


@pytest.mark.promise("I5")
def test_after_the_end_there_is_a_plain_page_and_the_account_can_be_closed(site):  # noqa: F811
    where, client = invited(site), Client()
    client.post(where, said())
    client.post("/sign-in", {"user_name": "noor.h", "password": PASSWORD})
    leave = {"do": "leave", "person": str(site.household.rosa.person)}
    assert client.post("/helping", leave)["Location"] == "/helping?stopped=1"
    home = page(client, "/home")
    assert "You help nobody now." in home
    assert "Rosa" not in home
    for address in ("/coverage", "/claims", "/record", "/profile", "/your-information", "/security"):
        assert "Rosa" not in page(client, address).replace("Rosa Delgado asks", ""), address
    assert client.post("/security/end", {"old": PASSWORD, "how": "close"}).status_code == 302
    assert Account.objects.get(state="closed").person
    assert client.get("/home").status_code == 302


@pytest.mark.promise("I5")
def test_existing_account_holders_are_led_to_sign_in_and_back(site):  # noqa: F811
    where = invited(site)
    inside = where.replace("/join/", "/helping/join/")
    assert f"/sign-in?next={inside}" in page(Client(), where)
    assert where in page(Client(), f"/sign-in?next={inside}")
    assert site.signed_in("avery").get(where)["Location"] == inside


@pytest.mark.promise("I1", "I5")
def test_the_answer_and_the_work_are_the_same_whoever_the_address_belongs_to(site):  # noqa: F811
    avery = site.household.visitor("avery")
    add_contact(avery, avery.person, Kind.EMAIL, "avery@example.org")
    links = [invited(site, address) for address in ("avery@example.org", "rosa@example.org", "nobody@example.org")]
    page(Client(), links[0])  # what is decided once per process
    answers, works = [], []
    for where in links:
        secret = where.rpartition("/")[2]
        with CaptureQueriesContext(connections["default"]) as done:
            text = page(Client(), where).replace(secret, "")
        answers.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", text))
        works.append([one["sql"].split(" WHERE ")[0][:80] for one in done.captured_queries])
    assert answers[0] == answers[1] == answers[2]
    assert works[0] == works[1] == works[2]
    for where in links:
        assert Client().post(where, said(user_name=f"n.{where[-6:]}"))["Location"] == "/join/done"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": ""}, "Type your first name."),
        ({"day": "31", "month": "2"}, "There is no such day."),
        ({"year": "2999"}, "Check the year."),
        ({"user_name": "a b"}, "A user name has 4 to 60"),
        ({"user_name": "rosa"}, "Somebody else has this user name."),
        ({"agrees": ""}, "Check the box if you agree."),
        ({"version": "model/2026-05"}, "The privacy statement changed"),
        ({"language": "tlh"}, "Choose a language."),
        ({"password": "short"}, "at least"),
    ],
)
def test_the_form_says_what_is_wrong_and_the_link_stays_good(site, wrong, words):  # noqa: F811
    where, before = invited(site), Account.objects.count()
    answer = Client().post(where, said(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Account.objects.count() == before
    assert Client().get(where).status_code == 200


@pytest.mark.promise("I9")
def test_who_is_too_young_is_told_who_helps(site):  # noqa: F811
    where = invited(site)
    answer = Client().post(where, said(year=str(datetime.now(UTC).year - 9)))
    assert answer.status_code == 403
    assert "cannot have an account alone" in answer.content.decode()
    assert Client().get(where).status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_dead_link_says_what_to_do_and_no_name(site, language):  # noqa: F811
    where = invited(site)
    one_time.end(USE, one_time.leads_to(USE, where.rpartition("/")[2], at=datetime.now(UTC)))
    for address in (where, "/join/" + "x" * 43):
        for answer in (
            Client().get(address, headers={"Accept-Language": language}),
            Client().post(address, said(), headers={"Accept-Language": language}),
        ):
            assert answer.status_code == 410
            text = answer.content.decode()
            assert "Rosa" not in text
            assert "/sign-in" in text


def test_the_page_keeps_the_link_to_itself(site):  # noqa: F811
    answer = Client().get(invited(site))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] in {"same-origin", "strict-origin-when-cross-origin"}
