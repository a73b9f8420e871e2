"""The staff's door: nothing opens without a second step, and the first sign-in sets one up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from django.test import Client

from tests.people import promise
from wellkept.features.set_up_links import make_link
from wellkept.identity import accounts, second_steps, sessions
from wellkept.identity.accounts import make_account
from wellkept.identity.models import OneTime, Session
from wellkept.identity.systems import CLOCK

PASSWORD = "a password that is long enough"
# Later than the end of any run of the tests: a moment of the run itself may lie before a house was made.
START = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


@pytest.fixture
def door(house, django_db_blocker):
    with django_db_blocker.unblock(), time_machine.travel(START, tick=False) as clock:
        promise()
        door = Client()
        door.clock = clock
        door.dana = make_account("dana", PASSWORD, at=START, role="workforce.member_services", shown_as="Dana Ortiz")
        yield door


def password(client):
    return client.post("/staff/sign-in?next=/staff/quarantine", {"user_name": "dana", "password": PASSWORD})


def now(secret):
    return pyotp.TOTP(secret).at(int(datetime.now(UTC).timestamp()))


@pytest.mark.promise("I9")
def test_the_first_sign_in_sets_up_the_second_step_and_opens_nothing_before(door):
    assert password(door)["Location"] == "/staff/sign-in/second-step"
    assert door.get("/staff/sign-in/second-step")["Location"] == "/staff/sign-in/set-up"
    assert door.get("/staff/quarantine")["Location"].startswith("/staff/sign-in")
    page = door.get("/staff/sign-in/set-up").content.decode()
    secret = page.partition('id="secret">')[2].partition("<")[0].replace(" ", "")
    assert "<svg" in page
    assert door.post("/staff/sign-in/set-up", {"code": "000000"}).status_code == 422
    assert not Session.objects.filter(account=door.dana.id).exists()
    codes = door.post("/staff/sign-in/set-up", {"code": now(secret)})
    assert codes.content.decode().count('<li class="mono">') == 10
    assert door.get("/staff/quarantine").status_code == 200
    assert door.get("/staff/sign-in/set-up").status_code == 302


@pytest.mark.promise("I9")
def test_who_signs_in_at_the_same_browser_is_not_given_the_app_that_somebody_else_saw(door):
    make_account("erin", PASSWORD, at=START, role="workforce.member_services", shown_as="Erin Vale")
    seen = []
    for name in ("dana", "erin"):
        door.post("/staff/sign-in", {"user_name": name, "password": PASSWORD})
        page = door.get("/staff/sign-in/set-up").content.decode()
        seen.append(page.partition('id="secret">')[2].partition("<")[0])
    assert all(seen)
    assert seen[0] != seen[1]


@pytest.mark.promise("I9")
def test_afterwards_a_code_is_asked_for_every_time_and_no_browser_is_trusted(door):
    secret = second_steps.new_app_secret()
    second_steps.add_app(door.dana.id, secret, now(secret), at=START)
    for _ in range(2):
        door.clock.shift(timedelta(minutes=2))
        assert password(door)["Location"] == "/staff/sign-in/second-step"
        assert 'name="trust"' not in door.get("/staff/sign-in/second-step").content.decode()
        assert door.get("/staff/sign-in/set-up")["Location"] == "/staff/sign-in"
        answer = door.post("/staff/sign-in/second-step", {"code": now(secret), "trust": "1"})
        assert "wk_trusted" not in answer.cookies
        assert door.get("/staff/quarantine").status_code == 200
        door.post("/staff/sign-out")
        assert door.get("/staff/quarantine").status_code == 302


def test_a_password_shown_at_one_door_is_no_first_step_at_the_other(door):
    password(door)
    door.cookies["wk_session"] = door.cookies["wk_staff_session"].value
    assert door.get("/sign-in/second-step")["Location"] == "/sign-in"


CHOSEN = "seven violet herons at noon"


def linked(door):
    return f"/staff/set-up/{make_link(CLOCK, 'dana')}"


@pytest.mark.promise("I9")
def test_a_link_lets_one_choose_the_password_and_then_set_up_the_step(door):
    link = linked(door)
    for bad in ("short", "password123", "Dana Ortiz"):
        assert door.post(link, {"password": bad}).status_code == 422
    before = door.cookies.get("wk_staff_session")
    assert door.post(link, {"password": CHOSEN})["Location"] == "/staff/sign-in/set-up"
    assert before is None or door.cookies["wk_staff_session"].value != before.value
    assert door.get("/staff/quarantine").status_code == 302
    page = door.get("/staff/sign-in/set-up").content.decode()
    secret = page.partition('id="secret">')[2].partition("<")[0].replace(" ", "")
    assert door.post("/staff/sign-in/set-up", {"code": now(secret)}).status_code == 200
    assert door.get("/staff/quarantine").status_code == 200
    assert accounts.opened_by("dana", CHOSEN)


@pytest.mark.promise("I9")
def test_a_link_works_once_for_a_day_and_is_kept_as_a_digest_alone(door):
    link = linked(door)
    assert link.rpartition("/")[2].encode() not in b"".join(bytes(row.digest) for row in OneTime.objects.all())
    assert Client().post(link, {"password": CHOSEN}).status_code == 302
    assert Client().post(link, {"password": "another one that is long"}).status_code == 410
    assert accounts.opened_by("dana", CHOSEN)
    late = linked(door)
    door.clock.shift(timedelta(hours=24))
    assert Client().get(late).status_code == Client().post(late, {"password": CHOSEN}).status_code == 410


def test_a_link_ends_what_opened_the_account_before(door):
    secret = second_steps.new_app_secret()
    second_steps.add_app(door.dana.id, secret, now(secret), at=START)
    door.clock.shift(timedelta(minutes=2))
    password(door)
    door.post("/staff/sign-in/second-step", {"code": now(secret)})
    link = linked(door)
    assert door.get("/staff/quarantine").status_code == 200  # until it is used nothing changes
    assert Client().post(link, {"password": CHOSEN}).status_code == 302
    assert door.get("/staff/quarantine").status_code == 302
    assert not second_steps.are_on(door.dana.id)
    assert not accounts.opened_by("dana", PASSWORD)
    assert sessions.of_account(door.dana.id) == ()


def test_a_link_of_a_closed_account_or_of_nobody_leads_nowhere(door):
    link = linked(door)
    accounts.lock(door.dana.id)
    assert Client().post(link, {"password": CHOSEN}).status_code == 410
    assert Client().get(f"/staff/set-up/{'a' * 43}").status_code == 410
    assert make_link(CLOCK, "nobody") == make_link(CLOCK, "dana") == ""
