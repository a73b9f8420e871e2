"""Finding a member and opening her file: for which purpose is asked each time, and the file says it on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared.templatetags.words import capital, purpose_label
from wellkept.doors.shared.visitors import Asked
from wellkept.doors.staff import tasks
from wellkept.doors.staff.file_words import claim_lines, facts_of
from wellkept.doors.staff.tasks import Task
from wellkept.features import member_file
from wellkept.features.emergencies import close_emergency, may_declare
from wellkept.features.showing import Shown, told
from wellkept.gate import Refused
from wellkept.policy.vocabulary import DATA
from wellkept.statement.folding import labelled

_ANY = "operations.service"
_TYPED = 80


class Whom(forms.Form):
    """A number, or a name with a day of birth."""

    number = forms.CharField(required=False, max_length=_TYPED)
    first = forms.CharField(required=False, max_length=_TYPED)
    last = forms.CharField(required=False, max_length=_TYPED)
    born = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("Write the day of birth as year-month-day")}
    )

    def clean(self) -> dict[str, Any]:
        """One of the two ways must be whole."""
        typed = super().clean() or {}
        if not typed.get("number") and not all(typed.get(part) for part in ("first", "last", "born")):
            raise forms.ValidationError(gettext_lazy("Give a number, or first name, last name and day of birth"))
        return typed

    def find(self, request: Asked, purpose: str) -> tuple[UUID, ...]:
        """Everybody whom what was typed fits."""
        typed = self.cleaned_data
        if typed["number"]:
            found = member_file.find_member(request.visitor, typed["number"], purpose=purpose)
            return () if found is None else (found,)
        born: date = typed["born"]
        return member_file.find_by_name(request.visitor, typed["first"], typed["last"], born, purpose=purpose)

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong, each with the field to go to."""
        return [
            ("number" if field == "__all__" else field, str(error))
            for field, errors in self.errors.items()
            for error in errors
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Asked) -> HttpResponse:
    """The search with the purpose; closing what is open."""
    purposes = _may_open_some(request)
    if request.method != "POST":
        return _search(request, purposes, Whom())
    if "close" in request.POST:
        return _closed(request)
    form, purpose = Whom(request.POST), request.POST.get("purpose", "")
    if purpose not in purposes:
        form.add_error(None, gettext_lazy("Choose what you open the record for"))
    if not form.is_valid():
        return _search(request, purposes, form, status=422)
    found = form.find(request, purpose)
    if len(found) != 1:
        return _search(request, purposes, form, status=422, found=len(found))
    tasks.begin(request, found[0], purpose)
    return redirect("staff-file")


def _may_open_some(request: Asked) -> tuple[str, ...]:
    """The purposes of the visitor's role; where there is none the gate says so, in the book and with the clause."""
    purposes = member_file.purposes_of(request.visitor)
    if not purposes:
        member_file.find_member(request.visitor, "", purpose=_ANY)
    return purposes


def _closed(request: Asked) -> HttpResponse:
    task = tasks.current(request)
    tasks.close(request)
    if task is not None and task.is_emergency:
        close_emergency(request.visitor, task.person)
    return redirect("staff-people")


def _search(
    request: Asked, purposes: tuple[str, ...], form: Whom, *, status: int = 200, found: int | None = None
) -> HttpResponse:
    problems = form.problems() if form.is_bound else []
    said = {
        "form": form,
        "problems": problems,
        "found": found,
        "purposes": [(name, capital(purpose_label(name))) for name in purposes],
        "chosen": request.POST.get("purpose", ""),
        "task": tasks.current(request),
        "may_declare": may_declare(request.visitor),
    }
    return render(request, "staff/people.html", said, status=status)


def _page(
    template: str, look: Callable[[Asked, Task], tuple[dict[str, Any], Shown[Any]]]
) -> Callable[[Asked], HttpResponse]:
    """A page of the file that is open; without one, the search."""

    def answer(request: Asked) -> HttpResponse:
        task = tasks.current(request)
        if task is None:
            _may_open_some(request)
            return redirect("staff-people")
        try:
            said, found = look(request, task)
        except Refused as refused:
            if not task.is_emergency or not refused.decision.missing:
                raise
            tasks.close(request)  # the emergency is over
            return redirect("staff-people")
        closed = found.because.closed
        language = get_language() or "en"
        said |= {
            "task": task,
            "purpose": purpose_label(task.purpose),
            "closed": labelled(DATA, closed, language, all_of_them="") if closed else "",
            "why": {"told": told(found.because, language), "last": ""},
        }
        return render(request, template, said)

    return require_safe(answer)


def _file(request: Asked, task: Task) -> tuple[dict[str, Any], Shown[Any]]:
    if task.purpose == member_file.SUPPORT:
        masked = member_file.read_masked(request.visitor, task.person)
        return {"masked": masked.found}, masked
    found = member_file.read_file(request.visitor, task.person, purpose=task.purpose)
    return {"file": found.found, "facts": facts_of(found.found.profile)}, found


def _claims(request: Asked, task: Task) -> tuple[dict[str, Any], Shown[Any]]:
    found = member_file.list_file_claims(request.visitor, task.person, purpose=task.purpose, after=_after(request))
    return {"claims": claim_lines(found.found.rows), "next": found.found.next}, found


def _record(request: Asked, task: Task) -> tuple[dict[str, Any], Shown[Any]]:
    found = member_file.list_file_record(request.visitor, task.person, purpose=task.purpose)
    return {"kinds": found.found}, found


def _after(request: Asked) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


file = _page("staff/file.html", _file)
claims = _page("staff/file_claims.html", _claims)
record = _page("staff/file_record.html", _record)
