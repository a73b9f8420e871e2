"""Showing the papers that let one act for somebody by law: the request, its progress, taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from wellkept.doors.member.helping import banner
from wellkept.doors.member.letting_in import Day
from wellkept.doors.shared import drafts
from wellkept.doors.shared.drafts import Draft
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.grant_words import right_choices
from wellkept.doors.shared.visitors import Asked
from wellkept.features.names import read_name
from wellkept.features.representation import NotYoursToGive, documents
from wellkept.features.representation.documents import MOST_BYTES, MOST_PAPERS, Asking, Fault, Upload
from wellkept.gate import today

_TEXT = {"class": "usa-input", "autocomplete": "off"}
_NAME_OF_A_FILE = 100


_WRONG = {
    Fault.KIND: gettext_lazy("Each file must be a PDF, a JPEG or a PNG. Another kind does not become one by its name."),
    Fault.DAMAGED: gettext_lazy("One of the files is damaged. Save or scan it again, and send that."),
    Fault.LOCKED: gettext_lazy("One of the files opens with a password. Save it without one, and send that."),
    Fault.ACTIVE: gettext_lazy(
        "One of the PDF files holds more than pages, such as a script or a file. Print it as a PDF, and send that."
    ),
    Fault.PAGES: gettext_lazy("One of the PDF files is too long. Send the pages that show your right."),
    Fault.PIXELS: gettext_lazy("One of the pictures is too large. Take it again, smaller."),
    Fault.VIRUS: gettext_lazy("Our scanner found something harmful in one of the files. Send another copy."),
    Fault.SIZE: gettext_lazy("The files are over 10 MB together. Send smaller ones."),
}


class Many(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class Papers(forms.FileField):
    """One to five files, told apart by what is in them."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("The document (PDF, JPEG or PNG; up to 5 files, 10 MB together)"),
            widget=Many(attrs={"class": "usa-input", "accept": ".pdf,.jpg,.jpeg,.png"}),
            error_messages={"required": gettext_lazy("Choose the file of the document.")},
        )

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:  # noqa: ANN401 - Django's own signature
        """The files, each with the bytes that it is made of."""
        given: list[UploadedFile[bytes]] = [super(Papers, self).clean(one, initial) for one in data or [None]]
        if len(given) > MOST_PAPERS:
            raise forms.ValidationError(gettext("Choose five files at most."))
        if sum(one.size or 0 for one in given) > MOST_BYTES:
            raise forms.ValidationError(_WRONG[Fault.SIZE])
        found = [Upload((one.name or "")[:_NAME_OF_A_FILE], one.read()) for one in given]
        if not all(documents.kind_of(one.content) for one in found):
            raise forms.ValidationError(_WRONG[Fault.KIND])
        return found


class Request(forms.Form):
    """For whom, by what right, and the papers."""

    party = forms.ChoiceField(
        label=gettext_lazy("What are you to this person?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say by what right you act.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Full name of the member"),
        max_length=120,
        widget=forms.TextInput(attrs=_TEXT),
        error_messages={"required": gettext_lazy("Give the name of the member for whom you would act.")},
    )
    born = forms.DateField(
        label=gettext_lazy("Birth date of the member"),
        widget=Day(),
        error_messages={
            "required": gettext_lazy("Give the birth date of the member."),
            "invalid": gettext_lazy("Give the birth date as year, month and day."),
        },
    )
    number = forms.CharField(
        label=gettext_lazy("Member ID, as on the member's card"),
        max_length=40,
        widget=forms.TextInput(attrs=_TEXT),
        error_messages={"required": gettext_lazy("Give the member ID. It is on the member's card.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Anything we should know (you may leave this empty)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=_TEXT),
    )
    papers = Papers()

    def __init__(
        self,
        said: Any = None,  # noqa: ANN401 - a query or nothing
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Name the rights in the reader's language."""
        super().__init__(said, files, initial=dict(initial or {}))
        party = cast("forms.ChoiceField", self.fields["party"])
        party.choices = right_choices()

    def clean_born(self) -> Any:  # noqa: ANN401 - a date, as the field gives it
        """Nobody was born tomorrow."""
        if self.cleaned_data["born"] > today():
            raise forms.ValidationError(gettext("The birth date lies ahead. Check the year."))
        return self.cleaned_data["born"]


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Asked) -> HttpResponse:
    """The form with what was asked before, sending it, and taking a request back."""
    if not offers("acting_for"):
        read_name(request.visitor, request.visitor.person)
        return render(request, "member/not_offered.html", {"service": "acting_for"}, status=404)
    # Asks the gate before anything is shown or read, so that a stranger is refused.
    documents.list_own(request.visitor)
    draft = drafts.opened(request, "papers")
    if draft.answer:
        return draft.answer
    if not draft.is_sent:
        return _page(request, Request(initial=draft.said), draft)
    if "withdraw" in request.POST:
        which = _uuid(request.POST["withdraw"])
        taken = which is not None and documents.withdraw(request.visitor, which)
        return redirect("/helping/papers?withdrawn=1" if taken else "/helping/papers")
    form = Request(request.POST, request.FILES)
    if form.is_valid() and _asked(request, form):
        draft.end()
        return redirect("/helping/papers?sent=1")
    return _page(request, form, draft)


def _asked(request: Asked, form: Request) -> bool:
    said = form.cleaned_data
    asking = Asking(
        party=said["party"], name=said["name"], born=said["born"], number=said["number"], reason=said["reason"]
    )
    try:
        documents.ask(request.visitor, asking, said["papers"])
    except NotYoursToGive:
        form.add_error(None, gettext("Only an adult can act for somebody by law. Call us, and we will help."))
    except documents.NoPaper as wrong:
        form.add_error("papers", _WRONG[wrong.fault])
    except documents.TooManyWait:
        form.add_error(None, gettext("Three of your requests wait already. Wait for our answer, or take one back."))
    return not form.errors


def _page(request: Asked, form: Request, draft: Draft) -> HttpResponse:
    said = {
        "form": form,
        "draft": draft,
        "requests": documents.list_own(request.visitor),
        "sent": bool(request.GET.get("sent")),
        "withdrawn": bool(request.GET.get("withdrawn")),
        "helping": banner(request),
    }
    return render(request, "member/papers.html", said, status=422 if form.is_bound else draft.status)


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
