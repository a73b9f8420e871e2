"""Requests to act for a member by law: what waits, the papers, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared import drafts
from wellkept.doors.shared.drafts import Draft
from wellkept.doors.shared.files import saved
from wellkept.doors.shared.grant_words import kind_choices, right_choices
from wellkept.doors.shared.visitors import Asked
from wellkept.features.representation import review
from wellkept.features.representation.review import Case, Decision
from wellkept.gate import today

_EVERYTHING = "*"
_ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png"}


class Accept(forms.Form):
    """What the paper gives, and until when."""

    party = forms.ChoiceField(
        label=gettext_lazy("What the paper makes this person"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say by what right this person acts.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What the person may see"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind of information.")},
    )
    acts = forms.ChoiceField(
        label=gettext_lazy("What the person may do"),
        choices=(("", gettext_lazy("Look only")), ("1", gettext_lazy("Look, and do things for the member"))),
        required=False,
        widget=forms.RadioSelect,
    )
    last = forms.DateField(
        label=gettext_lazy("Last day (leave it empty if the paper names none)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "usa-input", "type": "date"}),
        error_messages={"invalid": gettext_lazy("Give a last day as year, month and day.")},
    )

    def __init__(self, said: Any = None, *, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 - a query or nothing
        """Name rights and kinds in the reader's language."""
        super().__init__(said, initial=dict(initial), prefix="accept")
        party = cast("forms.ChoiceField", self.fields["party"])
        party.choices = right_choices()
        kinds = cast("forms.MultipleChoiceField", self.fields["kinds"])
        kinds.choices = [(_EVERYTHING, gettext("Everything that is kept about the member")), *kind_choices()]

    def clean_last(self) -> date | None:
        """A last day is not over yet."""
        last: date | None = self.cleaned_data["last"]
        if last is not None and last < today():
            raise forms.ValidationError(gettext("The last day is over. If the paper no longer holds, decline."))
        return last

    def decided(self) -> Decision:
        """What is given."""
        said = self.cleaned_data
        kinds = tuple(said["kinds"])
        return Decision(
            party=said["party"],
            data=(_EVERYTHING,) if _EVERYTHING in kinds else kinds,
            acts=bool(said["acts"]),
            ends=said["last"] + timedelta(days=1) if said["last"] else None,
        )


class Decline(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Why not? The person who asked reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "usa-textarea", "rows": 4}),
        error_messages={"required": gettext_lazy("Give a reason: what is missing, or what the person can do instead.")},
    )


@require_safe
def waiting(request: Asked) -> HttpResponse:
    """The queue, the longest waiting first."""
    said = {"waiting": review.list_waiting(request.visitor), "done": request.GET.get("done", "")}
    return render(request, "staff/representation.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: Asked, asked: UUID) -> HttpResponse:
    """One request, and the decision on it."""
    found = review.look(request.visitor, asked)
    if found is None:
        raise Http404
    draft = drafts.opened(request, "decline", str(asked))
    if draft.answer:
        return draft.answer
    do = request.POST.get("do", "") if draft.is_sent else ""
    usual = {"party": found.requested.party, "kinds": [_EVERYTHING], "acts": "1"}
    accept = Accept(request.POST if do == "accept" else None, initial=usual)
    decline = Decline(request.POST if do == "decline" else None, initial=draft.said)
    if do == "accept" and accept.is_valid():
        try:
            done = review.accept(request.visitor, asked, accept.decided())
        except review.Cannot:
            accept.add_error(
                None, gettext("This cannot be accepted: a parent acts for a minor child alone, and nobody for oneself.")
            )
        else:
            draft.end()
            return _on(done=done, how="accepted")
    if do == "decline" and decline.is_valid():
        done = review.decline(request.visitor, asked, decline.cleaned_data["reason"])
        draft.end()
        return _on(done=done, how="declined")
    return _page(request, found, accept, decline, draft)


@require_safe
def paper(request: Asked, asked: UUID, paper: UUID) -> HttpResponse:
    """A paper as a file to be saved, never shown by the browser in our name."""
    try:
        found = review.open_paper(request.visitor, asked, paper)
    except review.NotScanned as closed:
        return redirect(f"{reverse('staff-representation-request', args=[asked])}?paper={closed.found}")
    if found is None:
        raise Http404
    return saved(found.content, f"paper-{paper.hex[:8]}.{_ENDINGS[found.kind]}")


def _on(*, done: bool, how: str) -> HttpResponse:
    return redirect(f"/staff/representation?done={how if done else 'before'}")


def _page(request: Asked, found: Case, accept: Accept, decline: Decline, draft: Draft) -> HttpResponse:
    wrong = next((form for form in (accept, decline) if form.errors), None)
    said = {"case": found, "one": found.requested, "accept": accept, "decline": decline, "form": wrong}
    said |= {"scans": review.scans(), "paper": request.GET.get("paper", "")}
    if found.requested.state == "waiting":
        said["draft"] = draft
    return render(request, "staff/representation_request.html", said, status=422 if wrong else draft.status)
