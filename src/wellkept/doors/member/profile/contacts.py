"""Adding a way to reach somebody, and showing by a code that it is hers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.shared import drafts
from wellkept.doors.shared.visitors import Asked
from wellkept.features import contact_details as verbs
from wellkept.features.contact_details import Kind
from wellkept.features.proof import want_proof

_LABELS: dict[Kind, str | Promise] = {
    Kind.EMAIL: gettext_lazy("E-mail address"),
    Kind.TEXT: gettext_lazy("Mobile number for text messages"),
    Kind.VOICE: gettext_lazy("Telephone number for calls"),
    Kind.POST: gettext_lazy("Postal address, one line for each part"),
}
_WRONG: dict[Kind, str | Promise] = {
    Kind.EMAIL: gettext_lazy("An e-mail address looks like name@example.org."),
    Kind.TEXT: gettext_lazy("A mobile number looks like 555-555-0100; begin one from abroad with +."),
    Kind.VOICE: gettext_lazy("A telephone number looks like 555-555-0100; begin one from abroad with +."),
    Kind.POST: gettext_lazy("Give two to six lines: the name or street first, then town, state and ZIP code."),
}
_MISSING: dict[Kind, str | Promise] = {
    Kind.EMAIL: gettext_lazy("Give an e-mail address."),
    Kind.TEXT: gettext_lazy("Give a mobile number."),
    Kind.VOICE: gettext_lazy("Give a telephone number."),
    Kind.POST: gettext_lazy("Give a postal address."),
}
_TYPES = {Kind.EMAIL: "email", Kind.TEXT: "tel", Kind.VOICE: "tel"}


class Address(forms.Form):
    """One address or number of a kind."""

    value = forms.CharField(max_length=400)

    def __init__(self, kind: Kind, said: QueryDict | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        """Name the field, and its faults, by the kind."""
        super().__init__(said, initial=dict(initial or {}))
        field = self.fields["value"]
        field.label = str(_LABELS[kind])
        field.error_messages["required"] = str(_MISSING[kind])
        attrs = {"class": "usa-input", "autocomplete": "off"}
        field.widget = (
            forms.Textarea(attrs={"class": "usa-textarea", "rows": 4, "autocomplete": "off"})
            if kind is Kind.POST
            else forms.TextInput(attrs={**attrs, "type": _TYPES[kind], "inputmode": _TYPES[kind]})
        )


class Code(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "usa-input", "inputmode": "numeric", "autocomplete": "one-time-code", "size": 10}
        ),
        error_messages={"required": gettext_lazy("Give the code that we sent.")},
    )


@page(posts=True)
def add(request: Asked, person: UUID | None, kind: str) -> Sheet | HttpResponse:
    """The form of one kind; then to the code that was sent there."""
    may = _may_change(request, person)
    if kind not in {str(one) for one in Kind}:
        raise Http404
    if person is None or not may:
        return Sheet("member/profile/not_asked.html", {"contacts": True}, status=403)
    way = Kind(kind)
    draft = drafts.opened(request, "contact", kind)
    if draft.answer:
        return draft.answer
    form = Address(way, request.POST if draft.is_sent else None, initial=draft.said)
    if draft.is_sent and form.is_valid():
        point = _added(request, person, way, form)
        if point is not None:
            draft.end()
            where = "/profile?added=1#contacts" if way is Kind.VOICE else reverse("profile-contact", args=[point])
            return redirect(where)
    said = {"form": form, "kind": way, "label": _LABELS[way], "draft": draft}
    return Sheet("member/profile/add_contact.html", said, status=422 if form.is_bound else draft.status)


@page(posts=True)
def show(request: Asked, person: UUID | None, point: UUID) -> Sheet | HttpResponse:
    """The code of a contact that waits for it; sending it once more."""
    may = _may_change(request, person)
    known = verbs.list_contacts(request.visitor, person) if person is not None else ()
    found = next((one for one in known if one.id == point and not one.usable), None)
    if found is None or person is None or not may:
        return redirect("/profile#contacts")
    again = request.POST.get("do") == "again"
    form = Code(request.POST if request.method == "POST" and not again else None)
    sent = again and _sent_again(request, person, point, form)
    if form.is_bound and form.is_valid():
        if verbs.verify_contact(request.visitor, person, point, form.cleaned_data["code"].replace(" ", "")):
            return redirect("/profile?verified=1#contacts")
        form.add_error("code", gettext("This code is wrong, or its time is over. Check it, or have another one sent."))
    said = {"form": form, "point": found, "sent": sent, "by_post": found.kind is Kind.POST}
    return Sheet(
        "member/profile/verify_contact.html", said, status=422 if form.is_bound or (again and not sent) else 200
    )


def _may_change(request: Asked, person: UUID | None) -> bool:
    """Asks the gate for the contacts first, so that a stranger is refused before anything is said."""
    verbs.list_contacts(request.visitor, person)
    want_proof(request.visitor)
    return verbs.may_change(request.visitor, person)


def _added(request: Asked, person: UUID, kind: Kind, form: Address) -> UUID | None:
    try:
        return verbs.add_contact(request.visitor, person, kind, form.cleaned_data["value"])
    except verbs.NoContact:
        form.add_error("value", str(_WRONG[kind]))
    except verbs.NoWayThere:
        form.add_error(None, gettext("We cannot send a code there now. Call us, and we note it for you."))
    except verbs.TooOften:
        form.add_error(None, _too_often())
    return None


def _sent_again(request: Asked, person: UUID, point: UUID, form: Code) -> bool:
    try:
        verbs.send_code(request.visitor, person, point)
    except verbs.NoWayThere:
        form.errors["__all__"] = form.error_class([gettext("We cannot send a code there now. Call us for help.")])
    except verbs.TooOften:
        form.errors["__all__"] = form.error_class([_too_often()])
    else:
        return True
    return False


def _too_often() -> str:
    return gettext("We sent you several messages in the last hour. Wait an hour, then try again.")
