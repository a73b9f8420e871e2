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

_PLACE = "vault_detail|sealed"
# Whose word is shown where sources differ.
_FIRST_HEARD = ("person.member", "feed.enrolment", "feed.clinical", "feed.claims")


def put(permit: Permit, said: Mapping[str, Any], *, source: str, at: datetime) -> int:
    """Keep what a source says, by category, as far as the permit opens it; how many categories changed.

    An empty value removes what the source said before.
    """
    person, seals = person_of(permit), Seals(permit.key)
    wanted = {category: value for category, value in said.items() if permit.opens(category)}
    kept = {row.category: row for row in Detail.objects.filter(person_id=person, source=source, category__in=wanted)}
    gone: list[UUID] = []
    new: list[Detail] = []
    changed: list[Detail] = []
    for category, value in wanted.items():
        row = kept.get(category)
        plain = orjson.dumps(value, default=str)
        content = seals.digest("detail", plain)
        if not value:
            gone += [row.id] if row else []
        elif row is None or bytes(row.content) != content:
            into = changed if row else new
            row = row or Detail(id=uuid4(), person_id=person, category=category, source=source)
            into.append(row)
            row.content, row.received = content, at
            row.sealed = seals.seal(plain, _PLACE, row.id)
    if gone:
        Detail.objects.filter(id__in=gone).delete()
    if new:
        Detail.objects.bulk_create(new)
    if changed:
        Detail.objects.bulk_update(changed, ("content", "received", "sealed"))
    return len(gone) + len(new) + len(changed)


def get(permit: Permit, categories: tuple[str, ...]) -> dict[str, Any]:
    """What is known of each of these categories that the permit opens, from the source that is heard first."""
    person, seals = person_of(permit), Seals(permit.key)
    asked = [category for category in categories if permit.opens(category)]
    rows = Detail.objects.filter(person_id=person, category__in=asked).values_list("id", "category", "source", "sealed")
    best: dict[str, tuple[int, Any]] = {}
    for row, category, source, sealed in rows:
        place = _FIRST_HEARD.index(source) if source in _FIRST_HEARD else len(_FIRST_HEARD)
        if category not in best or place < best[category][0]:
            best[category] = (place, (row, sealed))
    return {
        category: orjson.loads(seals.open(bytes(sealed), _PLACE, row.hex))
        for category, (_, (row, sealed)) in best.items()
    }


def fingerprint(said: object) -> str:
    """A short digest of some JSON, to tell whether it changed without keeping it twice."""
    return hashlib.sha256(orjson.dumps(said, default=str)).hexdigest()[:16]
