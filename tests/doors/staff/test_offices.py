"""The privacy office's page of providers' offices: what is on file, and ending one."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.doors.member.conftest import page, site  # noqa: F401
from tests.doors.member.household import PASSWORD
from tests.offices import open_office
from tests.sign_ins import sign_on
from wellkept.identity.accounts import make_account
from wellkept.ledger.models import Entry


@pytest.fixture
def priya(site):  # noqa: F811
    account = make_account("priya", PASSWORD, at=datetime.now(UTC), role="workforce.privacy", shown_as="Priya Raman")
    return sign_on(Client(), account)


def test_the_agreement_on_file_is_read_and_ended(priya):
    assert "No office is registered" in page(priya, "/staff/offices")
    office = open_office()
    client = sign_on(Client(), office.clerk)
    assert "Harbor Family Medicine" in page(priya, "/staff/offices")
    address = f"/staff/offices/{office.id}"
    assert "Jo Ferris" in page(priya, address)
    assert priya.post(address).status_code == 422
    assert client.get("/provider-portal").status_code == 200
    assert priya.post(address, {"sure": "1"})["Location"] == "/staff/offices"
    assert client.get("/provider-portal").status_code == 302
    assert "Ended by the plan" in page(priya, "/staff/offices")
    assert priya.post(address, {"sure": "1"}).status_code == 404
    assert Entry.objects.filter(verb="offices.end", verdict="allowed", party="workforce.privacy").exists()


@pytest.mark.promise("I9")
def test_a_role_that_the_table_does_not_let_is_refused(site):  # noqa: F811
    office = open_office()
    dana = sign_on(Client(), site.household.dana)
    for address in ("/staff/offices", f"/staff/offices/{office.id}"):
        assert dana.get(address).status_code == 403
    assert dana.post(f"/staff/offices/{office.id}", {"sure": "1"}).status_code == 403
