"""Ids on their way into and out of plain SQL, which the hot reads are written in."""

from __future__ import annotations

from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper


def as_param(connection: BaseDatabaseWrapper, identity: UUID) -> UUID | str:
    """An id as this database wants it: PostgreSQL has a type for it, SQLite keeps hexadecimal text."""
    return identity if connection.features.has_native_uuid_field else identity.hex


def id_of(value: object) -> UUID:
    """An id as a row gives it."""
    return value if isinstance(value, UUID) else UUID(str(value))


def hex_of(value: object) -> str:
    """An id as a row gives it, in hexadecimal."""
    return value.hex if isinstance(value, UUID) else str(value)


def marks(count: int) -> str:
    """So many placeholders: "%s,%s"."""
    return ",".join(["%s"] * count)
