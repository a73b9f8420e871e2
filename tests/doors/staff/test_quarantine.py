"""Staff see why records wait, and nothing of what they hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.people import promise, somebody
from tests.sign_ins import sign_on
from wellkept.features.quarantine import Aside, Reason, hold
from wellkept.identity.accounts import make_account
from wellkept.identity.systems import feed
from wellkept.ledger.models import Entry

PASSWORD = "a password that is long enough"
SECRET = b'{"resourceType": "AuditEvent", "text": "Zenobia Quill"}'


@pytest.fixture
def desk(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        hold(feed("feed.clinical"), [Aside(raw=SECRET, kind="AuditEvent", reason=Reason.TYPE_NOT_KEPT)])
        yield Client()


def sign_in(client, role="workforce.member_services", **who):
    made = make_account("dana", PASSWORD, at=datetime.now(UTC), **(who or {"role": role, "shown_as": "Dana Ortiz"}))
    sign_on(client, made)


@pytest.mark.promise("I9")
def test_staff_see_the_reason_and_not_the_record(desk):
    sign_in(desk)
    page = desk.get("/staff/quarantine").content.decode()
    assert "The plan keeps no records of this type" in page
    assert "AuditEvent" in page
    assert "Zenobia" not in page


def test_the_privacy_office_looks_as_an_auditor(desk):
    sign_in(desk, role="workforce.privacy")
    assert desk.get("/staff/quarantine").status_code == 200
    assert Entry.objects.filter(verb="quarantine.list").latest("number").purpose == "operations.audit"


def test_a_role_without_a_need_is_refused(desk):
    sign_in(desk, role="workforce.web")
    assert desk.get("/staff/quarantine").status_code == 403


def test_a_member_and_a_stranger_are_sent_to_the_staffs_own_sign_in(desk):
    assert desk.get("/staff/quarantine").headers["Location"].startswith("/staff/sign-in?next=")
    sign_in(desk, person=somebody())
    desk.cookies["wk_staff_session"] = desk.cookies["wk_session"].value
    assert desk.get("/staff/quarantine").headers["Location"].startswith("/staff/sign-in?next=")


def test_an_empty_quarantine_says_so(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        client = Client()
        sign_in(client)
        assert "Nothing waits" in client.get("/staff/quarantine").content.decode()
