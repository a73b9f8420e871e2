"""Tries are counted for everybody at once, and nobody can lock somebody else out for good."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from wellkept.identity import limits
from wellkept.identity.limits import Limit, Verdict, clear, forgive, spend, take_back
from wellkept.identity.models import Tries

LIMIT = Limit(tries=3, pause=timedelta(minutes=15))
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def counted(house, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def tries(times, who="rosa", address="192.0.2.1", *, at=NOW):
    return [spend("password", who, address, LIMIT, at=at) for _ in range(times)]


def test_after_so_many_tries_there_is_a_pause_and_then_as_many_again():
    assert tries(4) == [Verdict.GO] * 3 + [Verdict.PAUSE]
    assert tries(1, at=NOW + timedelta(minutes=14)) == [Verdict.PAUSE]
    assert tries(4, at=NOW + timedelta(minutes=16)) == [Verdict.GO] * 3 + [Verdict.PAUSE]


def test_trying_on_while_there_is_a_pause_does_not_make_it_longer():
    tries(4)
    for minute in range(15):
        assert tries(1, at=NOW + timedelta(minutes=minute)) == [Verdict.PAUSE]
    assert tries(1, at=NOW + timedelta(minutes=15, seconds=1)) == [Verdict.GO]


def test_a_pause_holds_for_who_guesses_and_not_for_the_owner_elsewhere():
    tries(10)
    assert tries(1, address="198.51.100.7") == [Verdict.GO]


def test_tries_from_everywhere_make_a_password_alone_too_little_and_no_more():
    verdicts = [spend("password", "rosa", f"203.0.113.{n}", LIMIT, at=NOW) for n in range(16)]
    assert verdicts == [Verdict.GO] * 15 + [Verdict.MORE]


def test_one_password_tried_on_everybody_pauses_the_address():
    verdicts = [spend("password", f"member-{n}", "192.0.2.1", LIMIT, at=NOW) for n in range(31)]
    assert verdicts == [Verdict.GO] * 30 + [Verdict.PAUSE]


def test_a_success_forgives_and_what_is_another_use_is_counted_apart():
    tries(3)
    clear("password", "rosa", "192.0.2.1")
    assert tries(3) == [Verdict.GO] * 3
    assert spend("reset", "rosa", "192.0.2.1", LIMIT, at=NOW) is Verdict.GO


def test_a_hundred_failures_in_a_row_end_it_until_a_new_proof():
    for n in range(100):
        assert tries(1, address=f"a{n}", at=NOW + timedelta(hours=n)) == [Verdict.GO]
    assert tries(1, address="b", at=NOW + timedelta(days=30)) == [Verdict.SPENT]
    forgive("password", "rosa")
    assert tries(1, address="c", at=NOW + timedelta(days=31)) == [Verdict.GO]


def test_a_row_of_a_hundred_is_kept_and_other_counts_go():
    tries(101)
    tries(1, who="avery")
    assert limits.remove_over(before=NOW + timedelta(days=2)) == 4
    assert tries(1, address="d", at=NOW + timedelta(days=3)) == [Verdict.SPENT]


def test_fifty_at_once_are_no_more_than_the_limit():
    def one(_):
        try:
            return spend("password", "rosa", "192.0.2.1", LIMIT, at=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(one, range(50)))
    # Each is counted before it is judged, so that eight at the same moment may all be told to pause.
    assert verdicts.count(Verdict.GO) <= 3
    assert spend("password", "rosa", "192.0.2.1", LIMIT, at=NOW) is Verdict.PAUSE


def test_no_row_says_whose_or_from_where():
    tries(1, who="rosa-delgado", address="192.0.2.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_tries")
        kept = str(cursor.fetchall())
    assert "rosa" not in kept
    assert "192.0.2" not in kept
    assert Tries.objects.count() == 3


def test_a_try_that_was_not_in_vain_counts_no_more_and_forgives_none():
    tries(2)
    for _ in range(5):
        assert tries(1) == [Verdict.GO]
        take_back("password", "rosa", "192.0.2.1")
    assert tries(2) == [Verdict.GO, Verdict.PAUSE]
    take_back("password", "nobody", "192.0.2.1")
