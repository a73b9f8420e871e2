"""Breaking the glass, and looking into it afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared import drafts
from wellkept.doors.shared.drafts import Draft
from wellkept.doors.shared.visitors import Asked
from wellkept.doors.staff import tasks
from wellkept.doors.staff.people import Whom
from wellkept.features import emergencies, member_file
from wellkept.features.emergencies import LONGEST, SHORTEST, NoReason, NotThere

_AUDIT = "operations.audit"


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: Asked) -> HttpResponse:
    """The member, the reason, and what follows from it, said beforehand."""
    if not emergencies.may_declare(request.visitor):
        # An emergency opens nothing to this visitor: the gate says so, in the book and with the clause.
        member_file.find_member(request.visitor, "", purpose=emergencies.PURPOSE)
    draft = drafts.opened(request, "emergency")
    if draft.answer:
        return draft.answer
    if not draft.is_sent:
        # What a draft leaves out, whom it is about, is still on a page that could not keep it.
        return _form(request, Whom(initial=request.POST.dict()), draft, status=draft.status)
    form, reason = Whom(request.POST), request.POST.get("reason", "")
    if not SHORTEST <= len(reason.strip()) <= LONGEST:
        form.add_error(None, gettext_lazy("Say in a sentence why it cannot wait"))
    if not form.is_valid():
        return _form(request, form, draft, status=422)
    found = form.find(request, emergencies.PURPOSE)
    if len(found) != 1:
        return _form(request, form, draft, status=422, found=len(found))
    try:
        emergencies.declare_emergency(request.visitor, found[0], reason)
    except NoReason:
        form.add_error(None, gettext_lazy("Say in a sentence why it cannot wait"))
        return _form(request, form, draft, status=422)
    draft.end()
    tasks.begin(request, found[0], emergencies.PURPOSE)
    return redirect("staff-file")


def _form(request: Asked, form: Whom, draft: Draft, *, status: int = 200, found: int | None = None) -> HttpResponse:
    said = {
        "form": form,
        "problems": form.problems() if form.is_bound else [],
        "found": found,
        "reason": request.POST.get("reason", "") or draft.said.get("reason", ""),
        "draft": draft,
        "longest": LONGEST,
        "minutes": int(emergencies.lasts().total_seconds()) // 60,
    }
    return render(request, "staff/emergency.html", said, status=status)


@require_safe
def openings(request: Asked) -> HttpResponse:
    """Every opening, for the privacy office."""
    found = emergencies.list_openings(request.visitor)
    lines = [(one, emergencies.name_of(one)) for one in found]
    return render(request, "staff/emergencies.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: Asked, opening: UUID) -> HttpResponse:
    """One opening with its reason; from here the record itself may be opened, as an auditor."""
    try:
        found, reason = emergencies.read_opening(request.visitor, opening).found
    except NotThere as fault:
        raise Http404 from fault
    audits = _AUDIT in member_file.purposes_of(request.visitor)
    if request.method == "POST" and audits:
        tasks.begin(request, found.person, _AUDIT)
        return redirect("staff-file")
    said = {"opening": found, "who": emergencies.name_of(found), "reason": reason, "audits": audits}
    return render(request, "staff/emergency_opening.html", said)
