"""Coverage as pages show it, to a member and to a provider's office: each plan and time once, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy

from wellkept.features.coverage import CoveragePeriod

# HIPAA's and HL7's words for kinds of insurance that come as a bare code.
_LINES = {
    "HIP": gettext_lazy("Health insurance"),
    "DENTPRG": gettext_lazy("Dental insurance"),
    "MCPOL": gettext_lazy("Managed care"),
}
_RELATIONSHIPS = {
    "self": gettext_lazy("The subscriber"),
    "spouse": gettext_lazy("Husband or wife of the subscriber"),
    "child": gettext_lazy("Child of the subscriber"),
    "parent": gettext_lazy("Parent of the subscriber"),
    "other": gettext_lazy("Family of the subscriber"),
}


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One plan for one time. Two senders may tell of the same; it is shown once."""

    id: UUID
    plan: str
    words: str
    began: date | None
    ended: date | None
    relationship: str
    group: str


def lines_of(periods: Iterable[CoveragePeriod]) -> tuple[CoverageLine, ...]:
    """Each plan and time once, in the words of the sender that has words."""
    alike: dict[tuple[object, ...], list[CoveragePeriod]] = {}
    for period in periods:
        alike.setdefault((period.plan or period.line, period.began, period.ended), []).append(period)
    return tuple(_line(some) for some in alike.values())


def _line(some: list[CoveragePeriod]) -> CoverageLine:
    said = min(some, key=lambda period: period.line == period.line_code)
    related = next((period.relationship for period in some if period.relationship), "")
    return CoverageLine(
        id=min(period.id for period in some),
        plan=said.plan or said.line,
        words=said.line if said.line != said.line_code else str(_LINES.get(said.line_code, "")),
        began=said.began,
        ended=said.ended,
        relationship=str(_RELATIONSHIPS.get(related.casefold(), related)),
        group=next((period.group for period in some if period.group), ""),
    )
