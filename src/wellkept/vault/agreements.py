"""Agreements to the statement: which version, when, for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellkept.policy.asks import Permit
from wellkept.vault.models import Agreement
from wellkept.vault.permits import person_of


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement; `behalf` is the person it was given for. `version` is "PLAN/VERSION"."""

    behalf: UUID
    version: str
    at: datetime


def agree(permit: Permit, *, behalf: Iterable[UUID], version: str, at: datetime) -> None:
    """Keep that the permit's person agreed, once for each person and version: the first day stays."""
    person = person_of(permit)
    rows = [Agreement(person_id=person, behalf=one, version=version, at=at) for one in behalf]
    Agreement.objects.bulk_create(rows, ignore_conflicts=True)


def agreed(permit: Permit) -> tuple[Agreed, ...]:
    """What the permit's person has agreed to, the latest first."""
    rows = Agreement.objects.filter(person=person_of(permit)).order_by("-at", "-id")
    return tuple(Agreed(behalf=row.behalf, version=row.version, at=row.at) for row in rows)
