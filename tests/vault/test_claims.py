"""Claims: the permit is the filter of the list and of the single claim; one query a page."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, incoming
from wellkept.vault import claims, people, resources
from wellkept.vault.claim_reading import read_claim
from wellkept.vault.claims import NotThere


@pytest.fixture
def loaded(ada):
    """Ada with a medical, a pharmacy and an HIV claim."""
    given = [
        claim("1", on="2026-01-10"),
        claim("2", kind="pharmacy", on="2026-02-10"),
        claim("3", on="2026-03-10", diagnosis="B20"),
    ]
    resources.take_in_each(permit_for(ada), [incoming(one) for one in given])
    return ada


def days(page):
    return [row.began.month for row in page]


def test_claims_come_newest_first_in_plain_terms(loaded):
    page = claims.listed(permit_for(loaded))
    assert days(page) == [3, 2, 1]
    row = page.rows[2]
    assert (row.kind, row.status, row.provider, row.about) == (
        "medical",
        "paid",
        "Larkspur Family Clinic",
        "Office visit",
    )
    assert (row.billed, row.allowed, row.plan_paid, row.you_owe) == tuple(map(Decimal, (180, 120, 95, 25)))
    assert [row.is_sensitive for row in page] == [True, False, False]


@pytest.mark.parametrize(
    ("data", "but", "seen"),
    [
        (("claims", "sensitive"), (), [3, 2, 1]),
        (("claims",), (), [2, 1]),
        (("claims", "sensitive"), ("sensitive.hiv",), [2, 1]),
        (("claims.pharmacy", "sensitive"), (), [2]),
        (("health", "sensitive"), (), []),
    ],
)
def test_a_list_holds_what_the_permit_opens(loaded, data, but, seen):
    permit = permit_for(loaded, *data, but=but)
    assert days(claims.listed(permit)) == seen
    for row in claims.listed(permit_for(loaded)):
        if row.began.month in seen:
            assert claims.one(permit, row.id).began == row.began
        else:
            with pytest.raises(NotThere):
                claims.one(permit, row.id)


def test_a_permit_with_a_period_opens_that_period(loaded):
    permit = permit_for(loaded, since=date(2026, 2, 10), until=date(2026, 3, 9))
    assert days(claims.listed(permit)) == [2]


def test_another_persons_permit_opens_none_of_it(house, loaded):
    other = people.make(permit_for(None), enrolled=True)
    claim_id = claims.listed(permit_for(loaded)).rows[0].id
    assert not claims.listed(permit_for(other)).rows
    with pytest.raises(NotThere):
        claims.one(permit_for(other), claim_id)
    with pytest.raises(NotThere):
        claims.one(permit_for(loaded), uuid4())


def test_pages_follow_each_other_without_gap_or_overlap(ada):
    given = [claim(str(place), on="2026-01-10" if place % 2 else "2026-01-11") for place in range(7)]
    resources.take_in_each(permit_for(ada), [incoming(one) for one in given])
    permit, seen, after = permit_for(ada), [], None
    while True:
        page = claims.listed(permit, after=after, limit=3)
        seen += [row.id for row in page]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert claims.listed(permit, limit=7).next is None


def test_another_persons_row_is_no_way_into_a_list(house, loaded):
    other = people.make(permit_for(None), enrolled=True)
    resources.take_in(permit_for(other), incoming(claim()))
    theirs = claims.listed(permit_for(loaded)).rows[0].id
    assert not claims.listed(permit_for(other), after=theirs).rows


def test_a_page_is_one_query(loaded):
    permit = permit_for(loaded)
    claims.listed(permit)
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        claims.listed(permit)
    assert (len(data), len(keys)) == (1, 0)


def test_one_claim_says_what_each_service_cost(loaded):
    permit = permit_for(loaded)
    found = claims.one(permit, claims.listed(permit).rows[2].id)
    assert (found.number, found.status, found.diagnoses) == ("CLM1", "paid", ("Common cold",))
    assert found.amounts.copay == Decimal(25)
    (line,) = found.lines
    assert (line.service, line.code, line.on) == ("Office visit", "99213", date(2026, 1, 10))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "paid"),
        ({"status": "cancelled"}, "cancelled"),
        ({"outcome": "queued"}, "in_process"),
        ({"totals": {"submitted": 100, "benefit": 0, "noncovered": 100}}, "denied"),
        ({"totals": {"submitted": 100, "benefit": 60, "noncovered": 40}}, "partly_paid"),
        ({"totals": {"submitted": 100, "eligible": 80, "benefit": 0, "deductible": 80}}, "paid"),
        ({"totals": {"submitted": 100}}, "processed"),
        ({"payment": {"type": {"coding": [{"code": "denied"}]}}}, "denied"),
        ({"payment": {"type": {"coding": [{"code": "partialpaid"}]}}}, "partly_paid"),
        ({"payment": {"type": {"coding": [{"code": "paid"}]}}, "totals": {"noncovered": 9}}, "paid"),
    ],
)
def test_the_status_is_one_a_member_understands(said, status):
    assert read_claim(claim(**said), {}).status == status


def test_what_is_owed_comes_from_its_parts_where_no_total_says_it():
    found = read_claim(claim(totals={"submitted": 100, "copay": 10, "coinsurance": 5.55, "deductible": 20}), {})
    assert found.you_owe == Decimal("35.55")


def test_a_reason_for_refusal_is_told_in_the_senders_words():
    adjudication = {
        "category": {"coding": [{"code": "denialreason"}]},
        "reason": {"coding": [{"code": "50"}], "text": "Not deemed a medical necessity"},
    }
    assert read_claim(claim(adjudication=[adjudication]), {}).reasons == ("Not deemed a medical necessity",)


@pytest.mark.parametrize("odd", [{}, {"item": 7}, {"total": [{"amount": {"value": "x"}}]}, {"provider": "me"}])
def test_an_odd_claim_is_read_as_far_as_it_goes(odd):
    assert read_claim({"resourceType": "ExplanationOfBenefit", **odd}, {}).billed is None
