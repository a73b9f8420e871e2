"""Writes the book. Only the gate imports this module, and writes before anything is released."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from wellkept.exits.keys import ring
from wellkept.ledger import looks, stored, witness
from wellkept.ledger.entry import FIELDS, Entry, NotForTheBook, canonical, columns

__all__ = ["Entry", "NoTransaction", "NotCommitted", "NotForTheBook", "add", "write", "write_and_look", "write_each"]

_NAMES = ", ".join(f'"{"id" if field == "uuid" else field}"' for field in (*FIELDS, "digest"))
_INSERT = f"INSERT INTO ledger_entry ({_NAMES}) VALUES ({', '.join(['%s'] * (len(FIELDS) + 1))})"  # noqa: S608

_INSERT_RETURNING = f"{_INSERT} RETURNING number"
_INSERT_AND_LOOK = f"{_INSERT_RETURNING}, ({looks.LAST})"


class NoTransaction(RuntimeError):
    """An entry that belongs to a change was added outside the transaction of the change."""

    def __init__(self) -> None:
        super().__init__("open the transaction of the change first, and add its entry inside")


class NotCommitted(RuntimeError):
    """The connection was taken out of autocommit, so that nobody would commit the entry."""

    def __init__(self) -> None:
        super().__init__("the ledger writes on a connection in autocommit, so that the entry stands when write returns")


def write(entry: Entry) -> UUID:
    """Write an entry, committed when this returns.

    Raises RuntimeError inside another transaction, which could take the entry back, and `NotForTheBook`.
    """
    row = _row(entry)
    if connection.in_atomic_block:
        with transaction.atomic(durable=True):
            number = _inserted(row)
        witness.saw([(entry.id, number)])
        return entry.id
    # A statement by itself is a transaction of its own, and saves a quarter of the time on PostgreSQL.
    if not connection.get_autocommit():
        raise NotCommitted
    witness.saw([(entry.id, _inserted(row))])
    return entry.id


def write_and_look(entry: Entry) -> looks.Look | None:
    """Write an entry as `write` does, and say in the same statement who but its visitor looked last at its subject.

    Raises as `write`.
    """
    row = _row(entry)
    if connection.in_atomic_block or not connection.get_autocommit():
        raise NotCommitted
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_AND_LOOK, (*row, entry.subject, entry.visitor))
        # On SQLite the statement ends, and so is committed, when the row that it gives has been taken.
        [(number, found)] = cursor.fetchall()
    witness.saw([(entry.id, number)])
    return looks.look(found)


def write_each(entries: Sequence[Entry]) -> list[UUID]:
    """Write entries in their order, all or none, committed when this returns. Raises as `write`."""
    rows = [_row(entry) for entry in entries]
    if rows:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.executemany(_INSERT, rows)
        given = stored.numbers_of([entry.id for entry in entries])
        witness.saw((entry.id, given[entry.id]) for entry in entries)
    return [entry.id for entry in entries]


def add(entry: Entry) -> UUID:
    """Write an entry in the open transaction, so that it stands exactly if the change does.

    Raises `NoTransaction` and `NotForTheBook`.
    """
    if not connection.in_atomic_block:
        raise NoTransaction
    row = _row(entry)
    number = _inserted(row)
    transaction.on_commit(lambda: witness.saw([(entry.id, number)]))
    return entry.id


def _inserted(row: tuple[str | int | bytes | None, ...]) -> int:
    """The number that the entry was given."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_INSERT_RETURNING, row)
            [number] = cursor.fetchone()
        else:
            cursor.execute(_INSERT, row)
            number = cursor.lastrowid
    return int(number)


def _row(entry: Entry) -> tuple[str | int | bytes | None, ...]:
    values = columns(entry)
    return (*values, ring().digest(canonical(values)))
