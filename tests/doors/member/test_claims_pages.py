"""Claims as a member reads them: the list in pages by key, one claim with its answer first, and nobody else's."""

import re
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.doors.member.conftest import page
from wellkept.features.claims import list_claims


def claim_of(site, name, status):
    """The address of a member's newest claim of a status."""
    visitor = site.household.visitor(name)
    rows = list_claims(visitor, visitor.person, limit=100).found
    return f"/claims/{next(row.id for row in rows if row.status == status)}"


def test_a_list_goes_on_where_the_page_before_ended(site):
    client = site.signed_in("rosa")
    first = page(client, "/claims")
    ids = re.findall(r'href="/claims/([0-9a-f-]{36})"', first)
    assert len(ids) == 25
    following = re.search(r'href="(\?after=[0-9a-f-]{36})"', first).group(1)
    second = page(client, f"/claims{following}")
    rest = re.findall(r'href="/claims/([0-9a-f-]{36})"', second)
    assert len(rest) == 4
    assert not set(ids) & set(rest)
    assert "Back to the newest" in second


def test_a_key_that_is_none_starts_the_list_anew(site):
    assert "29 claims, newest first" in page(site.signed_in("rosa"), "/claims?after=nothing")


def test_an_empty_list_says_what_to_do(site):
    text = page(site.signed_in("avery"), "/claims")
    assert "No claims yet" in text
    assert "ask the office whether it sent us the bill" in text


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("paid", "You may owe $25.00"),
        ("denied", "We did not pay for this"),
        ("in_process", "We are still working on this claim"),
    ],
)
def test_a_claim_answers_first(site, status, answer):
    text = page(site.signed_in("rosa"), claim_of(site, "rosa", status))
    assert re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL).group(1).strip() == answer


def test_a_claim_says_every_sum_of_its_bar_as_a_number(site):
    text = page(site.signed_in("rosa"), claim_of(site, "rosa", "paid"))
    title = re.search(r'<title id="bar-title">(.*?)</title>', text).group(1)
    assert title == "Of what was billed: Taken off $60.00, Plan paid $95.00 and You may owe $25.00"
    amounts = re.findall(r'class="sums__amount">(.*?)</td>', text)
    assert amounts == ["$180.00", "$60.00", "$120.00", "$95.00", "$25.00"]
    assert "Your share: $25.00 copay." in text


def test_a_refused_claim_says_why_in_plain_words_with_its_code(site):
    text = page(site.signed_in("rosa"), claim_of(site, "rosa", "denied"))
    assert "The plan was not asked beforehand, and this service needs its approval." in text
    assert "(code 197 on the claim)" in text
    assert "This is called an appeal." in text
    assert "Nobody owes it" not in text, "what was refused was not taken off by an agreement"


def test_someone_elses_claim_is_no_page(site):
    theirs = claim_of(site, "rosa", "paid")
    assert site.signed_in("avery").get(theirs).status_code == 404
    assert site.signed_in("rosa").get(f"/claims/{uuid4()}").status_code == 404


def test_the_list_asks_the_databases_little(site):
    client = site.signed_in("rosa")
    page(client, "/claims")
    with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["keys"]) as keys:
        page(client, "/claims")
    queries = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT"))]
    # Session with account, standing, the entry with the last look, the list, its counts; on SQLite the key.
    apart = connections["keys"].vendor == "sqlite"
    assert (len(queries), len(keys)) == (5, 1 if apart else 0), queries


def test_in_spanish_nothing_of_the_page_is_left_in_english(site):
    text = page(site.signed_in("rosa", language="es"), claim_of(site, "rosa", "denied"))
    assert "No pagamos esto" in text
    assert not re.search(r"What you can do|You may owe|About this claim|Why we", text)
