"""Rows of every wrong form: what a hand can put into a column is found and named, and nothing ends in an error."""

# ruff: noqa: S608
import random
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tests.ledger.conftest import NOON, sealed, sql, take_triggers_away, written
from wellkept.ledger import in_force, reading, seals, telling
from wellkept.ledger.entry import FIELDS
from wellkept.ledger.verify import verify
from wellkept.site.checking import wrongly_done

COLUMNS = [*("id" if field == "uuid" else field for field in FIELDS), "digest"]
OTHER_TABLES = {
    "ledger_leaf": ("position", "number", "hash"),
    "ledger_head": ("size", "through", "root", "at", "signature"),
    "ledger_in_force": ("version", "at", "noted", "told", "digest"),
}
NOT_TEXT = b"\xff\xfe\x80"


@contextmanager
def for_a_moment():
    """Changes that are taken back afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def loosen():
    """What no row could hold otherwise: on PostgreSQL nothing in its place, on SQLite any type stands anywhere."""
    take_triggers_away()
    if connection.vendor == "postgresql":
        for column in COLUMNS:
            sql(f'ALTER TABLE ledger_entry ALTER COLUMN "{column}" DROP NOT NULL')


@pytest.fixture
def loosened(book_house):
    """Ten sealed entries and three that wait, in tables that take anything; what was in force is written too."""
    in_force.put_in_force("model/2026-11", at=NOON.replace(month=1), told="web")
    in_force.put_in_force("model/2026-05", at=NOON.replace(year=2027), told="web")
    sealed(10)
    written(3)
    loosen()
    assert verify().sound


def anything(chance):
    """Something that a hand may type into a column."""
    return chance.choice(
        [
            None,
            chance.randrange(-5, 5),
            chance.randrange(-(2**63), 2**63),
            2**62,
            chance.random() * 1e6,
            float("inf"),
            "",
            "[]",
            "5",
            "null",
            "[[1], {}]",
            '{"a": 1}',
            "[" * 2_000,
            "x" * chance.choice([1, 200, 100_000]),
            chance.randbytes(chance.choice([0, 1, 15, 16, 17, 31, 32, 33, 64, 5_000])),
            NOT_TEXT,
            "ñ\u2028",
            UUID(int=chance.getrandbits(128)).hex,
        ]
    )


def typed(column, chance):
    """The same as SQL: what SQLite shall keep as text, though it is none, needs a cast."""
    value = anything(chance)
    if connection.vendor == "sqlite" and isinstance(value, bytes) and chance.random() < 0.5:
        return f'"{column}" = CAST(%s AS TEXT)', value
    return f'"{column}" = %s', value


def edited(table, column, key, chosen, chance):
    """Whether one edit was taken, and left something else than was there."""
    shown = 'typeof("{0}"), hex("{0}")' if connection.vendor == "sqlite" else '"{0}"::text'
    look = f"SELECT {shown.format(column)} FROM {table} WHERE {key} = %s"
    before = sql(look, chosen)
    change, value = typed(column, chance)
    try:
        with transaction.atomic():
            sql(f"UPDATE {table} SET {change} WHERE {key} = %s", value, chosen)
    except (DatabaseError, ValueError):
        return False
    return sql(look, chosen) != before


@pytest.mark.parametrize("seed", range(20))
def test_any_edit_of_any_column_is_found_and_names_its_entry(loosened, seed):
    chance, found = random.Random(seed), 0
    while found < len(COLUMNS):
        column, number = COLUMNS[found], chance.randrange(1, 14)
        with for_a_moment():
            if not edited("ledger_entry", column, "number", number, chance):
                continue
            found += 1
            first = verify().first
            assert (first.kind, first.number) == ("changed", number), column
            assert any(line.startswith(f"entry {number} does not carry") for line in wrongly_done()), column
            telling.verdict_lines(verify(), NOON)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("table", OTHER_TABLES)
def test_any_edit_around_the_entries_is_found(loosened, table, seed):
    chance, found = random.Random(seed), 0
    columns = OTHER_TABLES[table]
    key = {"ledger_leaf": "number", "ledger_head": "size", "ledger_in_force": "number"}[table]
    while found < 2 * len(columns):
        chosen = 5 if table == "ledger_head" else chance.randrange(1, 3)
        column = columns[found % len(columns)]
        with for_a_moment():
            if not edited(table, column, key, chosen, chance):
                continue
            found += 1
            assert not verify().sound, column
            list(wrongly_done())


def test_a_row_of_no_form_keeps_nobody_from_sealing_and_is_still_found(loosened):
    sql("UPDATE ledger_entry SET data = %s WHERE number = 12", "5" if connection.vendor == "postgresql" else NOT_TEXT)
    assert seals.seal(NOON) == 3
    assert (verify().first.kind, verify().first.number) == ("changed", 12)


def test_a_page_that_needs_a_row_of_no_form_says_which(loosened):
    subject = sql("SELECT subject FROM ledger_entry WHERE number = 4")[0][0]
    sql("UPDATE ledger_entry SET data = '5' WHERE number = 4")
    with pytest.raises(reading.NotAsWritten, match="entry 4 "):
        reading.about(bytes(subject))


def test_a_forged_turn_does_not_count(loosened):
    sql("UPDATE ledger_in_force SET version = 'model/2020-01' WHERE number = 1")
    assert [turn.version for turn in in_force.turns()] == ["model/2026-05"]
    assert any(line.startswith("row 1 of what was in force") for line in wrongly_done())
