"""The roster of an office, and one patient's coverage."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from wellkept.doors.provider.page import page
from wellkept.doors.shared.browsers import address_of
from wellkept.doors.shared.coverage_lines import lines_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features import roster as verbs
from wellkept.features.roster import CARE, ELIGIBILITY, PatientCoverage, TooManyTries
from wellkept.features.showing import told
from wellkept.features.sign_in import limit
from wellkept.gate import today

_TYPED = 40
REASONS = (
    (CARE, gettext_lazy("We give or arrange this person's care")),
    (ELIGIBILITY, gettext_lazy("This person comes to us, and we check what is covered")),
)


class NewPatient(forms.Form):
    """A number with a day of birth, and what the office looks for."""

    number = forms.CharField(
        max_length=_TYPED, error_messages={"required": gettext_lazy("Type the number on the member card")}
    )
    born = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("Write the day of birth as year-month-day")}
    )
    reason = forms.ChoiceField(
        choices=REASONS,
        error_messages={
            name: gettext_lazy("Say why you look at this person's coverage") for name in ("required", "invalid_choice")
        },
    )


@sensitive_post_parameters()
@page("POST")
def patients(request: Asked) -> HttpResponse:
    """The roster, and the form that adds to it."""
    if request.method != "POST":
        return _list(request, NewPatient())
    form = NewPatient(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    typed = form.cleaned_data
    born: date | None = typed["born"]
    try:
        added = verbs.add_patient(
            request.visitor, typed["number"], born, reason=typed["reason"], address=address_of(request)
        )
    except TooManyTries:
        return _list(request, form, status=429, problem="tries")
    if not added:
        return _list(request, form, status=422, problem="none")
    return redirect("office-patients")


@page("POST")
def patient(request: Asked, patient: UUID) -> HttpResponse:
    """What a patient is covered by; taking her off the roster."""
    if request.method == "POST":
        verbs.end_patient(request.visitor, patient)
        return redirect("office-patients")
    found = verbs.read_patient_coverage(request.visitor, patient)
    said = _coverage(found.found) | {"why": {"told": told(found.because, get_language() or "en"), "last": ""}}
    return render(request, "provider/patient.html", said)


def _coverage(found: PatientCoverage) -> dict[str, object]:
    on = today()
    now = lines_of(found.coverage.in_force(on))
    periods = lines_of(found.coverage.periods)
    later = tuple(line for line in periods if line not in now and line.began and line.began > on)
    return {
        "patient": found.patient,
        "profile": found.profile,
        "reason": dict(REASONS)[found.patient.purpose],
        "now": now,
        "later": later,
        "before": tuple(line for line in periods if line not in now and line not in later),
        "doctor": (found.coverage.pcp, found.coverage.pcp_phone),
    }


def _list(request: Asked, form: NewPatient, *, status: int = 200, problem: str = "") -> HttpResponse:
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        after = None
    said = {
        "form": form,
        "faults": [(field, str(fault)) for field, faults in form.errors.items() for fault in faults],
        "problem": problem,
        "pause": int(limit().pause.total_seconds()) // 60,
        "reasons": REASONS,
        "roster": verbs.list_patients(request.visitor, after=after),
        "after": after,
    }
    return render(request, "provider/patients.html", said, status=status)
