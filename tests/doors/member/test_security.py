"""One's own account: what can be changed there, by what proof, and what ends with it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import pyotp
import pytest
import time_machine
from django.test import Client

from tests.doors.member.household import PASSWORD
from wellkept.identity import accounts, known_browsers, second_steps, sessions
from wellkept.identity.models import Account, Session, State
from wellkept.identity.sessions import SessionStore
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault.models import Outgoing

NEW = "a lantern over four doors"


def post(client, what, **said):
    return client.post(f"/security/{what}", said)


def test_a_new_password_ends_every_other_session(site):
    here, there = site.signed_in("rosa"), site.signed_in("rosa")
    assert post(here, "password", password="short").status_code == 422
    assert there.get("/home").status_code == 200
    assert post(here, "password", password=NEW)["Location"] == "/security?done=password"
    assert here.get("/home").status_code == 200
    assert there.get("/home").status_code == 302
    assert accounts.opened_by("rosa", NEW)
    assert not accounts.opened_by("rosa", PASSWORD)
    assert Entry.objects.filter(verb="security.password", verdict="done").count() == 1


@pytest.mark.promise("I6")
@pytest.mark.parametrize(
    ("password", "said"), [("short", "at least 15"), ("larkspurlarkspur", "guess"), ("abcdefghijklmnop", "guess")]
)
def test_a_password_that_will_not_do_is_told_why(site, password, said):
    answer = post(site.signed_in("rosa"), "password", password=password)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.promise("I6")
def test_the_statement_with_advice_on_passwords_is_linked_and_the_others_are_not(site):
    for statement, advises in (("caloptima/2019-07-11", True), ("kaiser-permanente/early", False)):
        site.put_in_force(statement)
        page = site.signed_in("rosa").get("/security/password").content.decode()
        assert ("#clause-passwords" in page) is advises


def test_who_guesses_at_an_open_session_has_ten_tries(site):
    client = site.signed_in("rosa")
    for _ in range(10):
        assert "not your password now" in post(client, "confirm", password="x").content.decode()
    assert "Too many tries" in post(client, "confirm", password=PASSWORD).content.decode()


def set_up(client):
    page = client.get("/security/app").content.decode()
    secret = re.search(r'id="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    return client.post("/security/app", {"code": pyotp.TOTP(secret).now()})


@pytest.mark.promise("I6")
def test_an_app_is_set_up_with_ten_codes_and_removed(site):
    client = site.signed_in("rosa")
    assert set_up(client).content.decode().count('<li class="mono">') == 10
    [step] = second_steps.of_account(site.household.rosa.id).kept
    assert client.session["proved"] == "second_factor"
    assert post(client, "remove", step="none").status_code == 422
    assert post(client, "remove", step=uuid4()).status_code == 302
    assert second_steps.are_on(site.household.rosa.id)
    assert post(client, "remove", step=step.id).status_code == 302
    assert not second_steps.are_on(site.household.rosa.id)


@pytest.fixture
def later(site):
    """Browsers of Rosa's household, eleven minutes after she signed in."""
    clients = site.signed_in("rosa"), site.signed_in("rosa")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=False) as clock:
        clients[0].clock = clock
        yield clients


CHANGES = (
    *("/security/password", "/security/app", "/security/passkey", "/security/passcode", "/security/end"),
    *("/profile/contacts/add/email", f"/profile/contacts/{uuid4()}"),
)
SENT = (
    ("/security/password", {"password": NEW}),
    ("/security/app", {"code": "123456"}),
    ("/security/passkey", {"credential": "{}"}),
    ("/security/passkey/options", {}),
    ("/security/recovery-codes", {}),
    ("/security/remove", {"step": str(uuid4())}),
    ("/security/passcode", {"new_passcode": "274913"}),
    ("/security/end", {"how": "close"}),
    ("/profile/contacts/add/email", {"value": "thief@example.org"}),
    ("/profile", {"do": "prefer", "point": str(uuid4())}),
    ("/profile", {"do": "remove", "point": str(uuid4())}),
)


@pytest.mark.promise("I6")
def test_what_takes_an_account_over_wants_a_proof_of_the_last_ten_minutes(later):
    client, _ = later
    for address in CHANGES:
        assert client.get(address)["Location"] == f"/security/confirm?next={quote(address, safe='')}", address
    for address, said in SENT:
        answer = client.post(address, said, headers={"Referer": f"http://testserver{address}"})
        assert answer["Location"].startswith("/security/confirm?next="), address
    assert accounts.opened_by("rosa", PASSWORD).state == State.OPEN
    assert client.get("/security").status_code == 200


@pytest.mark.promise("I6")
def test_the_password_shown_again_opens_them_for_ten_minutes_under_a_new_key(later):
    client, _ = later
    before = client.cookies["wk_session"].value
    began = SessionStore(before).made
    assert post(client, "confirm", password="wrong", next="/security/app").status_code == 422
    assert client.get("/security/app").status_code == 302
    answer = post(client, "confirm", password=PASSWORD, next="/security/app")
    assert answer["Location"] == "/security/app"
    assert client.get("/security/app").status_code == 200
    after = client.cookies["wk_session"].value
    assert after != before
    assert SessionStore(after).made == began  # the longest session is no longer for it
    thief = Client()
    thief.cookies["wk_session"] = before
    assert thief.get("/home").status_code == 302
    client.clock.shift(timedelta(minutes=10))
    assert client.get("/security/app").status_code == 302


def test_a_proof_in_one_session_is_none_in_another_and_leads_to_no_other_site(later):
    here, there = later
    assert post(here, "confirm", password=PASSWORD, next="https://example.org/")["Location"] == "/security"
    assert post(here, "confirm", password=PASSWORD, next="/staff/security")["Location"] == "/security"
    assert there.get("/security/app").status_code == 302


def test_nobody_removes_or_ends_what_is_anothers(site):
    set_up(site.signed_in("elena"))
    site.signed_in("elena")
    rosa = site.signed_in("rosa")
    [step] = second_steps.of_account(site.household.elena.id).kept
    post(rosa, "remove", step=step.id)
    for one in sessions.of_account(site.household.elena.id):
        post(rosa, "session", session=one.id)
    known_browsers.trust(site.household.elena.id, "x", at=datetime.now(UTC))
    [browser] = known_browsers.listed(site.household.elena.id, at=datetime.now(UTC))
    post(rosa, "browser", browser=browser.id)
    assert second_steps.are_on(site.household.elena.id)
    assert len(sessions.of_account(site.household.elena.id)) == 2
    assert known_browsers.listed(site.household.elena.id, at=datetime.now(UTC))


@pytest.mark.promise("I6")
def test_one_signs_out_there_and_stays_here(site):
    here, there = site.signed_in("rosa"), site.signed_in("rosa")
    assert here.get("/security").content.decode().count("Sign out there") == 1
    [other] = [one for one in sessions.of_account(site.household.rosa.id) if one.id != here.session.id]
    assert post(here, "session", session=other.id).status_code == 302
    assert there.get("/home").status_code == 302
    assert here.get("/home").status_code == 200
    again = site.signed_in("rosa")
    post(here, "session", session="others")
    assert again.get("/home").status_code == 302


def test_a_passcode_is_six_digits_and_only_its_hash_is_kept(site):
    client, account = site.signed_in("rosa"), site.household.rosa.id
    for code in ("12345", "abcdef", "111111", ""):
        assert post(client, "passcode", new_passcode=code).status_code == 422
    assert post(client, "passcode", new_passcode="274913").status_code == 302
    assert accounts.passcode_is(account, "274913")
    assert not accounts.passcode_is(account, "274914")
    assert "274913" not in Account.objects.get(id=account).passcode
    post(client, "passcode", none="1")
    assert not accounts.passcode_is(account, "274913")


@pytest.mark.parametrize(
    ("how", "state", "reopens"), [("suspend", State.SUSPENDED, True), ("close", State.CLOSED, False)]
)
def test_an_account_ends_for_a_time_or_for_good(site, how, state, reopens):
    client, there = site.signed_in("rosa"), site.signed_in("rosa")
    assert post(client, "end", how=how)["Location"] == "/sign-in?out=1"
    assert there.get("/home").status_code == client.get("/home").status_code == 302
    assert Account.objects.get(id=site.household.rosa.id).state == state
    assert Client().post("/sign-in", {"user_name": "rosa", "password": PASSWORD}).status_code == 422
    assert accounts.reopen(site.household.rosa.id) is reopens


def test_a_new_browser_is_told_to_its_owner_and_a_known_one_is_not(site):
    def sign_in(said, address="192.0.2.1"):
        client = Client(headers={"User-Agent": said}, REMOTE_ADDR=address)
        assert client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD}).status_code == 302

    sign_in("Firefox/1 Windows")
    assert Outgoing.objects.count() == 0
    sign_in("Firefox/1 Windows")
    assert Outgoing.objects.count() == 0
    sign_in("Chrome/1 Android", "198.51.100.7")
    assert Outgoing.objects.count() == 1


@pytest.mark.promise("I6")
def test_this_was_not_me_locks_the_account_and_tells_the_plan_once(site):
    from wellkept.features.sign_in import NOT_ME
    from wellkept.identity import one_time

    client, account = site.signed_in("rosa"), site.household.rosa.id
    link = one_time.make(NOT_ME, account, at=datetime.now(UTC), lasts=timedelta(days=7))
    stranger = Client()
    assert stranger.get(f"/not-me/{link}").status_code == 200
    assert client.get("/home").status_code == 200  # looking at the page has changed nothing
    assert "locked" in stranger.post(f"/not-me/{link}").content.decode()
    assert client.get("/home").status_code == 302
    assert Account.objects.get(id=account).state == State.LOCKED
    assert Outgoing.objects.count() == 1
    assert stranger.post(f"/not-me/{link}").status_code == 410
    assert stranger.get(f"/not-me/{'a' * 43}").status_code == 410


def test_the_page_is_there_under_every_statement_and_shows_nobody_elses(site):
    for statement in shipped():
        site.put_in_force(statement)
        assert site.signed_in("avery").get("/security").status_code == 200
        set_up(site.signed_in("avery"))


@pytest.mark.promise("I6")
@pytest.mark.parametrize(("language", "said"), [("en", "AM P"), ("es", "a. m. P")])
def test_times_are_told_by_the_plans_own_clock(site, language, said):
    site.signed_in("rosa")
    there = sessions.of_account(site.household.rosa.id)[0].id
    client = site.signed_in("rosa", language=language)
    Session.objects.filter(id=there).update(made=datetime(2026, 11, 20, 16, 5, tzinfo=UTC))
    page = client.get("/security").content.decode()
    assert f"8:05 {said}ST" in page
    assert "UTC" not in page
