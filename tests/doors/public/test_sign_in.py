"""Signing in and out, and what is said of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.doors.public.conftest import PASSWORD
from tests.doors.public.test_statement import words
from wellkept.identity.accounts import make_account
from wellkept.ledger.models import Entry
from wellkept.statement.load import in_force


@pytest.fixture
def member(site):
    site.account("rosa")
    return site


def sign_in(site, password: str = PASSWORD, **more):
    return site.client.post("/sign-in", {"user_name": "rosa", "password": password, **more})


def test_a_member_signs_in_and_the_session_gets_a_new_key(member):
    member.client.get("/sign-in")
    answer = sign_in(member)
    first = member.client.cookies["wk_session"].value
    assert answer.status_code == 302
    member.client.post("/sign-out")
    sign_in(member)
    assert member.client.cookies["wk_session"].value != first


def test_signing_in_and_out_is_written_down(member):
    sign_in(member)
    member.client.post("/sign-out")
    assert list(
        Entry.objects.filter(verb__in=["sign_in.open", "sign_in.close"])
        .values_list("verb", "verdict")
        .order_by("number")
    ) == [
        ("sign_in.open", "allowed"),
        ("sign_in.close", "allowed"),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"user_name": "rosa", "password": "wrong"},
        {"user_name": "nobody", "password": PASSWORD},
        {"user_name": "", "password": ""},
        {"user_name": "rosa\x00", "password": PASSWORD},
        {"user_name": "r" * 10_000, "password": "p" * 10_000},
        {},
    ],
)
def test_a_sign_in_that_fails_never_says_why(member, sent):
    answer = member.client.post("/sign-in", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That user name and password do not go together" in page
    assert "wk_session" not in answer.cookies
    assert PASSWORD not in page
    assert Entry.objects.filter(verb="sign_in.open").count() == 0


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/contact", "/contact"),
        ("/privacy-statement?language=es", "/privacy-statement?language=es"),
        ("https://elsewhere.example/", "/home"),
        ("//elsewhere.example", "/home"),
        ("/\\elsewhere.example", "/home"),
        ("javascript:alert(1)", "/home"),
        ("/sign-out", "/home"),
        ("/no-such-page", "/home"),
        ("", "/home"),
    ],
)
def test_after_sign_in_one_is_sent_only_to_pages_of_this_site(member, asked, sent_to):
    assert sign_in(member, next=asked)["Location"] == sent_to


def test_sign_in_asks_no_one_who_is_signed_in_already(member):
    sign_in(member)
    assert member.client.get("/sign-in").status_code == 302


@pytest.mark.promise("I3")
def test_after_the_period_of_silence_the_page_says_how_long_and_by_which_words(member):
    minutes = int(in_force("model/2026-11").setting("session.idle_sign_off"))
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        sign_in(member)
        assert 'action="/sign-out"' in member.page("/contact")
        clock.shift(timedelta(minutes=minutes, seconds=1))
        answer = member.client.get("/contact")
        assert answer["Location"] == "/sign-in?ended=1&next=%2Fcontact"
        page = member.page(answer["Location"])
    assert f"Nothing happened for {minutes} minutes." in words(page)
    clause = re.search(r'href="/privacy-statement#clause-([a-z-]+)"', page)[1]
    assert "session.idle_sign_off" in in_force("model/2026-11").statement.notes[clause].states


@pytest.mark.promise("I3")
def test_a_minute_before_the_end_one_is_still_signed_in(member):
    minutes = int(in_force("model/2026-11").setting("session.idle_sign_off"))
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        sign_in(member)
        member.page("/contact")
        clock.shift(timedelta(minutes=minutes - 1))
        assert 'action="/sign-out"' in member.page("/contact")


@pytest.mark.promise("I3")
def test_whatever_one_does_a_session_ends_after_the_longest_time_that_the_plan_lets_it_last(member):
    longest = int(in_force("model/2026-11").setting("session.longest"))
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        sign_in(member)
        for _ in range(longest // 10):
            assert 'action="/sign-out"' in member.page("/contact")
            clock.shift(timedelta(minutes=10))
        clock.shift(timedelta(seconds=1))
        answer = member.client.get("/contact")
        assert answer["Location"] == "/sign-in?ended=longest&next=%2Fcontact"
        assert f"You were signed in for {longest // 60} hours" in words(member.page(answer["Location"]))


def test_a_key_that_was_there_before_sign_in_opens_nothing_after_it(member):
    session = member.client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = member.client.cookies["wk_session"] = session.session_key
    sign_in(member)
    assert member.client.cookies["wk_session"].value != planted
    other = Client()
    other.cookies["wk_session"] = planted
    assert other.get("/home").status_code == 302


def test_the_staff_do_not_sign_in_at_the_members_door_nor_members_at_theirs(member):
    make_account("dana", PASSWORD, at=datetime.now(UTC), role="workforce.billing", shown_as="Dana")
    wrong = member.client.post("/sign-in", {"user_name": "dana", "password": PASSWORD})
    other = member.client.post("/staff/sign-in", {"user_name": "rosa", "password": PASSWORD})
    nobody = member.client.post("/sign-in", {"user_name": "nobody", "password": PASSWORD})
    assert wrong.status_code == other.status_code == 422
    assert words(wrong.content.decode()) == words(nobody.content.decode())


@pytest.mark.promise("C1")
def test_the_cookie_of_a_session_ends_with_the_browser_and_no_script_reads_it(member):
    cookie = sign_in(member).cookies["wk_session"]
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.promise("I3")
def test_where_the_statement_is_silent_the_plan_says_when(open_site):
    site = open_site("kaiser-permanente/early")
    assert "session.idle_sign_off" not in in_force("kaiser-permanente/early").statement.settings
    page = words(site.page("/sign-in?ended=1"))
    assert "The plan signs you out then" in page


def test_a_signed_in_page_is_kept_in_no_cache(member):
    sign_in(member)
    assert member.client.get("/contact")["Cache-Control"] == "no-store"


@pytest.mark.promise("I4")
def test_a_child_whom_the_statement_gives_no_account_reads_why_and_gets_no_session(open_site):
    site = open_site("caloptima/2019-07-11")
    site.account("rosa")  # no birth date is on record, and what is unknown does not hold
    answer = sign_in(site)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "old enough" in page
    assert "/privacy-statement" in page
    assert "_auth_user_id" not in site.client.session
