"""The pages of registration: each step, each wrong turn, and what a session of theirs does not open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.applicants import ADA, CHOSEN, code_sent, messages, on_record
from tests.doors.public.test_statement import words
from tests.features.test_outbox import STATEMENTS
from wellkept.features.registration import Number
from wellkept.identity.models import Account
from wellkept.ledger.models import Entry
from wellkept.vault.models import Outgoing

WHO = {
    "first": "Ada",
    "last": "Whitlock",
    "kind": "member_id",
    "number": "LH-0000 0018",
    "month": "4",
    "day": "5",
    "year": "1980",
    "zip_code": "90001-2345",
}
ACCOUNT = {"user_name": "ada.w", "password": CHOSEN.password, "email": "ada.new@example.org", "spoken": "spa"}
EXTRAS = {
    "network": "Fern Valley",
    "pcp": "Dr. Moss",
    "question_1": "first_job",
    "answer_1": "Larkspur",
    "question_2": "first_concert",
    "answer_2": "The Ferns",
}
CLOSED = ("/home", "/claims", "/coverage", "/record", "/your-information", "/security")


@pytest.fixture
def clock(site):
    with time_machine.travel(datetime.now(UTC), tick=False) as held:
        yield held


@pytest.fixture
def ada(clock):
    return on_record()


def post(client, address, said, *, language="en"):
    return client.post(address, said, headers={"Accept-Language": language})


def to_code(client, way="email", **said):
    assert post(client, "/register", WHO | said)["Location"] == "/register/way"
    assert post(client, "/register/way", {"way": way})["Location"] == "/register/code"


def to_account(client, ada):
    to_code(client)
    code = code_sent(ada, at=datetime.now(UTC))
    assert post(client, "/register/code", {"code": code})["Location"] == "/register/account"


@pytest.mark.promise("I1", "I2")
@pytest.mark.parametrize("version", STATEMENTS)
def test_a_member_registers_and_signs_in(site, ada, version):
    site.put_in_force(version)
    to_account(site.client, ada)
    extras = EXTRAS if version.startswith("caloptima") else {}
    assert ("security questions" in words(site.page("/register/account"))) is bool(extras)
    assert post(site.client, "/register/account", ACCOUNT | extras)["Location"] == "/register/done"
    assert "Sign in" in words(site.page("/register/done"))
    assert Account.objects.get().person == ada
    signed = post(site.client, "/sign-in", {"user_name": "ada.w", "password": CHOSEN.password})
    assert signed.status_code == 302
    assert site.client.session.account.person == ada


@pytest.mark.promise("I2")
def test_the_pages_are_the_same_for_nobody_for_a_member_and_for_who_has_an_account(site, ada):
    to_account(site.client, ada)
    post(site.client, "/register/account", ACCOUNT)
    other = on_record(replace(ADA, number=Number("member_id", "LH00000026")))
    shown = {}
    for name, said in {"nobody": {"last": "Nobody"}, "account": {}, "member": {"number": "LH00000026"}}.items():
        client = Client()
        answers = [post(client, "/register", WHO | said), client.get("/register/way")]
        answers += [post(client, "/register/way", {"way": "email"}), client.get("/register/code")]
        answers += [post(client, "/register/code", {"code": "000000"})]
        shown[name] = [(one.status_code, one.get("Location"), words(one.content.decode())) for one in answers]
    assert shown["nobody"] == shown["account"] == shown["member"]
    assert messages(other, at=datetime.now(UTC))
    assert not any("example.org" in text for _, _, text in shown["member"])


@pytest.mark.promise("I1")
def test_a_session_of_registration_opens_no_page_of_a_member(site, ada):
    def opens_nothing():
        for address in CLOSED:
            answer = site.client.get(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/sign-in"), address

    post(site.client, "/register", WHO)
    opens_nothing()
    to_account(site.client, ada)
    opens_nothing()
    assert set(site.client.session.keys()) == {"registration"}
    post(site.client, "/register/account", ACCOUNT)
    opens_nothing()
    assert dict(site.client.session) == {}


@pytest.mark.promise("I1")
def test_the_session_has_a_new_key_after_the_code_and_after_signing_in(site, ada):
    post(site.client, "/register", WHO)
    keys = [site.client.cookies["wk_session"].value]
    to_account(site.client, ada)
    keys.append(site.client.cookies["wk_session"].value)
    post(site.client, "/register/account", ACCOUNT)
    post(site.client, "/sign-in", {"user_name": "ada.w", "password": CHOSEN.password})
    keys.append(site.client.cookies["wk_session"].value)
    assert len(set(keys)) == 3


def test_no_step_can_be_skipped(site, ada):
    for address in ("/register/way", "/register/code", "/register/account"):
        assert site.client.get(address)["Location"] == "/register"
        assert post(site.client, address, ACCOUNT | {"way": "email", "code": "123456"})["Location"] == "/register"
    post(site.client, "/register", WHO)
    assert post(site.client, "/register/account", ACCOUNT)["Location"] == "/register"
    assert not Account.objects.exists()


def test_the_way_begins_anew_after_half_an_hour(site, ada, clock):
    post(site.client, "/register", WHO)
    clock.shift(timedelta(minutes=31))
    assert site.client.get("/register/way")["Location"] == "/register"


@pytest.mark.promise("I2")
def test_a_letter_is_enough_when_it_comes_days_later(site, ada, clock):
    to_code(site.client, "post")
    assert "letter is on its way" in words(site.page("/register/code"))
    code = code_sent(ada, at=datetime.now(UTC))
    clock.shift(timedelta(days=5))
    later = Client()
    post(later, "/register", WHO)
    assert "/register/code" in later.get("/register/way").content.decode()
    assert post(later, "/register/code", {"code": code})["Location"] == "/register/account"


@pytest.mark.promise("I4")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("version", STATEMENTS)
def test_a_child_is_told_who_may_act_and_which_office_helps(site, ada, version, language):
    site.put_in_force(version)
    answer = post(site.client, "/register", WHO | {"year": "2015"}, language=language)
    assert answer.status_code == 403
    page = answer.content.decode()
    said = words(page)
    assert ("18" if version.startswith("caloptima") else "13") in said
    assert "ftc.gov" in page
    assert 'class="facts__row"' in page
    assert ("parent or guardian" if language == "en" else "tutor") in said
    assert site.client.get("/register/way")["Location"] == "/register"
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"first": ""}, "Type your first name."),
        ({"number": "LH#1"}, "A member ID has"),
        ({"kind": "cin", "number": "91234567S"}, "A Medi-Cal number is"),
        ({"kind": "mbi", "number": "1SG4TE5MK73"}, "A Medicare number has"),
        ({"kind": "ssn"}, "Choose which number"),
        ({"month": "2", "day": "30"}, "There is no such day"),
        ({"day": "x"}, "The day is a number"),
        ({"year": "80"}, "The year has four digits"),
        ({"year": "2027"}, "Check the year"),
        ({"zip_code": "9000"}, "A ZIP code has five digits"),
        ({"first": "A\x00da"}, "Null characters"),
    ],
)
def test_what_cannot_be_right_is_said_beside_the_field_and_above(site, ada, said, told):
    answer = post(site.client, "/register", WHO | said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(told) == 2
    assert 'role="alert"' in page
    assert not Entry.objects.filter(verb="registration.match").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"user_name": "a b c d"}, "and no spaces"),
        ({"user_name": "abc"}, "and no spaces"),
        ({"email": "ada"}, "Type a whole address"),
        ({"phone": "1"}, "one of them cannot be right"),
        ({"password": "short"}, "at least 15"),
        ({"password": ""}, "Choose a password."),
    ],
)
def test_what_is_wrong_with_an_account_is_said_and_can_be_put_right(site, ada, said, told):
    to_account(site.client, ada)
    answer = post(site.client, "/register/account", ACCOUNT | said)
    assert answer.status_code == 422
    assert told in words(answer.content.decode())
    assert CHOSEN.password not in answer.content.decode()
    assert post(site.client, "/register/account", ACCOUNT)["Location"] == "/register/done"


def test_two_security_questions_are_two(site, ada):
    site.put_in_force("caloptima/2019-07-11")
    to_account(site.client, ada)
    answer = post(site.client, "/register/account", ACCOUNT | EXTRAS | {"question_2": "first_job"})
    assert answer.status_code == 422
    assert "another question" in words(answer.content.decode())


@pytest.mark.promise("I2")
def test_too_many_tries_are_told_with_who_helps(site, ada):
    for _ in range(10):
        post(site.client, "/register", WHO)
    answer = post(site.client, "/register", WHO)
    assert answer.status_code == 429
    assert "1-800-555-0142" in words(answer.content.decode())


def test_who_is_signed_in_is_sent_home(site, ada):
    to_account(site.client, ada)
    post(site.client, "/register/account", ACCOUNT)
    post(site.client, "/sign-in", {"user_name": "ada.w", "password": CHOSEN.password})
    assert site.client.get("/register")["Location"] == "/home"


def test_sign_in_and_the_welcome_page_lead_here(site):
    for address in ("/sign-in", "/"):
        assert 'href="/register"' in site.page(address)
    assert 'href="/register"' not in site.page("/staff/sign-in")


def test_no_page_of_registration_is_kept_by_a_browser(site, ada):
    to_account(site.client, ada)
    for address in ("/register", "/register/account", "/register/done"):
        assert "no-store" in site.client.get(address)["Cache-Control"]
