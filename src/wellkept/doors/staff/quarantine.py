"""What feeds brought and could not be taken in: how much waits and why, without its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wellkept.doors.shared.visitors import Asked
from wellkept.features.quarantine import Reason, count_waiting, list_waiting, purpose_of

_REASONS = {
    Reason.UNREADABLE: gettext_lazy("It is not a record of the kind it is said to be"),
    Reason.INCOMPLETE: gettext_lazy("Something that the standard requires is missing"),
    Reason.NO_NUMBER: gettext_lazy("It names its person by no number that the plan knows"),
    Reason.TWO_CANDIDATES: gettext_lazy("Its numbers belong to two different people"),
    Reason.PATIENT_UNKNOWN: gettext_lazy("Its patient is not on record yet; it goes in when the patient arrives"),
    Reason.TYPE_NOT_KEPT: gettext_lazy("The plan keeps no records of this type"),
    Reason.CLOSED: gettext_lazy("No clause lets the plan collect it"),
    Reason.CONFLICT: gettext_lazy("It contradicts itself or what is on record"),
}
_SENDERS = {
    "feed.enrolment": gettext_lazy("enrollment files"),
    "feed.claims": gettext_lazy("the claims system"),
    "feed.clinical": gettext_lazy("the medical record system"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One record that waits."""

    received: datetime
    keep_until: date | None
    sender: str
    kind: str
    reason: str


@require_safe
def quarantine(request: Asked) -> HttpResponse:
    """The desk: reasons with their counts, then the records."""
    purpose = purpose_of(request.visitor)
    counts = count_waiting(request.visitor, purpose=purpose)
    page = list_waiting(request.visitor, purpose=purpose, after=_after(request))
    lines = [
        Line(
            row.received, row.keep_until, str(_SENDERS.get(row.source, row.source)), row.kind, str(_REASONS[row.reason])
        )
        for row in page
    ]
    by_reason = sorted(
        ((number, str(_SENDERS.get(source, source)), str(_REASONS[why])) for (source, why), number in counts.items()),
        reverse=True,
    )
    said = {"lines": lines, "next": page.next, "by_reason": by_reason, "total": sum(counts.values())}
    return render(request, "staff/quarantine.html", said)


def _after(request: Asked) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None
