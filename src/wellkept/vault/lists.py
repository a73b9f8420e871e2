"""Pages of sealed summaries: one query in plain SQL, filtered by the permit, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connections

from wellkept.policy.asks import Permit
from wellkept.vault.models import Resource
from wellkept.vault.permits import person_of
from wellkept.vault.resources import SEALED, SUMMARY, search_digest
from wellkept.vault.rows import as_param, hex_of, marks
from wellkept.vault.sealing import Seals


class NotThere(LookupError):
    """The permit's person has no such row, or the permit does not open it; which of the two is not said."""


def listed(
    permit: Permit,
    kinds: Sequence[str],
    leaves: Sequence[str],
    *,
    after: UUID | None = None,
    limit: int,
    code: str = "",
) -> tuple[list[tuple[str, str, int, list[Any]]], UUID | None]:
    """(id in hexadecimal, category, labels, summary) newest first, and what to ask for next.

    Only rows of these FHIR types and open leaves, without closed labels, within the permit's period.
    """
    seals = Seals(permit.key)
    where, params = narrowing(permit, seals, kinds, leaves)
    connection = connections["default"]
    if after is not None:
        found = as_param(connection, after)
        where += " AND (r.day, r.id) < (SELECT a.day, a.id FROM vault_resource a WHERE a.id = %s AND a.person_id = %s)"
        params += [found, as_param(connection, person_of(permit))]
    if code:
        where += " AND r.id IN (SELECT v.resource_id FROM vault_searchvalue v WHERE v.person = %s"
        where += " AND v.parameter = 'code' AND v.digest = %s)"
        params += [as_param(connection, person_of(permit)), search_digest(seals, "code", code)]
    sql = (
        "SELECT r.id, r.category, r.labels, r.summary FROM vault_resource r "  # noqa: S608
        f"WHERE {where} ORDER BY r.day DESC, r.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, limit + 1])
        rows = cursor.fetchall()
    opened = []
    for row, category, labels, sealed in rows[:limit]:
        name = hex_of(row)
        opened.append((name, category, labels, orjson.loads(seals.open(sealed, SUMMARY, name))))
    return opened, UUID(opened[-1][0]) if len(rows) > limit else None


def whole(permit: Permit, kinds: Sequence[str], leaves: Sequence[str], *, limit: int) -> list[tuple[str, bytes]]:
    """(id in hexadecimal, the resource's bytes) newest first."""
    seals = Seals(permit.key)
    where, params = narrowing(permit, seals, kinds, leaves)
    sql = f"SELECT r.id, r.sealed FROM vault_resource r WHERE {where} ORDER BY r.day DESC, r.id DESC LIMIT %s"  # noqa: S608
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, [*params, limit])
        rows = [(hex_of(row), sealed) for row, sealed in cursor.fetchall()]
    return [(row, seals.open(sealed, SEALED, row)) for row, sealed in rows]


def counted(permit: Permit, kinds: Sequence[str], leaves: Sequence[str]) -> dict[tuple[int | None, str], int]:
    """How many rows there are by (year, category); the year is None for what has no date."""
    seals = Seals(permit.key)
    where, params = narrowing(permit, seals, kinds, leaves)
    sql = f"SELECT r.category, r.day, COUNT(*) FROM vault_resource r WHERE {where} GROUP BY r.category, r.day"  # noqa: S608
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    undated = seals.shifted(None)
    found: dict[tuple[int | None, str], int] = {}
    for category, day, count in rows:
        key = (date.fromordinal(day - undated).year if day > undated else None, category)
        found[key] = found.get(key, 0) + count
    return found


def related(
    permit: Permit, kinds: Sequence[str], leaves: Sequence[str], *, origins: Sequence[bytes], visit: bytes, limit: int
) -> list[tuple[str, str, int, list[Any]]]:
    """As `listed`: the rows of these origins, and those of a visit (the digest of its search value)."""
    seals, connection = Seals(permit.key), connections["default"]
    where, params = narrowing(permit, seals, kinds, leaves)
    ways = [f"r.origin IN ({marks(len(origins))})"] if origins else []
    ways.append(
        "r.id IN (SELECT v.resource_id FROM vault_searchvalue v "
        "WHERE v.person = %s AND v.parameter = 'encounter' AND v.digest = %s)"
    )
    params += [*origins, as_param(connection, person_of(permit)), visit]
    sql = (
        "SELECT r.id, r.category, r.labels, r.summary FROM vault_resource r "  # noqa: S608
        f"WHERE {where} AND ({' OR '.join(ways)}) ORDER BY r.day DESC, r.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, limit])
        rows = [(hex_of(row), category, labels, sealed) for row, category, labels, sealed in cursor.fetchall()]
    return [
        (row, category, labels, orjson.loads(seals.open(sealed, SUMMARY, row)))
        for row, category, labels, sealed in rows
    ]


def sent(permit: Permit, row: UUID) -> tuple[str, datetime]:
    """The class of the sender of a row, and when it came. The permit must have opened the row (`one`)."""
    found = Resource.objects.filter(id=row, person_id=person_of(permit)).values_list("source", "received").get()
    return found[0], found[1]


def one(permit: Permit, row: UUID, kinds: Sequence[str], leaves: Sequence[str]) -> tuple[str, int, list[Any], bytes]:
    """(category, labels, summary, the resource's bytes) of one row. Raises `NotThere`."""
    seals = Seals(permit.key)
    where, params = narrowing(permit, seals, kinds, leaves)
    connection = connections["default"]
    sql = f"SELECT r.category, r.labels, r.summary, r.sealed FROM vault_resource r WHERE {where} AND r.id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, as_param(connection, row)])
        found = cursor.fetchone()
    if found is None:
        raise NotThere("there is no such record among those that this permit opens")
    summary = orjson.loads(seals.open(found[2], SUMMARY, row.hex))
    return found[0], found[1], summary, seals.open(found[3], SEALED, row.hex)


def narrowing(permit: Permit, seals: Seals, kinds: Sequence[str], leaves: Sequence[str]) -> tuple[str, list[Any]]:
    """What every read of resources is narrowed by: the person, the open leaves, the open labels, the period."""
    opened = [leaf for leaf in leaves if permit.opens(leaf)] or [""]
    where = (
        f"r.person_id = %s AND r.kind IN ({marks(len(kinds))}) AND r.category IN ({marks(len(opened))}) "
        "AND (r.labels & %s) = 0"
    )
    params = [as_param(connections["default"], person_of(permit)), *kinds, *opened, permit.closed_labels]
    if permit.since is not None:
        where += " AND r.day >= %s"
        params.append(seals.shifted(permit.since))
    if permit.until is not None:
        where += " AND r.day <= %s"
        params.append(seals.shifted(permit.until))
    return where, params


def as_day(text: str | None) -> date | None:
    """A day as summaries have it."""
    return date.fromisoformat(text) if text else None
