"""A member's home page: what needs her now, then the rest at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from wellkept.doors.member.claim_words import Line, line_of
from wellkept.doors.member.helping import helped
from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared.coverage_lines import lines_of
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.templatetags.words import money, written
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features.claims import ClaimRow, list_claims
from wellkept.features.coverage import CoveragePeriod, read_coverage
from wellkept.features.names import read_name
from wellkept.features.showing import Shown
from wellkept.gate import today

_LATEST = 4
_BILLED_LATELY, _REFUSED_LATELY, _ENDS_SOON = timedelta(days=60), timedelta(days=365), timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Need:
    """Something to look into, and where."""

    heading: str
    text: str
    address: str
    action: str


@page()
def home(request: Asked, person: UUID | None) -> Sheet:
    """What needs her now; coverage, claims and whom she helps."""
    on = today()
    said: dict[str, object] = {"today": on}
    needs: list[Need] = []
    found: Shown[Any] | None = None
    name = ""
    if offers("coverage"):
        membership = read_coverage(request.visitor, person)
        found, profile = membership, membership.found.profile
        name = profile.full_name if HELPING in request.session else profile.greeted_as
        if not profile.enrolled and HELPING not in request.session:
            return _of_no_member(request, membership, name)
        periods = membership.found.coverage.in_force(on)
        said |= {"periods": lines_of(periods), "doctor": membership.found.coverage.pcp}
        needs += _of_coverage(membership.found.coverage.periods, periods, on)
    if offers("claims"):
        claims = list_claims(request.visitor, person)
        found = claims
        said["claims"] = [line_of(claim) for claim in claims.found.rows[:_LATEST]]
        needs += _of_claims(claims.found.rows, on)
    if offers("acting_for") and HELPING not in request.session:
        said["people"] = helped(request)
    said |= {"name": name or read_name(request.visitor, person), "needs": needs}
    return Sheet("member/home.html", said, found)


def _of_no_member(request: Asked, found: Shown[Any], name: str) -> Sheet:
    """Who only helps has nothing of her own here: the people whom she helps, or plainly nobody."""
    people = helped(request) if offers("acting_for") else ()
    return Sheet("member/home_of_helper.html", {"name": name, "people": people}, found)


def _of_coverage(periods: tuple[CoveragePeriod, ...], now: tuple[CoveragePeriod, ...], today: date) -> list[Need]:
    where = reverse("coverage")
    if periods and not now:
        ends = [period.ended for period in periods if period.ended and period.ended < today]
        text = gettext("Care that you get now may not be paid for. Call us if you think that this is wrong.")
        if ends:
            ended = gettext("Your coverage ended on %(day)s") % {"day": written(max(ends))}
            return [Need(ended, text, where, gettext("See your coverage"))]
    ending = [period.ended for period in now if period.ended and period.ended - today <= _ENDS_SOON]
    if ending and len(ending) == len(now):
        heading = gettext("Your coverage ends on %(day)s") % {"day": written(min(ending))}
        return [Need(heading, gettext("Ask us what comes next."), where, gettext("See your coverage"))]
    return []


def _of_claims(claims: tuple[ClaimRow, ...], today: date) -> list[Need]:
    needs = [_refused(claim) for claim in claims if claim.status == "denied" and _since(claim, today, _REFUSED_LATELY)]
    owed = [claim for claim in claims if _is_owed(claim) and _since(claim, today, _BILLED_LATELY)]
    if owed:
        total = sum((claim.you_owe or Decimal(0) for claim in owed), Decimal(0))
        text = ngettext(
            "It is for one visit or medicine of the last 60 days. The office or pharmacy bills you, not we.",
            "It is for %(count)d visits and medicines of the last 60 days. Offices and pharmacies bill you, not we.",
            len(owed),
        ) % {"count": len(owed)}
        heading = gettext("You may owe %(amount)s") % {"amount": money(total)}
        needs.append(Need(heading, text, reverse("claims"), gettext("See your claims")))
    return needs


def _refused(claim: ClaimRow) -> Need:
    line: Line = line_of(claim)
    heading = gettext("We did not pay for: %(service)s") % {"service": line.title}
    text = gettext("The claim of %(day)s says why, and what you can do.") % {"day": written(claim.began)}
    return Need(heading, text, reverse("claim", args=[claim.id]), gettext("See why"))


def _is_owed(claim: ClaimRow) -> bool:
    return claim.status in {"paid", "partly_paid", "processed"} and bool(claim.you_owe)


def _since(claim: ClaimRow, today: date, period: timedelta) -> bool:
    return claim.began is not None and today - claim.began <= period
