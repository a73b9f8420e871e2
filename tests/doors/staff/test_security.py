"""The staff's own accounts: what members have at /security, behind the staff's door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.doors.staff.test_sign_in import PASSWORD, door, now  # noqa: F401
from tests.people import promise
from tests.sign_ins import sign_on
from wellkept.identity import accounts, known_browsers, second_steps, sessions
from wellkept.identity.accounts import make_account
from wellkept.ledger.models import Entry
from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.statement.load import shipped

NEW = "a lantern over four doors"


def desk(door):  # noqa: F811
    return sign_on(Client(), door.dana)


@pytest.mark.promise("I9")
@pytest.mark.parametrize("statement", shipped())
def test_every_role_has_the_page_under_every_statement(door, statement):  # noqa: F811
    door.clock.shift(timedelta(seconds=1))
    promise(statement)
    for role in sorted(WORKFORCE - {"workforce.program"}):
        account = make_account(role, PASSWORD, at=datetime.now(UTC), role=role, shown_as=role)
        client = sign_on(Client(), account)
        page = client.get("/staff/security")
        assert page.status_code == 200, role
        assert "/staff/security/password" in page.content.decode()
        assert "passcode" not in page.content.decode()
        assert client.post("/staff/security/password", {"password": f"{NEW} {role}"}).status_code == 302, role


def test_a_password_an_app_codes_and_its_removal_are_changed_there(door):  # noqa: F811
    here, there = desk(door), desk(door)
    assert here.post("/staff/security/password", {"password": NEW})["Location"] == "/staff/security?done=password"
    assert there.get("/staff/security").status_code == 302
    assert here.get("/staff/security").status_code == 200
    assert accounts.opened_by("dana", NEW)
    page = here.get("/staff/security/app").content.decode()
    secret = page.partition('id="secret">')[2].partition("<")[0].replace(" ", "")
    shown = here.post("/staff/security/app", {"code": now(secret)}).content.decode()
    assert shown.count('<li class="mono">') == 10
    assert here.post("/staff/security/recovery-codes").content.decode().count('<li class="mono">') == 10
    [step] = second_steps.of_account(door.dana.id).kept
    assert here.post("/staff/security/remove", {"step": step.id}).status_code == 302
    assert not second_steps.are_on(door.dana.id)
    assert Entry.objects.filter(verb="security.password", verdict="done").count() == 1


def test_sessions_and_known_browsers_are_seen_and_ended(door):  # noqa: F811
    here, there = desk(door), desk(door)
    known_browsers.meet(door.dana.id, "Firefox/1", "192.0.2.1", "Firefox, Windows", at=datetime.now(UTC))
    page = here.get("/staff/security").content.decode()
    assert page.count("Sign out there") == 1
    assert "Firefox, Windows" in page
    [browser] = known_browsers.listed(door.dana.id, at=datetime.now(UTC))
    here.post("/staff/security/browser", {"browser": browser.id})
    assert not known_browsers.listed(door.dana.id, at=datetime.now(UTC))
    here.post("/staff/security/session", {"session": "others"})
    assert there.get("/staff/security").status_code == 302
    assert len(sessions.of_account(door.dana.id)) == 1


@pytest.mark.promise("I6")
def test_an_old_proof_is_asked_for_again_at_the_same_door(door):  # noqa: F811
    client = desk(door)
    door.clock.shift(timedelta(minutes=11))
    assert client.get("/staff/security/app")["Location"].startswith("/staff/security/confirm?next=")
    answer = client.post("/staff/security/confirm", {"password": PASSWORD, "next": "/staff/security/app"})
    assert answer["Location"] == "/staff/security/app"
    assert client.get("/staff/security/app").status_code == 200
