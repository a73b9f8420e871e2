"""Writing: committed when it returns, and never taken back by somebody else's transaction."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from tests.ledger.conftest import NOON, an_entry, sql
from wellkept.ledger import book, reading, seals
from wellkept.ledger.models import Entry, Leaf
from wellkept.ledger.verify import verify

WRITES = (book.write, book.write_and_look)


def add_and_fail():
    with suppress(ZeroDivisionError), transaction.atomic():
        book.add(an_entry())
        raise ZeroDivisionError


def test_what_was_written_is_read_as_it_was(book_house):
    entry = an_entry(of=UUID(int=9), missing=2)
    assert book.write(entry) == entry.id
    row = reading.entry(entry.id)
    same = ("id", "at", "verb", "visitor", "party", "role", "subject", "action", "data", "purpose", "clauses")
    same += ("verdict", "reason", "version", "request", "of", "count")
    assert {name: getattr(row, name) for name in same} == {name: getattr(entry, name) for name in same}
    assert row.conditions == ("requested", "authorised")
    assert row.missing == ("consent",)


def test_a_write_inside_a_transaction_is_refused(book_house):
    for write in WRITES:
        with pytest.raises(RuntimeError), transaction.atomic():
            write(an_entry())
    with pytest.raises(RuntimeError), transaction.atomic():
        book.write_each([an_entry()])
    assert not Entry.objects.exists()


def test_a_write_that_nobody_would_commit_is_refused(book_house):
    connection.set_autocommit(False)
    try:
        for write in WRITES:
            with pytest.raises(book.NotCommitted):
                write(an_entry())
    finally:
        connection.set_autocommit(True)


def test_an_added_entry_stands_or_falls_with_the_change(book_house):
    with pytest.raises(book.NoTransaction):
        book.add(an_entry())
    add_and_fail()
    assert not Entry.objects.exists()
    with transaction.atomic():
        book.add(an_entry())
    assert Entry.objects.count() == 1


def test_many_entries_are_all_or_none_and_in_order(book_house):
    entries = [an_entry() for _ in range(50)]
    assert book.write_each(entries) == [entry.id for entry in entries]
    assert [row.uuid for row in Entry.objects.order_by("number")] == [entry.id for entry in entries]
    with pytest.raises(book.NotForTheBook):
        book.write_each([an_entry(), an_entry(verb="NO")])
    assert Entry.objects.count() == 50
    assert book.write_each([]) == []


@pytest.mark.parametrize("write", WRITES)
def test_a_write_is_one_statement(book_house, django_assert_num_queries, write):
    write(an_entry())
    with django_assert_num_queries(1):
        write(an_entry())


@pytest.mark.parametrize("write", WRITES)
def test_what_was_written_stands_when_write_returns(book_house, write):
    """Another connection sees it, and no lock is held that would keep it from writing."""
    entry = an_entry()
    write(entry)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_entry")
            assert cursor.fetchone() == (1,)
            cursor.execute(book._INSERT, book._row(an_entry()))
    finally:
        other.close()


def test_eight_threads_write_while_the_book_is_sealed(book_house):
    def write():
        try:
            for _ in range(40):
                book.write(an_entry())
        finally:
            connections.close_all()

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seals.seal(NOON)
    for thread in threads:
        thread.join()
    seals.seal(NOON)
    assert Entry.objects.count() == Leaf.objects.count() == 320
    verdict = verify()
    assert verdict.sound, verdict.first
    assert verdict.sealed == 320


WRITER = """
import django, sys
django.setup()
from django.db import connections
from tests.ledger.conftest import an_entry
from wellkept.ledger import book
connections.settings["default"]["NAME"] = sys.argv[1]
while True:
    entry = an_entry()
    getattr(book, sys.argv[2])(entry)
    print(entry.id, flush=True)
"""


@pytest.mark.parametrize("write", WRITES)
def test_a_killed_writer_loses_nothing_that_it_was_told_of(book_house, write):
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", WRITER, book_house.data, write.__name__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        told = [writer.stdout.readline().strip() for _ in range(25)]
        writer.send_signal(signal.SIGKILL)
        told += [line.strip() for line in writer.stdout if line.endswith("\n")]
    there = {str(uuid) for uuid in Entry.objects.values_list("uuid", flat=True)}
    assert len(told) >= 25
    assert set(told) <= there
    assert len(there) <= len(told) + 1
    assert verify().sound


@pytest.mark.postgres
def test_a_late_lower_number_is_never_skipped(book_house):
    """A number taken before, committed after: it is sealed in its place, or sealing waits."""
    late = connections.create_connection("default")
    late.set_autocommit(False)
    with late.cursor() as cursor:
        cursor.execute(book._INSERT, book._row(an_entry()))
    book.write(an_entry())
    assert seals.seal(NOON) == 0
    late.commit()
    late.close()
    assert seals.seal(NOON) == 2
    assert [leaf.number for leaf in Leaf.objects.order_by("position")] == [1, 2]
    assert verify().sound


def test_a_write_that_was_taken_back_leaves_a_sound_book(book_house):
    book.write(an_entry())
    add_and_fail()
    book.write(an_entry())
    assert verify().sound
    seals.seal(NOON)
    assert verify().sound
    assert sql("SELECT max(number) FROM ledger_entry") == [(2 if connection.vendor == "sqlite" else 3,)]
