"""The last look of somebody else, which every page of a member tells."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.ledger.conftest import NOON, an_entry, sql
from wellkept.ledger import book, looks

HER = "member:00000000-0000-0000-0000-000000000007"
STAFF = {"visitor": f"staff:{uuid4()}", "party": "workforce.billing", "action": "use", "purpose": "operations.service"}


def look(after: int, **said):
    book.write(an_entry(at=NOON + timedelta(minutes=after), **said))


def last(than):
    """What a visitor is told who looks now."""
    return book.write_and_look(an_entry(visitor=than))


@pytest.fixture
def looked_at(book_house):
    """A look by the staff, and much since that is no look of somebody else."""
    look(0, **STAFF)
    look(1, **STAFF, verdict="refused", reason="condition")
    look(2, **STAFF, subject=b"o" * 16)
    look(3, visitor="feed.claims", party="feed.claims", action="collect", purpose="payment.claims")
    look(4, visitor="clock", party="workforce.program", action="use", purpose="operations.service")
    for minute in range(5, 210):
        look(minute)


def test_the_last_look_is_found_behind_any_number_of_her_own(looked_at):
    assert last(HER) == looks.Look(NOON, "workforce.billing")


def test_a_visitor_is_not_told_of_her_own_look(looked_at):
    assert last(STAFF["visitor"]) is None


def test_a_representative_is_somebody_else(looked_at):
    look(300, visitor=f"member:{uuid4()}", party="representative.invited")
    assert last(HER) == looks.Look(NOON + timedelta(minutes=300), "representative.invited")


def test_who_looks_at_nobody_in_particular_is_told_of_nobody(looked_at):
    assert book.write_and_look(an_entry(subject=None)) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans a table this small, whatever its indexes")
def test_the_last_look_is_found_by_its_index(book_house):
    (plan,) = sql(f"EXPLAIN QUERY PLAN {looks.LAST}", b"s" * 16, HER)
    assert plan[3] == "SEARCH e USING INDEX ledger_entry_looks (subject=?)"
