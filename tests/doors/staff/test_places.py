"""The row of places and the start page of the staff: what a role may open, and nothing else."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.doors.member.conftest import site  # noqa: F401
from tests.house.test_urls import filled
from tests.sign_ins import sign_on
from wellkept.doors.shared.places import STAFF_PLACES
from wellkept.doors.staff.urls import urlpatterns
from wellkept.features.quarantine import Aside, Reason, hold
from wellkept.features.roles import ROLES
from wellkept.identity.accounts import make_account
from wellkept.identity.systems import feed
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped

ADDRESSES = {place.name: reverse(place.name) for place in STAFF_PLACES}
# What a page of the staff may cost, the session, the account and the entry of the book included.
MOST_QUERIES = 12


def signed_on(role):
    account = make_account(role.rpartition(".")[2], "a long password", at=datetime.now(UTC), role=role, shown_as="Sam")
    return sign_on(Client(), account)


def linked(client):
    """The places in the row of the start page."""
    text = client.get("/staff/home").content.decode()
    (row,) = re.findall(r"<nav[^>]*places.*?</nav>", text, re.DOTALL)
    return set(re.findall(r'href="(/staff/[^"]+)"', row)) - {"/staff/home"}


@pytest.mark.promise("I9")
@pytest.mark.parametrize("statement", shipped())
def test_the_row_holds_what_the_role_may_open_and_nothing_else(site, statement):  # noqa: F811
    site.put_in_force(statement)
    for role in ROLES:
        client = signed_on(role)
        opens = {address for address in ADDRESSES.values() if client.get(address).status_code == 200}
        assert linked(client) == opens, role


@pytest.mark.promise("I9")
def test_the_start_page_says_what_each_place_is_for(site):  # noqa: F811
    text = signed_on("workforce.privacy").get("/staff/home").content.decode()
    assert "Your role is: the privacy office" in text
    for place in STAFF_PLACES:
        assert (str(place.about) in text) is (f'href="{ADDRESSES[place.name]}"' in text)
    assert "Look into each record that was opened in an emergency" in text


def test_who_may_open_no_desk_still_sees_to_the_own_account(site):  # noqa: F811
    assert linked(signed_on("workforce.web")) == {"/staff/security"}


def test_the_staff_begin_at_the_start_page(site):  # noqa: F811
    client = signed_on("workforce.privacy")
    assert client.get("/staff/sign-in")["Location"] == "/staff/home"


def test_looking_at_the_start_page_writes_nothing_down_and_costs_the_session_and_what_waits(site):  # noqa: F811
    client = signed_on("workforce.privacy")
    client.get("/staff/home")
    before = Entry.objects.count()
    with CaptureQueriesContext(connections["default"]) as asked:
        assert client.get("/staff/home").status_code == 200
    assert Entry.objects.count() == before
    # Requests, letters, locked accounts and emergencies are each counted once.
    assert len(asked) <= 2 + 4, [one["sql"] for one in asked]


@pytest.mark.parametrize("role", ["workforce.member_services", "workforce.privacy", "workforce.clinician"])
def test_no_page_of_the_staff_costs_more_than_a_few_queries(site, role):  # noqa: F811
    client = signed_on(role)
    client.get("/staff/home")
    for one in urlpatterns:
        address = "/" + filled(str(one.pattern))
        client.get(address)
        with CaptureQueriesContext(connections["default"]) as asked:
            client.get(address)
        assert len(asked) <= MOST_QUERIES, (one.name, [query["sql"] for query in asked])


def test_the_cost_of_a_desk_does_not_grow_with_what_waits(site):  # noqa: F811
    client = signed_on("workforce.member_services")
    costs = []
    for number in (2, 40):
        asides = [
            Aside(
                raw=b'{"resourceType": "AuditEvent", "id": "%d"}' % (number * 100 + one),
                kind="AuditEvent",
                reason=Reason.TYPE_NOT_KEPT,
            )
            for one in range(number)
        ]
        hold(feed("feed.clinical"), asides)
        client.get("/staff/quarantine")
        with CaptureQueriesContext(connections["default"]) as asked:
            assert client.get("/staff/quarantine").status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
