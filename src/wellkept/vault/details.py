"""Details of a person by category and source, sealed one by one, so that a permit opens just what it covers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault.models import Detail
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

_PLACE = "vault_detail|sealed"
# Whose word is shown where sources differ.
_FIRST_HEARD = ("person.member", "feed.enrolment", "feed.clinical", "feed.claims")
# What she may name and only her enrolment decides.
_DECIDED_ELSEWHERE = frozenset({"coverage.pcp", "coverage.network"})


def gather(
    permit: Permit,
    into: Writes,
    said: Mapping[str, Any],
    *,
    kept: Mapping[str, tuple[UUID, bytes]],
    source: str,
    at: datetime,
) -> frozenset[str]:
    """Make ready what a source says, by category, as far as the permit opens it; the categories that change.

    `kept` is what the source has said before, as `OnRecord.details`. An empty value removes that.
    """
    person, seals = person_of(permit), Seals(permit.key)
    changed: set[str] = set()
    for category, value in said.items():
        if not permit.opens(category):
            continue
        row, content_before = kept.get(category, (None, b""))
        plain = orjson.dumps(value, default=str)
        content = seals.digest("detail", plain)
        if content == content_before or (row is None and not value):
            continue
        changed.add(category)
        if row is not None and not value:
            into.delete(Detail, "id", row)
            continue
        detail = Detail(id=row or uuid4(), person_id=person, category=category, source=source)
        detail.content, detail.received = content, at
        detail.sealed = seals.seal(plain, _PLACE, detail.id)
        if row is None:
            into.insert(detail)
        else:
            into.update(detail, "content", "received", "sealed")
    return frozenset(changed)


def get(permit: Permit, categories: tuple[str, ...]) -> dict[str, Any]:
    """What is known of each of these categories that the permit opens, from the source that is heard first."""
    person, seals = person_of(permit), Seals(permit.key)
    asked = [category for category in categories if permit.opens(category)]
    rows = Detail.objects.filter(person_id=person, category__in=asked).values_list("id", "category", "source", "sealed")
    best: dict[str, tuple[int, Any]] = {}
    for row, category, source, sealed in rows:
        place = _place(category, source)
        if category not in best or place < best[category][0]:
            best[category] = (place, (row, sealed))
    return {
        category: orjson.loads(seals.open(bytes(sealed), _PLACE, row.hex))
        for category, (_, (row, sealed)) in best.items()
    }


def _place(category: str, source: str) -> int:
    if source not in _FIRST_HEARD or (category in _DECIDED_ELSEWHERE and source == _FIRST_HEARD[0]):
        return len(_FIRST_HEARD)
    return _FIRST_HEARD.index(source)


def fingerprint(said: object) -> str:
    """A short digest of some JSON, to tell whether it changed without keeping it twice."""
    return hashlib.sha256(orjson.dumps(said, default=str)).hexdigest()[:16]
