"""The second step of signing in, trusted browsers, pauses, and what is never said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors.public.conftest import PASSWORD
from tests.doors.public.test_statement import words
from wellkept.identity import second_steps
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped

# Later than the end of any run of the tests: a moment of the run itself may lie before a house was made.
START = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as held:
        yield held


@pytest.fixture
def rosa(site, clock):
    account = site.account("rosa")
    account.secret = second_steps.new_app_secret()
    assert second_steps.add_app(account.id, account.secret, code(account), at=START)
    clock.shift(timedelta(minutes=2))
    return account


def code(account):
    return pyotp.TOTP(account.secret).at(int(datetime.now(UTC).timestamp()))


def password(client, password=PASSWORD, **more):
    return client.post("/sign-in", {"user_name": "rosa", "password": password}, **more)


@pytest.mark.promise("I6")
def test_a_password_alone_opens_nothing_and_the_code_opens_the_rest(site, rosa):
    assert password(site.client)["Location"] == "/sign-in/second-step"
    assert site.client.get("/home")["Location"].startswith("/sign-in")
    assert Entry.objects.filter(verb="sign_in.open").count() == 0
    assert "six digits" in words(site.page("/sign-in/second-step"))
    assert site.client.post("/sign-in/second-step", {"code": code(rosa)})["Location"] == "/home"
    assert site.client.session["proved"] == "second_factor"


def test_the_key_of_the_first_step_is_not_that_of_the_session(site, rosa):
    password(site.client)
    half = site.client.cookies["wk_session"].value
    site.client.post("/sign-in/second-step", {"code": code(rosa)})
    assert site.client.cookies["wk_session"].value != half
    other = Client()
    other.cookies["wk_session"] = half
    assert other.get("/home").status_code == 302


def test_who_has_shown_no_password_or_waited_too_long_begins_again(site, rosa, clock):
    assert site.client.get("/sign-in/second-step")["Location"] == "/sign-in"
    assert site.client.post("/sign-in/second-step", {"code": code(rosa)})["Location"] == "/sign-in"
    password(site.client)
    clock.shift(timedelta(minutes=11))
    assert site.client.post("/sign-in/second-step", {"code": code(rosa)})["Location"] == "/sign-in"


def test_a_wrong_code_says_so_and_too_many_say_when_to_go_on(site, rosa):
    password(site.client)
    for _ in range(10):
        answer = site.client.post("/sign-in/second-step", {"code": "000000"})
        assert answer.status_code == 422
    assert "That did not work" in answer.content.decode()
    answer = site.client.post("/sign-in/second-step", {"code": code(rosa)})
    assert "Wait 15 minutes" in words(answer.content.decode())


def test_a_trusted_browser_is_asked_no_more_for_thirty_days(site, rosa, clock):
    password(site.client)
    answer = site.client.post("/sign-in/second-step", {"code": code(rosa), "trust": "1"})
    cookie = answer.cookies["wk_trusted"]
    assert cookie["max-age"] == 30 * 86_400
    assert cookie["httponly"]
    site.client.post("/sign-out")
    assert password(site.client)["Location"] == "/home"
    site.client.post("/sign-out")
    clock.shift(timedelta(days=30, seconds=1))
    assert password(site.client)["Location"] == "/sign-in/second-step"


def test_another_accounts_trust_is_none_of_mine(site, rosa):
    password(site.client)
    site.client.post("/sign-in/second-step", {"code": code(rosa), "trust": "1"})
    kept = site.client.cookies["wk_trusted"].value
    other = site.account("avery")
    secret = second_steps.new_app_secret()
    other.secret = secret
    second_steps.add_app(other.id, secret, code(other), at=datetime.now(UTC))
    client = Client()
    client.cookies["wk_trusted"] = kept
    answer = client.post("/sign-in", {"user_name": "avery", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-step"


@pytest.mark.parametrize("statement", shipped())
def test_every_statement_declares_the_cookie_of_a_trusted_browser(open_site, clock, statement):
    site = open_site(statement)
    from wellkept.gate import promised

    assert "wk_trusted" in {cookie.name for cookie in promised().in_force.statement.cookies}
    assert site.page("/sign-in")


def test_after_ten_wrong_passwords_there_is_a_pause_for_this_address_alone(site, rosa):
    for _ in range(10):
        assert password(site.client, "wrong").status_code == 422
    answer = password(site.client)
    assert answer.status_code == 422
    assert "Wait 15 minutes" in words(answer.content.decode())
    assert password(Client(), REMOTE_ADDR="198.51.100.7")["Location"] == "/sign-in/second-step"


@pytest.mark.promise("I6")
def test_tries_from_everywhere_lock_nobody_out_who_has_a_second_step(site, rosa):
    for n in range(60):
        password(Client(), "wrong", REMOTE_ADDR=f"203.0.113.{n}")
    assert password(Client(), REMOTE_ADDR="198.51.100.7")["Location"] == "/sign-in/second-step"


def test_tries_from_everywhere_slow_a_password_alone_and_end_with_the_pause(site, clock):
    site.account("rosa")
    for n in range(60):
        password(Client(), "wrong", REMOTE_ADDR=f"203.0.113.{n}")
    answer = password(Client(), REMOTE_ADDR="198.51.100.7")
    assert "Wait 15 minutes" in words(answer.content.decode())
    clock.shift(timedelta(minutes=16))
    assert password(Client(), REMOTE_ADDR="198.51.100.7")["Location"] == "/home"


def test_a_pause_is_the_same_for_a_name_that_nobody_has(site, rosa):
    for _ in range(11):
        here = password(Client(), "wrong", REMOTE_ADDR="192.0.2.1")
        there = Client().post("/sign-in", {"user_name": "nobody", "password": "wrong"}, REMOTE_ADDR="192.0.2.2")
        assert (here.status_code, words(here.content.decode())) == (there.status_code, words(there.content.decode()))


def test_a_wrong_name_and_a_wrong_password_are_the_same_work(site, rosa, monkeypatch):
    hashed = []
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *said: hashed.append(1) or verify(*said))
    counts = []
    for name in ("rosa", "nobody"):
        Client().post("/sign-in", {"user_name": name, "password": "warm"}, REMOTE_ADDR=f"192.0.2.{len(name)}")
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            Client().post("/sign-in", {"user_name": name, "password": "wrong"}, REMOTE_ADDR=f"192.0.2.{len(name)}")
        counts.append((len(asked), len(hashed)))
    assert counts[0] == counts[1]
    assert counts[0][1] == 1
