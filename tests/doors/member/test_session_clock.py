"""The server's clock decides when a session is over; a page may ask it, and asking is no activity (I3)."""

from datetime import UTC, datetime, timedelta

import pytest

from wellkept.doors.shared.sign_off import idle_minutes, longest_minutes
from wellkept.identity.models import Session


def silent_for(minutes, *, signed_on=0):
    """As if the one session had been silent for so long, and signed on for `signed_on` more."""
    now = datetime.now(UTC)
    Session.objects.update(seen=now - timedelta(minutes=minutes), made=now - timedelta(minutes=max(minutes, signed_on)))


def left(client):
    return client.get("/session").json()["left"]


@pytest.mark.promise("I3")
@pytest.mark.parametrize("statement", ["kaiser-permanente/2017-09-13", "model/2026-11", "caloptima/2019-07-11"])
def test_asking_how_long_is_left_keeps_nobody_signed_on(site, statement):
    site.put_in_force(statement)
    client = site.signed_in("rosa")
    silent_for(idle_minutes() - 1)
    before = Session.objects.get().seen
    assert 0 < left(client) <= 60
    assert Session.objects.get().seen == before
    silent_for(idle_minutes() + 1)
    assert left(client) == 0
    assert client.get("/home")["Location"] == "/sign-in?ended=1&next=%2Fhome"


@pytest.mark.promise("I3")
def test_who_says_that_she_is_there_has_the_whole_period_again(site):
    client = site.signed_in("rosa")
    silent_for(idle_minutes() - 1)
    assert client.post("/session").json()["left"] > (idle_minutes() - 1) * 60
    assert left(client) > (idle_minutes() - 1) * 60


def test_without_a_script_the_button_leads_back_to_the_page_and_nowhere_else(site):
    client = site.signed_in("rosa")
    assert client.post("/session", {"next": "/claims"})["Location"] == "/claims"
    assert client.post("/session", {"next": "https://elsewhere.example/"})["Location"] == "/home"


def test_the_longest_session_ends_whatever_is_done(site):
    client = site.signed_in("rosa")
    silent_for(0, signed_on=longest_minutes() - 1)
    told = client.post("/session").json()
    assert told["left"] <= 60
    assert told["may_stay"] is False
    silent_for(0, signed_on=longest_minutes() + 1)
    assert client.post("/session").json() == {"left": 0, "may_stay": False}
    assert client.get("/session/over", {"next": "/claims"})["Location"] == "/sign-in?ended=longest&next=%2Fclaims"


def test_a_page_whose_time_is_up_signs_off_and_remembers_where_one_was(site):
    client = site.signed_in("rosa")
    silent_for(idle_minutes() + 1)
    assert client.get("/session/over", {"next": "/claims"})["Location"] == "/sign-in?ended=1&next=%2Fclaims"
    assert not Session.objects.exists()


def test_a_page_whose_time_is_up_goes_on_where_another_window_kept_the_session(site):
    client = site.signed_in("rosa")
    answer = client.get("/session/over", {"next": "/claims"})
    assert 'href="/claims"' in answer.content.decode()
    assert Session.objects.count() == 1


def test_nobody_has_no_time_left(site, client):
    assert client.get("/session").json() == {"left": 0, "may_stay": False}
    assert client.get("/session/over")["Location"].startswith("/sign-in?ended=1")


def test_a_page_without_a_script_leaves_the_screen_by_itself(site):
    page = site.signed_in("rosa").get("/home").content.decode()
    assert f'http-equiv="refresh" content="{idle_minutes() * 60};url=/session/over?next=/home"' in page
