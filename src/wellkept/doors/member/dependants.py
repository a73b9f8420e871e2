"""Facts that a member gives about her dependants, each with what it is for: giving, seeing, correcting, removing."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared import drafts
from wellkept.doors.shared.drafts import Draft
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features import dependants as verbs
from wellkept.features.dependants import Fact
from wellkept.features.names import read_name

_LINE = {"class": "usa-input", "autocomplete": "off"}
_SAID = ("saved", "removed")


class AboutADependant(forms.Form):
    """Of whom, what, and what it is for; one is of no use without the others."""

    about = forms.CharField(
        label=gettext_lazy("Whom is it about? A first name, or what they are to you"),
        max_length=80,
        widget=forms.TextInput(attrs=_LINE),
        error_messages={"required": gettext_lazy("Say whom it is about, such as “my son”.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What should we know?"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "usa-textarea", "rows": 4, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what we should know.")},
    )
    need = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=200,
        widget=forms.TextInput(attrs=_LINE),
        error_messages={"required": gettext_lazy("Say what it is for. We use it for that alone.")},
    )

    def fact(self) -> Fact:
        """What was said, once it is valid."""
        return Fact(**{name: self.cleaned_data[name] for name in ("about", "words", "need")})


@page()
def dependants(request: Asked, person: UUID | None) -> Sheet:
    """Everything given so far, and the way to give more where the statement opens it."""
    said = {
        "given": verbs.read_own(request.visitor, person),
        "may": verbs.may(request.visitor, person),
        "whose": read_name(request.visitor, person) if HELPING in request.session else "",
        **{name: bool(request.GET.get(name)) for name in _SAID},
    }
    return Sheet("member/dependants.html", said)


@page(posts=True)
def add(request: Asked, person: UUID | None) -> Sheet | HttpResponse:
    """The form for another fact; where no clause opens it, the list says so."""
    verbs.read_own(request.visitor, person)
    if "give" not in verbs.may(request.visitor, person):
        return redirect("dependants")
    draft = drafts.opened(request, "dependant")
    if draft.answer:
        return draft.answer
    form = AboutADependant(request.POST if draft.is_sent else None, initial=draft.said)
    if form.is_valid() and _given(request, person, form):
        draft.end()
        return redirect("/dependants?saved=1")
    return _form(form, draft)


@page(posts=True)
def fact(request: Asked, person: UUID | None, fact: UUID) -> Sheet | HttpResponse:
    """One fact: correcting it, or removing it."""
    found = next((one.fact for one in verbs.read_own(request.visitor, person) if one.id == fact), None)
    if found is None:
        raise Http404
    if "correct" not in verbs.may(request.visitor, person):
        return redirect("dependants")
    draft = drafts.opened(request, "dependant_correction", str(fact))
    if draft.answer:
        return draft.answer
    if request.POST.get("do") == "remove":
        verbs.remove(request.visitor, person, fact)
        draft.end()
        return redirect("/dependants?removed=1")
    now = {"about": found.about, "words": found.words, "need": found.need}
    form = AboutADependant(request.POST if draft.is_sent else None, initial=now | draft.said)
    if form.is_valid():
        verbs.correct(request.visitor, person, fact, form.fact())
        draft.end()
        return redirect("/dependants?saved=1")
    return _form(form, draft, kept=True)


def _given(request: Asked, person: UUID | None, form: AboutADependant) -> bool:
    try:
        verbs.give(request.visitor, person, form.fact())
    except verbs.TooMany:
        form.add_error(None, gettext("There are as many facts as we keep. Remove one first."))
    return not form.errors


def _form(form: AboutADependant, draft: Draft, *, kept: bool = False) -> Sheet:
    said = {"form": form, "kept": kept, "draft": draft}
    return Sheet("member/dependant.html", said, status=422 if form.is_bound else draft.status)
