"""Coverage: what a person was and is enrolled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import details, lists
from wellkept.vault.fhir_reading import Json, code, day, first, mapping, named, several, words

_LEAF = "coverage.enrolment"
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePeriod:
    """One line of coverage; `ended` is its last day, None while it lasts."""

    id: UUID
    line: str
    line_code: str
    plan: str
    level: str
    began: date | None
    ended: date | None
    status: str
    subscriber_id: str
    relationship: str
    payer: str
    group: str
    network: str

    def is_in_force(self, on: date) -> bool:
        """Whether it covers that day."""
        starts = self.began is None or self.began <= on
        return self.status == "active" and starts and (self.ended is None or on <= self.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All periods, newest first, and the primary care provider's name and telephone where the permit opens them."""

    periods: tuple[CoveragePeriod, ...]
    pcp: str
    pcp_phone: str

    def in_force(self, on: date) -> tuple[CoveragePeriod, ...]:
        """The lines that cover that day."""
        return tuple(period for period in self.periods if period.is_in_force(on))


def of(permit: Permit) -> Coverage:
    """What the permit opens of the person's coverage."""
    kept = lists.whole(permit, ("Coverage",), (_LEAF,), limit=_MOST)
    periods = tuple(_period(UUID(row), orjson.loads(raw)) for row, raw in kept)
    said = details.get(permit, ("coverage.pcp",)).get("coverage.pcp", {})
    return Coverage(periods=periods, pcp=said.get("name", ""), pcp_phone=said.get("phone", ""))


def _period(row: UUID, resource: Json) -> CoveragePeriod:
    period = mapping(resource.get("period"))
    classes = {code(part.get("type")): part for part in map(mapping, several(resource.get("class")))}
    plan = mapping(classes.get("plan"))
    return CoveragePeriod(
        id=row,
        line=words(resource.get("type")),
        line_code=code(resource.get("type")),
        plan=str(plan.get("name") or plan.get("value") or ""),
        level=str(mapping(classes.get("class")).get("value") or ""),
        began=day(period.get("start")),
        ended=day(period.get("end")),
        status=str(resource.get("status") or ""),
        subscriber_id=str(resource.get("subscriberId") or ""),
        relationship=words(resource.get("relationship")),
        payer=named(first(resource.get("payor")), resource, {}),
        group=str(mapping(classes.get("group")).get("value") or ""),
        network=str(resource.get("network") or ""),
    )
