"""The privacy office sees for how many members a version changes something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.people import promise, somebody
from tests.sign_ins import sign_on
from wellkept.identity.accounts import make_account

PASSWORD = "a password that is long enough"


@pytest.fixture
def office(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        for _ in range(3):
            somebody()
        yield Client()


def sign_in(client, role):
    sign_on(client, make_account("priya", PASSWORD, at=datetime.now(UTC), role=role, shown_as="Priya Raman-Holt"))


@pytest.mark.promise("S3")
def test_each_change_has_the_number_of_members_that_it_reaches(office):
    sign_in(office, "workforce.privacy")
    page = office.get("/staff/statement-reach?from=2026-05&to=2026-11").content.decode()
    assert "3 members" in page
    assert "3 (100 %)" in page or "0 (0 %)" in page
    assert "<td>Yes</td>" in page


def test_two_equal_versions_change_nothing(office):
    sign_in(office, "workforce.privacy")
    assert (
        "Nothing that anybody may do changes"
        in office.get("/staff/statement-reach?from=2026-11&to=2026-11").content.decode()
    )


def test_others_of_the_staff_are_refused_and_strangers_sign_in(office):
    assert office.get("/staff/statement-reach").headers["Location"].startswith("/staff/sign-in?next=")
    sign_in(office, "workforce.member_services")
    assert office.get("/staff/statement-reach").status_code == 403


def test_a_version_that_is_not_there_is_not_found(office):
    sign_in(office, "workforce.privacy")
    assert office.get("/staff/statement-reach?from=1999-01&to=2026-11").status_code == 404
