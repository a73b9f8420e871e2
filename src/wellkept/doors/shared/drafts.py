"""Drafts at the door: what a page of a long form does with its draft, and where its script sends what was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from wellkept.doors.shared.door import door_of
from wellkept.doors.shared.templatetags.words import clock
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features.drafts import FORMS, Gone, Kept, LongForm, Newer, NotThere, Spot, TooBig
from wellkept.gate import Refused
from wellkept.identity.visitor import Kind

_STEP = re.compile(r"[\w-]{0,60}", re.ASCII)
_SOONEST = timedelta(seconds=30)  # between two writes by the script, but for the last one before a page goes
_FAULTS: dict[type[Exception], str] = {Newer: "newer", Gone: "gone", TooBig: "big"}


@dataclass(slots=True, kw_only=True)
class Draft:
    """The draft of the form on a page, for its view and its template.

    `offered`: whether one can be kept here. `said` fills the form in, {} where there is nothing to. `kept` is the draft
    that was shown, `seen` what the page knows of it. `note` is "kept", "dropped", "newer", "gone", "big" or "".
    `answer` is the whole answer where the request was about the draft alone, `status` that of the page otherwise.
    """

    request: Asked
    form: LongForm
    spot: Spot
    offered: bool
    said: dict[str, Any] = field(default_factory=dict)
    kept: Kept | None = None
    seen: int = 0
    note: str = ""
    answer: HttpResponse | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the request sends the form itself."""
        return self.request.method == "POST" and "draft" not in self.request.POST

    @property
    def token(self) -> str:
        """What the page sends back: which draft it means, and which write of it was seen."""
        return _token(self.form.row(self.request.visitor, self.spot), self.seen)

    @property
    def fields(self) -> str:
        """The fields that a draft holds, for the script."""
        return " ".join(self.form.fields)

    @property
    def address(self) -> str:
        """Where the script sends what was written."""
        return door_of(self.request.path).at("draft")

    @property
    def status(self) -> int:
        """Of a page that was not sent: 409 or 422 where the draft could not be kept."""
        return {"newer": 409, "gone": 409, "big": 422}.get(self.note, 200)

    def end(self) -> None:
        """The form was sent: its draft goes."""
        if self.offered:
            self.form.remove(self.request.visitor, self.spot)


def opened(request: Asked, name: str, step: str = "") -> Draft:
    """The draft of a form's page: read to be filled in, kept or thrown away as the request says."""
    form, spot = FORMS[name], Spot(_helped(request), step)
    draft = Draft(request=request, form=form, spot=spot, offered=form.is_kept(request.visitor, spot))
    if not draft.offered:
        return draft
    if request.method != "POST":
        _restore(draft)
        return draft
    row, draft.seen = _seen(request.POST)
    if row != form.row(request.visitor, spot):
        draft.seen = 0
    if request.POST.get("draft") == "drop":
        form.remove(request.visitor, spot)
        draft.answer = redirect(f"{request.path}?{urlencode({'draft': 'dropped'})}")
    elif request.POST.get("draft") == "keep":
        _keep(draft)
    return draft


@never_cache
def keep(request: Asked) -> HttpResponse:
    """Where a page's script keeps a draft: `{"kept": true, "seen": "…", "said": "Draft kept at 9:14 AM PDT."}`.

    It is no activity, so that a page left alone is signed off all the same. Where nothing was kept, `why` is "later",
    "newer", "gone", "big" or "elsewhere", and `seen` what to send to keep it in place of what there is now.
    """
    if request.visitor.account is None:
        FORMS["papers"].read(request.visitor, Spot(None))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form, step = FORMS.get(request.POST.get("draft_form", "")), request.POST.get("draft_step", "")
    if form is None or not _STEP.fullmatch(step):
        raise Http404
    try:
        return JsonResponse(_kept_by_script(request, form, Spot(_helped(request), step)))
    except NotThere as fault:
        raise Http404 from fault


def _kept_by_script(request: Asked, form: LongForm, spot: Spot) -> dict[str, object]:
    row, seen = _seen(request.POST)
    if row != form.row(request.visitor, spot):
        return _not_kept("elsewhere")
    before = form.find(request.visitor, spot)
    if before and datetime.now(UTC) - before.at < _SOONEST and not request.POST.get("draft_last"):
        return _not_kept("later")
    try:
        kept = form.keep(request.visitor, spot, _written(form, request.POST), seen)
    except (Newer, Gone, TooBig) as fault:
        told = _not_kept(_FAULTS[type(fault)])
        return told if isinstance(fault, TooBig) else told | {"seen": _token(row, before.revision if before else 0)}
    words = gettext("Draft kept at %(time)s. It is not sent yet.") % {"time": clock(kept.at)}
    return {"kept": True, "seen": _token(row, kept.revision), "said": words}


def _not_kept(why: str) -> dict[str, object]:
    said = {
        "newer": gettext("This form was also filled in, in another window, and that is what we keep."),
        "gone": gettext("The draft of this form was sent or thrown away in another window. What is here is not kept."),
        "big": gettext("This is too long to be kept as a draft. Send the form, or make it shorter."),
        "elsewhere": gettext("You now act for somebody else, in another window. What is here is not kept."),
    }
    return {"kept": False, "why": why, "said": said.get(why, "")}


def _restore(draft: Draft) -> None:
    asked = draft.request.GET.get("draft", "")
    draft.kept = draft.form.find(draft.request.visitor, draft.spot)
    draft.note = "dropped" if asked == "dropped" and draft.kept is None else ""
    if draft.kept is None:
        return
    try:
        found = draft.form.read(draft.request.visitor, draft.spot)
    except Refused:
        found = None  # the page itself is open; what was written on it before no longer is
    draft.seen, draft.note = draft.kept.revision, "kept" if asked == "kept" else ""
    if found is None:
        draft.kept = None
    else:
        draft.said = _initial(draft.form, found)


def _keep(draft: Draft) -> None:
    """Without a script: keep what was written and show the page anew, or say on it why not, with all that is there."""
    written = _written(draft.form, draft.request.POST)
    try:
        draft.form.keep(draft.request.visitor, draft.spot, written, draft.seen)
    except (Newer, Gone, TooBig) as fault:
        draft.note, draft.said = _FAULTS[type(fault)], _initial(draft.form, written)
        now = draft.form.find(draft.request.visitor, draft.spot)
        draft.seen = now.revision if now else 0
    else:
        draft.answer = redirect(f"{draft.request.path}?{urlencode({'draft': 'kept'})}")


def _written(form: LongForm, said: QueryDict) -> dict[str, list[str]]:
    return {name: said.getlist(name) for name in form.fields}


def _initial(form: LongForm, written: Mapping[str, list[str]]) -> dict[str, Any]:
    return {name: values if name in form.many else (values[-1] if values else "") for name, values in written.items()}


def _helped(request: Asked) -> UUID | None:
    helping = request.session.get(HELPING)
    return UUID(helping) if helping and request.visitor.kind is Kind.MEMBER else None


def _token(row: UUID, revision: int) -> str:
    return f"{row.hex}.{revision}"


def _seen(said: QueryDict) -> tuple[UUID | None, int]:
    row, _, revision = said.get("draft_seen", "").partition(".")
    try:
        return UUID(row), int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0  # noqa: PLR2004
    except ValueError:
        return None, 0
