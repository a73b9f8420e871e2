"""Readings of the one book."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.ledger.conftest import NOON, an_entry
from wellkept.ledger import book, reading

ROSA, ELENA = b"r" * 16, b"e" * 16


@pytest.mark.promise("R10")
def test_a_members_history_is_hers_alone_newest_first_page_by_page(book_house):
    hers = [an_entry(subject=ROSA, at=NOON + timedelta(minutes=place)) for place in range(7)]
    for entry in hers:
        book.write(entry)
        book.write(an_entry(subject=ELENA))
        book.write(an_entry(subject=None))
    page = reading.about(ROSA, limit=3)
    seen = list(page.rows)
    while page.next is not None:
        page = reading.about(ROSA, before=page.next, limit=3)
        seen += page.rows
    assert [row.id for row in seen] == [entry.id for entry in reversed(hers)]
    assert {row.clauses for row in seen} == {hers[0].clauses}
    assert reading.about(ROSA, limit=7).next is None
    assert reading.about(b"n" * 16).rows == ()


def test_the_accounting_lists_what_was_shared_for_an_accountable_purpose(book_house):
    out = an_entry(subject=ROSA, action="share", purpose="law.process", party="person.visitor")
    others = [
        an_entry(subject=ROSA, action="use", purpose="law.process"),
        an_entry(subject=ROSA, action="share", purpose="payment.claims"),
        an_entry(subject=ROSA, action="share", purpose="law.process", verdict="refused"),
        an_entry(subject=ROSA, action="share", purpose="law.process", verdict="done", of=out.id),
        an_entry(subject=ELENA, action="share", purpose="law.process"),
        an_entry(subject=ROSA, action="share", purpose="law.process", at=NOON - timedelta(days=1)),
    ]
    book.write_each([*others[:3], out, *others[3:]])
    page = reading.disclosures(ROSA, since=NOON)
    assert [row.id for row in page.rows] == [out.id]
    assert len(reading.disclosures(ROSA, since=NOON - timedelta(days=2)).rows) == 2


def test_a_period_is_read_in_the_order_of_the_book(book_house, monkeypatch):
    monkeypatch.setattr(reading, "_CHUNK", 4)
    entries = [an_entry(at=NOON + timedelta(hours=place)) for place in range(10)]
    book.write_each(entries)
    found = list(reading.between(NOON + timedelta(hours=1), NOON + timedelta(hours=9)))
    assert [row.id for row in found] == [entry.id for entry in entries[1:9]]
    assert [row.number for row in reading.between(NOON, NOON + timedelta(hours=9), after=7)] == [8, 9]


def test_counts_count_folded_refusals_one_by_one(book_house):
    book.write_each([an_entry(), an_entry(verdict="refused", count=12), an_entry(verdict="refused")])
    day = timedelta(days=1)
    assert reading.counts(NOON, NOON + day) == {("claims.list", "allowed"): 1, ("claims.list", "refused"): 13}
    assert reading.counts(NOON, NOON + day, by=("purpose",)) == {("member.access",): 14}
    assert reading.counts(NOON + day, NOON + day * 2) == {}


def test_an_unknown_entry_is_none(book_house):
    assert reading.entry(uuid4()) is None
    assert reading.canonical_of(uuid4()) is None
