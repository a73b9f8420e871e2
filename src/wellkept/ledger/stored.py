"""Rows of entries as the database gives them, whatever a hand in it put there: a row of any form can be read.

A column that holds what the book never writes (another type, bytes that are no text, nothing) makes a row without
content, which carries nobody's digest; it is never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from django.db import OperationalError, connection

from wellkept.exits.keys import Ring
from wellkept.ledger.entry import FIELDS, Columns, canonical

NOT_A_NUMBER: Final = -1
NOT_GENUINE: Final = "does not carry the digest of what it says: changed, or written by another hand"
_CHUNK = 2_000
_IDS_AT_ONCE = 500
_NAMES = ", ".join(f'"{"id" if field == "uuid" else field}"' for field in FIELDS)
_ENTRIES = (
    f"SELECT number, digest, {_NAMES} FROM ledger_entry "  # noqa: S608
    "WHERE number > %s AND number <= %s ORDER BY number LIMIT %s"
)
_BY_ID = f"SELECT number, digest, {_NAMES} FROM ledger_entry WHERE id = %s"  # noqa: S608
_IDS = frozenset(("uuid", "of"))
_NUMBERS = frozenset(("at", "count"))
_MAY_BE_NONE = frozenset(("subject", "of"))


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the database has it; `columns` and `content` are None where they have not the form of the book."""

    number: int
    digest: bytes
    columns: Columns | None
    content: bytes | None

    @property
    def id(self) -> UUID | None:
        """The entry's id, where the row has its form."""
        return None if self.columns is None else UUID(self.columns[0])

    @property
    def at(self) -> int:
        """Microseconds since 1970 UTC; 0 where the row has not its form."""
        return 0 if self.columns is None else self.columns[1]

    def is_genuine(self, ring: Ring) -> bool:
        """Whether the row carries the digest of what it says, which only the program can make."""
        return self.content is not None and ring.digest(self.content) == self.digest


def entries(after: int, until: int) -> Iterator[Stored]:
    """Entries with a number above `after`, up to `until`, in constant memory."""
    while chunk := some(after, until, _CHUNK):
        yield from chunk
        after = chunk[-1].number


def some(after: int, until: int, most: int) -> list[Stored]:
    """The first `most` of these entries."""
    return [_stored(*row) for row in fetched(_ENTRIES, (after, until, most))]


def by_id(wanted: UUID) -> Stored | None:
    """One entry by its id."""
    rows = fetched(_BY_ID, (_param(wanted),))
    return _stored(*rows[0]) if rows else None


def numbers_of(ids: Sequence[UUID]) -> dict[UUID, int]:
    """The numbers under which entries stand, the lowest where an id stands twice; who is not there has none."""
    found: dict[UUID, int] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = [_param(one) for one in ids[start : start + _IDS_AT_ONCE]]
        marks = ", ".join(["%s"] * len(some))
        rows = fetched(f"SELECT id, number FROM ledger_entry WHERE id IN ({marks}) ORDER BY number DESC", some)  # noqa: S608
        found |= {UUID(str(one)): number for one, number in rows}
    return found


def fetched(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query. What SQLite keeps as text and is none comes with lone surrogates, which no digest takes."""
    try:
        return _fetched(statement, values)
    except OperationalError:
        if connection.vendor != "sqlite":
            raise
    raw = connection.connection
    usual = raw.text_factory
    raw.text_factory = lambda text: text.decode(errors="surrogateescape")
    try:
        return _fetched(statement, values)
    finally:
        raw.text_factory = usual


def as_bytes(value: object) -> bytes:
    """A column of bytes; none where it holds something else."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def as_number(value: object) -> int:
    """A column of whole numbers from 0; `NOT_A_NUMBER` where it holds something else."""
    return value if type(value) is int and value >= 0 else NOT_A_NUMBER


def _fetched(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cast("list[tuple[Any, ...]]", cursor.fetchall())


def _stored(number: int, digest: object, *values: object) -> Stored:
    try:
        columns = cast("Columns", tuple(map(_column, FIELDS, values)))
        return Stored(number, as_bytes(digest), columns, canonical(columns))
    except (TypeError, ValueError):
        return Stored(number, as_bytes(digest), None, None)


def _column(field: str, value: object) -> object:
    """One column as the book writes it. Raises TypeError and ValueError for any other form."""
    if value is None and field in _MAY_BE_NONE:
        return None
    if field in _IDS:
        return _id(value)
    if field == "subject" and isinstance(value, bytes | memoryview):
        return bytes(value)
    if field != "subject" and type(value) is (int if field in _NUMBERS else str):
        return value
    raise TypeError(field)


def _param(one: UUID) -> UUID | str:
    return one if connection.vendor == "postgresql" else one.hex


def _id(value: object) -> str:
    """An id as its 32 digits, which PostgreSQL keeps as an id and SQLite as text."""
    if isinstance(value, UUID):
        return value.hex
    if type(value) is str and UUID(value).hex == value:
        return value
    raise TypeError(value)
