"""Letters that this office prints, because the plan has no print room: print, mark as sent, take that back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.files import saved
from wellkept.doors.shared.visitors import Asked
from wellkept.features import letters as verbs
from wellkept.features.representation.review import purpose_of

_NOT_THERE = "not_there"


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: Asked) -> HttpResponse:
    """The letters that wait, without names; and what is done with one."""
    if request.method == "POST":
        # Asks the gate before anything is read, so that a role without letters is refused here too.
        verbs.count_waiting(request.visitor)
        which = _which(request)
        do = _DO.get(request.POST.get("do", ""))
        return do(request, which) if do and which else _back(_NOT_THERE)
    said = {
        "desk": verbs.list_letters(request.visitor),
        "purpose": purpose_of(request.visitor),
        "done": request.GET.get("done", ""),
        "days": verbs.KEPT_FOR.days,
    }
    return render(request, "staff/letters.html", said)


def _print(request: Asked, which: UUID) -> HttpResponse:
    try:
        sheet = verbs.print_letter(request.visitor, which)
    except verbs.IsOver:
        return _back("over")
    return saved(sheet, f"letter-{which.hex[:8]}.pdf") if sheet else _back(_NOT_THERE)


def _sent(request: Asked, which: UUID) -> HttpResponse:
    return _back("sent" if verbs.mark_sent(request.visitor, which) else _NOT_THERE)


def _not_sent(request: Asked, which: UUID) -> HttpResponse:
    return _back("not_sent" if verbs.take_back_sent(request.visitor, which) else _NOT_THERE)


_DO = {"print": _print, "sent": _sent, "not_sent": _not_sent}


def _back(how: str) -> HttpResponse:
    return redirect(f"{reverse('staff-letters')}?done={how}")


def _which(request: Asked) -> UUID | None:
    try:
        return UUID(request.POST.get("letter", ""))
    except ValueError:
        return None
