"""What the database refuses by itself, with the triggers in place."""
# ruff: noqa: S608

import pytest
from django.db import DatabaseError, connection, transaction

from tests.ledger.conftest import NOON, an_entry, sealed, sql, written
from wellkept.ledger import book, in_force, seals, triggers
from wellkept.ledger.models import Entry, Leaf, Node, Volume

TABLES = {
    "ledger_entry": "count",
    "ledger_leaf": "hash",
    "ledger_node": "hash",
    "ledger_head": "at",
    "ledger_volume": "at",
    "ledger_in_force": "told",
}


@pytest.fixture
def full(book_house):
    """A row in every table."""
    book.write_each([an_entry() for _ in range(260)])
    seals.seal(NOON)
    in_force.put_in_force("model/2026-11", at=NOON)
    Volume.objects.create(year=2000, first=0, end=0, through=0, root=b"", peaks=b"", at=0, signature=b"")


def refused(statement, *values, because="append-only"):
    with pytest.raises(DatabaseError, match=because), transaction.atomic():
        sql(statement, *values)


@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_no_row_can_be_changed_or_removed(full, table, column):
    before = sql(f"SELECT count(*) FROM {table}")
    assert before != [(0,)]
    refused(f"UPDATE {table} SET {column} = {column}")
    refused(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        refused(f"TRUNCATE {table}")
        # Only a superuser may ask for this at all; it is refused to her by the triggers.
        as_replica = f"SET LOCAL session_replication_role = replica; DELETE FROM {table}"
        refused(as_replica, because="append-only|permission denied to set parameter")
    assert sql(f"SELECT count(*) FROM {table}") == before


@pytest.mark.parametrize("table", TABLES)
def test_no_insert_goes_over_a_row_that_is_there(full, table):
    if connection.vendor == "sqlite":
        refused(f"REPLACE INTO {table} SELECT * FROM {table}")
        refused(f"INSERT OR IGNORE INTO {table} SELECT * FROM {table}")
        return
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(f"INSERT INTO {table} SELECT * FROM {table}")


def test_no_insert_goes_over_an_id_or_a_place_that_is_there(full):
    """The other unique columns, by which SQLite's REPLACE would remove a row as well."""
    if connection.vendor == "postgresql":
        refused(
            "INSERT INTO ledger_node (start, width, hash) SELECT start, width, hash FROM ledger_node "
            "ON CONFLICT (width, start) DO UPDATE SET hash = excluded.hash"
        )
        return
    columns = "id, at, verb, visitor, party, role, subject, action, data, purpose, clauses, verdict, reason, version"
    columns += ', conditions, missing, request, "of", count, digest'
    refused(f"REPLACE INTO ledger_entry ({columns}) SELECT {columns} FROM ledger_entry WHERE number = 3")
    refused("REPLACE INTO ledger_leaf SELECT position + 1000, number, hash FROM ledger_leaf WHERE position = 3")
    refused("REPLACE INTO ledger_node (start, width, hash) SELECT start, width, hash FROM ledger_node")


def test_an_orm_delete_or_save_is_refused_too(full):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()
    row = Entry.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    assert (Entry.objects.count(), Leaf.objects.count(), Node.objects.count()) == (260, 260, 1)


def test_a_switched_off_or_rewritten_trigger_counts_as_missing(book_house):
    if connection.vendor == "postgresql":
        sql("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_update")
        function = "FUNCTION ledger_leaf_no_update() RETURNS trigger LANGUAGE plpgsql"
        sql("CREATE OR REPLACE " + function + " AS 'BEGIN RETURN NEW; END'")
    else:
        sql("DROP TRIGGER ledger_entry_no_update")
        sql("DROP TRIGGER ledger_leaf_no_update")
        sql("CREATE TRIGGER ledger_leaf_no_update BEFORE UPDATE ON ledger_leaf BEGIN SELECT 1; END")
    assert triggers.missing(connection) == ["ledger_entry_no_update", "ledger_leaf_no_update"]


def test_writing_and_sealing_go_on_under_the_triggers(full):
    written(3)
    sealed(4)
    assert triggers.missing(connection) == []
