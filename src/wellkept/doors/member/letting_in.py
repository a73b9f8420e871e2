"""Letting somebody act for oneself: the invitation, its link, and changing what was given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from wellkept.doors.member.helping import banner
from wellkept.doors.shared import drafts
from wellkept.doors.shared.drafts import Draft
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.grant_words import kind_choices, kinds_of
from wellkept.doors.shared.visitors import Asked
from wellkept.features import representation as verbs
from wellkept.features.names import read_name
from wellkept.features.representation import invitations
from wellkept.features.representation.grants import KINDS, longest
from wellkept.features.representation.invitations import Offer
from wellkept.gate import today

_USUAL = ("coverage", "claims", "health", "care")
_ACTS = (
    ("", gettext_lazy("Look only")),
    ("1", gettext_lazy("Look, and do things for me")),
)


class Day(forms.DateInput):
    """A day, in the browser's own way of choosing one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "usa-input"})


class Scope(forms.Form):
    """What somebody may see and do, and until when."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What may this person see?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind of information.")},
    )
    acts = forms.ChoiceField(
        label=gettext_lazy("What may this person do?"), choices=_ACTS, required=False, widget=forms.RadioSelect
    )
    ends = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=Day(),
        error_messages={
            "required": gettext_lazy("Give a last day."),
            "invalid": gettext_lazy("Give a last day as year, month and day."),
        },
    )

    def __init__(self, said: QueryDict | None = None, *, initial: Mapping[str, Any]) -> None:
        """Name the kinds of information in the reader's language."""
        super().__init__(said, initial=dict(initial))
        kinds = self.fields["kinds"]
        if isinstance(kinds, forms.MultipleChoiceField):
            kinds.choices = kind_choices()

    def clean_ends(self) -> date:
        """The last day lies ahead, and no further than the plan lets a permission last."""
        chosen: date = self.cleaned_data["ends"]
        latest = today() + timedelta(days=longest())
        if not today() <= chosen < latest:
            raise forms.ValidationError(
                gettext("Choose a last day from today on, at most %(days)s days ahead.") % {"days": longest()}
            )
        return chosen


class Invitation(Scope):
    """To whom, and why."""

    called = forms.CharField(
        label=gettext_lazy("Name of the person"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "usa-input", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give the name by which you know the person.")},
    )
    address = forms.EmailField(
        label=gettext_lazy("E-mail address of the person"),
        max_length=200,
        widget=forms.EmailInput(attrs={"class": "usa-input", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Give the e-mail address to which we write."),
            "invalid": gettext_lazy("An e-mail address looks like name@example.org."),
        },
    )
    begins = forms.DateField(
        label=gettext_lazy("First day"),
        widget=Day(),
        error_messages={
            "required": gettext_lazy("Give a first day."),
            "invalid": gettext_lazy("Give a first day as year, month and day."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why? (you may leave this empty)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "usa-input"}),
    )
    field_order = ("called", "address", "kinds", "acts", "begins", "ends", "reason")

    def clean(self) -> dict[str, Any]:
        """The first day comes before the last."""
        said = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["begins"] > said["ends"]:
            self.add_error("begins", gettext("The first day must not come after the last."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Asked) -> HttpResponse:
    """The form, and the invitation it makes."""
    if not offers("acting_for"):
        return _not_offered(request)
    # Asks the gate before the form is shown, so that a stranger is refused.
    verbs.who_helps_me(request.visitor)
    usual = {"kinds": _USUAL, "acts": "", "begins": today(), "ends": today() + timedelta(days=longest() - 1)}
    draft = drafts.opened(request, "invitation")
    if draft.answer:
        return draft.answer
    form = Invitation(request.POST if draft.is_sent else None, initial=usual | draft.said)
    if not draft.is_sent or not form.is_valid():
        return _form(request, form, "member/invite.html", draft=draft)
    try:
        invitations.invite(request.visitor, _offer(form.cleaned_data))
    except verbs.NotYoursToGive:
        form.add_error(None, gettext("Only an adult can let somebody in here. Call us, and we will help."))
    except invitations.TooMany:
        form.add_error(None, gettext("Too many invitations wait already. Take one back first."))
    else:
        draft.end()
        return redirect("/helping?invited=1")
    return _form(request, form, "member/invite.html", draft=draft)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Asked, grant: UUID) -> HttpResponse:
    """Another scope, or another last day."""
    found = next((one for one in verbs.who_helps_me(request.visitor) if one.id == grant and not one.ended), None)
    if found is None:
        raise Http404
    last = found.terms.ends - timedelta(days=1) if found.terms.ends else None
    chosen = KINDS if found.terms.data == ("*",) else found.terms.data
    now = {"kinds": chosen, "acts": "1" if found.terms.acts else "", "ends": last}
    form = Scope(request.POST if request.method == "POST" else None, initial=now)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, "member/change_grant.html", called=found.terms.called)
    said = form.cleaned_data
    until = said["ends"] + timedelta(days=1)
    verbs.change(request.visitor, grant, data=said["kinds"], acts=bool(said["acts"]), until=until)
    return redirect("/helping?changed=1")


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Asked, secret: str) -> HttpResponse:
    """What the link of an invitation offers, and the answer."""
    shown = invitations.look_at(request.visitor, secret)
    if shown is None:
        return render(request, "member/link_is_over.html", {"helping": banner(request)}, status=410)
    if request.method == "POST" and request.POST.get("answer") == "no":
        invitations.decline(request.visitor, secret)
        return redirect("/helping?declined=1")
    if request.method == "POST":
        name = read_name(request.visitor, request.visitor.person)
        if invitations.accept(request.visitor, secret, name=name) is None:
            return render(request, "member/link_is_over.html", {"helping": banner(request)}, status=410)
        return redirect("/helping?accepted=1")
    offer = shown.invited.offer
    said = {
        "inviter": shown.inviter,
        "offer": offer,
        "kinds": kinds_of(offer.data),
        "helping": banner(request),
    }
    return render(request, "member/join.html", said)


def _offer(said: Mapping[str, Any]) -> Offer:
    return Offer(
        called=said["called"],
        address=said["address"],
        reason=said["reason"],
        data=tuple(said["kinds"]),
        acts=bool(said["acts"]),
        begins=said["begins"],
        ends=said["ends"] + timedelta(days=1),
    )


def _form(
    request: Asked, form: forms.Form, template: str, *, draft: Draft | None = None, **more: object
) -> HttpResponse:
    said = {"form": form, "helping": banner(request), "days": longest(), "draft": draft, **more}
    status = draft.status if draft else 200
    return render(request, template, said, status=422 if form.is_bound else status)


def _not_offered(request: Asked) -> HttpResponse:
    read_name(request.visitor, request.visitor.person)
    return render(request, "member/not_offered.html", {"service": "acting_for"}, status=404)
