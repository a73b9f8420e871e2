"""Which statement was in force from when, and who had been told: rows that are only ever added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from django.db import transaction

from wellkept.exits.keys import ring
from wellkept.ledger.entry import NotForTheBook, check_version, microseconds, moment
from wellkept.ledger.models import InForce
from wellkept.ledger.stored import as_bytes, fetched

_ROWS = "SELECT number, version, at, noted, told, digest FROM ledger_in_force ORDER BY number"
_NEWEST = "SELECT version FROM ledger_in_force WHERE at <= %s ORDER BY at DESC LIMIT 1"
_TOLD = re.compile(r"[a-z0-9_.,=: -]{0,100}")


class OutOfOrder(ValueError):
    """A statement was to be put in force before the one that is there already."""

    def __init__(self, at: datetime, last: datetime) -> None:
        super().__init__(
            f"a statement cannot be put in force from {at:%Y-%m-%d %H:%M:%S} UTC: another one is, from "
            f"{last:%Y-%m-%d %H:%M:%S} UTC on. Name a later moment; what was in force stays in the book."
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """`version` ("plan/version") is in force from `at` on; `told` says who had been told by `noted`."""

    number: int
    version: str
    at: datetime
    noted: datetime
    told: str


def in_force(at: datetime) -> str | None:
    """The "plan/version" in force at a moment; None before the first."""
    rows = fetched(_NEWEST, (microseconds(at),))
    return str(rows[0][0]) if rows else None


def current_version() -> str | None:
    """What is in force now."""
    return in_force(datetime.now(UTC))


def turns() -> tuple[Turn, ...]:
    """Every statement that was put in force, the oldest first; what was forged is left out (`forged`)."""
    return tuple(turn for _, turn in _read() if turn is not None)


def put_in_force(version: str, *, at: datetime, told: str = "") -> None:
    """Write down that `version` is in force from `at` on, and in a few words who had been told ("web, post").

    Raises `OutOfOrder` unless `at` is later than every row that is there, and `NotForTheBook`.
    """
    check_version(version)
    if not _TOLD.fullmatch(told):
        raise NotForTheBook("told")
    with transaction.atomic():
        last = InForce.objects.order_by("-number").first()
        since = microseconds(at)
        if last is not None and since <= last.at:
            raise OutOfOrder(at.astimezone(UTC), moment(last.at))
        noted = microseconds(datetime.now(UTC))
        before = b"" if last is None else bytes(last.digest)
        # The unique `at` and the digest over the row before stop two writers who both saw the same last row.
        digest = ring().digest(_bytes(version, since, noted, told, before))
        InForce.objects.create(version=version, at=since, noted=noted, told=told, digest=digest)


def forged() -> Iterator[int]:
    """The numbers of rows that do not carry the digest of themselves and of the row before."""
    yield from (number for number, turn in _read() if turn is None)


def _read() -> Iterator[tuple[int, Turn | None]]:
    """Each row's number, and what it says; None for one that does not carry its digest."""
    before = b""
    for number, version, at, noted, told, stored in fetched(_ROWS):
        digest = as_bytes(stored)
        try:
            genuine = ring().digest(_bytes(version, at, noted, told, before)) == digest
        except TypeError:
            genuine = False
        yield number, Turn(number, version, moment(at), moment(noted), told) if genuine else None
        before = digest


def _bytes(version: str, at: int, noted: int, told: str, before: bytes) -> bytes:
    return orjson.dumps(("in force", version, at, noted, told, before.hex()))
