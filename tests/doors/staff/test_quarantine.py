"""Staff see why records wait, and nothing of what they hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.people import promise, somebody
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
    make_account("dana", PASSWORD, at=datetime.now(UTC), **(who or {"role": role, "shown_as": "Dana Ortiz"}))
    return client.post("/sign-in", {"user_name": "dana", "password": PASSWORD})


@pytest.mark.promise("I9")
def test_staff_see_the_reason_and_not_the_record(desk):
    assert sign_in(desk).headers["Location"] == "/staff/quarantine"
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


def test_a_member_is_refused_and_a_stranger_is_sent_to_sign_in(desk):
    assert desk.get("/staff/quarantine").headers["Location"].startswith("/sign-in")
    sign_in(desk, person=somebody())
    assert desk.get("/staff/quarantine").status_code == 403


def test_an_empty_quarantine_says_so(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        client = Client()
        sign_in(client)
        assert "Nothing waits" in client.get("/staff/quarantine").content.decode()
