"""Rows made ready beforehand: while a transaction is open nothing is read, sealed or reckoned, so that it is short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from django.db import connections, transaction
from django.db.models import (
    AutoField,
    BigAutoField,
    BigIntegerField,
    BinaryField,
    BooleanField,
    CharField,
    Field,
    IntegerField,
    Model,
)

from wellkept.vault.rows import as_param

Values = tuple[Any, ...]

_PAGE = 4096
# What is removed goes first and what is new last, whichever of several changes said it first.
_ORDER = ("DELETE", "UPDATE", "INSERT")
# Both drivers take these values as they are.
_AS_IT_IS = (BigIntegerField, BinaryField, BooleanField, CharField, IntegerField)


class Writes:
    """Rows to write, by statement.

    `size` says how long the writing takes: the number of rows, and one more for every 4 KiB in them.
    """

    __slots__ = ("_rows", "size")

    def __init__(self) -> None:
        self._rows: dict[str, list[Values]] = {}
        self.size = 0

    @classmethod
    def together(cls, several: Iterable[Writes]) -> Self:
        """Those of several changes, none of which writes a row of another."""
        made = cls()
        for one in several:
            for statement, rows in one._rows.items():  # noqa: SLF001 - its own kind
                made._rows.setdefault(statement, []).extend(rows)
            made.size += one.size
        return made

    def add(self, statement: str, values: Values) -> None:
        """One more row for a statement, which begins with INSERT, UPDATE or DELETE."""
        self._rows.setdefault(statement, []).append(values)
        self.size += 1 + sum(len(value) for value in values if isinstance(value, bytes | memoryview)) // _PAGE

    def insert(self, row: Model) -> None:
        """A new row."""
        statement, fields = _insert(type(row))
        self.add(statement, _values(row, fields))

    def update(self, row: Model, *names: str) -> None:
        """Some fields of a row, all of them if none is named."""
        statement, fields = _update(type(row), names)
        self.add(statement, (*_values(row, fields), as_param(connections["default"], row.pk)))

    def delete(self, model: type[Model], column: str, known_as: UUID) -> None:
        """The rows that have this id in a column."""
        table = model._meta.db_table  # noqa: SLF001 - public by name
        row = as_param(connections["default"], known_as)
        self.add(f'DELETE FROM "{table}" WHERE "{column}" = %s', (row,))  # noqa: S608

    def write(self) -> None:
        """Write them, all or none."""
        if self._rows and connections["default"].in_atomic_block:
            self._execute()
        elif self._rows:
            with transaction.atomic():
                self._execute()

    def _execute(self) -> None:
        with connections["default"].cursor() as cursor:
            for statement in sorted(self._rows, key=lambda said: _ORDER.index(said[:6])):
                cursor.executemany(statement, self._rows[statement])


_Fields = tuple["Field[Any, Any]", ...]


@lru_cache
def _insert(model: type[Model]) -> tuple[str, _Fields]:
    fields = _fields(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', fields  # noqa: S608, SLF001


@lru_cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, _Fields]:
    fields = tuple(field for field in _fields(model) if not field.primary_key and (field.name in names or not names))
    said = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {said} WHERE "id" = %s', fields  # noqa: S608, SLF001


def _fields(model: type[Model]) -> _Fields:
    """The columns that a row is written with: all but a number that the database gives."""
    found: Sequence[Field[Any, Any]] = model._meta.concrete_fields  # noqa: SLF001
    return tuple(field for field in found if not isinstance(field, AutoField | BigAutoField))


def _values(row: Model, fields: _Fields) -> Values:
    store = connections["default"]
    return tuple(
        getattr(row, field.attname)
        if isinstance(field, _AS_IT_IS)
        else field.get_db_prep_save(getattr(row, field.attname), store)
        for field in fields
    )
