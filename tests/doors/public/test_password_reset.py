"""A forgotten password: the same answer and the same work for every name, and a link that works once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.doors.public.conftest import PASSWORD
from tests.doors.public.test_statement import words
from wellkept.features.password_reset import LASTS, LINK
from wellkept.identity import accounts, limits, one_time, second_steps
from wellkept.identity.models import State
from wellkept.vault.models import Outgoing

NEW = "a lantern over four doors"


@pytest.fixture
def rosa(site):
    return site.account("rosa")


def link_for(account):
    return one_time.make(LINK, account.id, at=datetime.now(UTC), lasts=LASTS)


def asked(name, address):
    counts = []
    for alias in ("default", "keys"):
        with CaptureQueriesContext(connections[alias]) as queries:
            answer = Client().post("/reset-password", {"user_name": name}, REMOTE_ADDR=address)
        counts.append([query["sql"].split()[0] for query in queries])
    return answer, counts


def test_every_name_has_the_same_answer_and_the_same_work(site, rosa):
    closed = site.account("claire")
    accounts.close(closed.id)
    asked("warm", "192.0.2.1")
    before = Outgoing.objects.count()
    answers = [asked(name, f"192.0.2.{n}") for n, name in enumerate(("rosa", "nobody", "claire"), start=2)]
    assert len({words(answer.content.decode()) for answer, _ in answers}) == 1
    assert len({answer.status_code for answer, _ in answers}) == 1
    assert answers[0][1] == answers[1][1] == answers[2][1]
    assert Outgoing.objects.count() == before + 6


def test_a_link_sets_the_password_once_and_ends_every_session(site, rosa):
    site.client.force_login(rosa)
    link = link_for(rosa)
    assert Client().get(f"/reset-password/{link}").status_code == 200
    assert Client().post(f"/reset-password/{link}", {"password": "short"}).status_code == 422
    assert Client().post(f"/reset-password/{link}", {"password": NEW})["Location"] == "/sign-in?changed=1"
    assert site.client.get("/home").status_code == 302
    assert accounts.opened_by("rosa", NEW)
    assert Client().post(f"/reset-password/{link}", {"password": PASSWORD * 2}).status_code == 410
    assert accounts.opened_by("rosa", NEW)


def test_a_link_is_over_after_its_time(site, rosa):
    link = link_for(rosa)
    with time_machine.travel(datetime.now(UTC) + LASTS + timedelta(seconds=1)):
        assert Client().get(f"/reset-password/{link}").status_code == 410
        assert Client().post(f"/reset-password/{link}", {"password": NEW}).status_code == 410


def test_a_new_password_leaves_the_second_step_and_opens_a_suspended_account(site, rosa):
    secret = second_steps.new_app_secret()
    second_steps.add_app(rosa.id, secret, pyotp.TOTP(secret).now(), at=datetime.now(UTC))
    accounts.suspend(rosa.id)
    Client().post(f"/reset-password/{link_for(rosa)}", {"password": NEW})
    rosa.refresh_from_db()
    assert rosa.state == State.OPEN
    assert Client().post("/sign-in", {"user_name": "rosa", "password": NEW})["Location"] == "/sign-in/second-step"


def test_a_locked_account_is_not_opened_by_a_link_that_was_sent_before(site, rosa):
    link = link_for(rosa)
    accounts.lock(rosa.id)
    Client().post(f"/reset-password/{link}", {"password": NEW})
    rosa.refresh_from_db()
    assert rosa.state == State.LOCKED


def test_a_password_that_was_tried_a_hundred_times_opens_again_by_the_link(site, rosa):
    for n in range(101):
        limits.spend("password", rosa.token, f"a{n}", _limit(), at=datetime.now(UTC) - timedelta(hours=200 - n))
    answer = Client().post("/sign-in", {"user_name": "rosa", "password": PASSWORD})
    assert "opens nothing any more" in answer.content.decode()
    Client().post(f"/reset-password/{link_for(rosa)}", {"password": NEW})
    assert Client().post("/sign-in", {"user_name": "rosa", "password": NEW})["Location"] == "/home"


def _limit():
    return limits.Limit(tries=10, pause=timedelta(minutes=15))
