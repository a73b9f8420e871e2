"""Books of their own to write in, and a hand in the database that can do anything but sign."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from wellkept.ledger import book, seals
from wellkept.ledger.entry import Entry

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def an_entry(**said) -> Entry:
    """An allowed look at contact details; `said` changes any field."""
    usual = {
        "id": uuid4(),
        "at": NOON,
        "verb": "claims.list",
        "visitor": f"member:{UUID(int=7)}",
        "party": "person.member",
        "subject": b"s" * 16,
        "action": "share",
        "data": ("contact.email", "contact.phone"),
        "purpose": "member.access",
        "clauses": ("model/2026-11#own-record", "us#access"),
        "verdict": "allowed",
        "reason": "allowed",
        "version": "model/2026-11",
        "conditions": 5,
        "request": "r-1",
    }
    return Entry(**(usual | said))


def written(count: int, *, start: datetime = NOON) -> list[Entry]:
    """Entries in the book, a second apart."""
    entries = [an_entry(at=start + timedelta(seconds=place), subject=os.urandom(16)) for place in range(count)]
    for entry in entries:
        book.write(entry)
    return entries


def sealed(count: int) -> list[Entry]:
    """The same, sealed in two heads."""
    first = written(count // 2)
    seals.seal(NOON)
    second = written(count - count // 2, start=NOON + timedelta(minutes=1))
    seals.seal(NOON + timedelta(minutes=2))
    return first + second


def sql(statement: str, *values):
    """Raw SQL, as somebody would type it who has the database and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall() if cursor.description else []


def take_triggers_away() -> None:
    if connection.vendor == "sqlite":
        for (name,) in sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%%'"):
            sql(f"DROP TRIGGER {name}")
        return
    for table, name in sql(
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname LIKE 'ledger_%%'"
    ):
        sql(f"DROP TRIGGER {name} ON {table}")


@pytest.fixture
def book_house(house):
    """A home in which to write and to tamper."""
    return house


@pytest.fixture
def unguarded(book_house):
    """Ten sealed entries in a book whose triggers are gone."""
    entries = sealed(10)
    take_triggers_away()
    return entries
