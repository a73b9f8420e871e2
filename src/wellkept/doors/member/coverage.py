"""What a member is enrolled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared.visitors import Asked
from wellkept.features.coverage import CoveragePeriod, Membership, read_coverage

_NUMBERS = {
    "member_id": gettext_lazy("Member number"),
    "subscriber_id": gettext_lazy("Subscriber number"),
    "cin": gettext_lazy("Medi-Cal number (CIN)"),
    "mbi": gettext_lazy("Medicare number (MBI)"),
}


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


@page("coverage")
def coverage(request: Asked, person: UUID | None) -> Sheet:
    """The coverage that holds today, then what was before."""
    found = read_coverage(request.visitor, person)
    today = datetime.now(UTC).date()
    now = lines_of(found.found.coverage.in_force(today))
    periods = lines_of(found.found.coverage.periods)
    later = tuple(line for line in periods if line not in now and line.began and line.began > today)
    said = {
        "now": now,
        "later": later,
        "before": tuple(line for line in periods if line not in now and line not in later),
        "card": card(found.found),
        "doctor": (found.found.coverage.pcp, found.found.coverage.pcp_phone),
    }
    return Sheet("member/coverage.html", said, found)


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


def card(membership: Membership) -> list[tuple[str, str]]:
    """What stands on the card: the name, and the numbers that one is asked for."""
    numbers = dict.fromkeys((number.kind, number.value) for number in membership.profile.numbers)
    # A subscriber's own number is the member number once more.
    own = {value for kind, value in numbers if kind == "member_id"}
    kept = [
        (str(_NUMBERS[kind]), value)
        for kind, value in numbers
        if kind in _NUMBERS and not (kind == "subscriber_id" and value in own)
    ]
    return [(gettext("Name"), membership.profile.full_name), *kept]
