"""What a member is enrolled in."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared.coverage_lines import lines_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features.coverage import Membership, read_coverage
from wellkept.gate import today

_NUMBERS = {
    "member_id": gettext_lazy("Member number"),
    "subscriber_id": gettext_lazy("Subscriber number"),
    "cin": gettext_lazy("Medi-Cal number (CIN)"),
    "mbi": gettext_lazy("Medicare number (MBI)"),
}


@page("coverage")
def coverage(request: Asked, person: UUID | None) -> Sheet:
    """The coverage that holds today, then what was before."""
    found = read_coverage(request.visitor, person)
    on = today()
    now = lines_of(found.found.coverage.in_force(on))
    periods = lines_of(found.found.coverage.periods)
    later = tuple(line for line in periods if line not in now and line.began and line.began > on)
    said = {
        "now": now,
        "later": later,
        "before": tuple(line for line in periods if line not in now and line not in later),
        "card": card(found.found),
        "doctor": (found.found.coverage.pcp, found.found.coverage.pcp_phone),
    }
    return Sheet("member/coverage.html", said, found)


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
