"""What all pages of a member have in common: whose they are, whom one helps, why they may be shown, and what if not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeAlias
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.templatetags.words import party_label, written
from wellkept.doors.shared.visitors import HELPING, Asked, whose
from wellkept.features.claims import NotThere
from wellkept.features.names import read_name
from wellkept.features.showing import Look, Shown, told
from wellkept.gate import Refused, telling
from wellkept.gate.telling import Told
from wellkept.identity.visitor import Kind
from wellkept.policy.vocabulary import DATA
from wellkept.statement.folding import labelled

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a view gives: a template, what it shows, and what was found to let it be shown (None: nothing of hers)."""

    template: str
    said: dict[str, Any] = field(default_factory=dict)
    shown: Shown[Any] | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Helping:
    """The banner: whom one helps, and where to stop."""

    name: str
    stop: str


@dataclass(frozen=True, slots=True)
class Why:
    """The line at the foot: the reason, and the last time that anybody else looked."""

    told: Told
    last: str


View: TypeAlias = Callable[Concatenate[Asked, UUID | None, P], Sheet | HttpResponse]
Answer: TypeAlias = Callable[Concatenate[Asked, P], HttpResponse]


def page(service: str = "", *, posts: bool = False) -> Callable[[View[P]], Answer[P]]:
    """Make a page of a view that is given the request and whose page it is; `service` must be offered.

    A view that takes forms too says `posts`.
    A view may give a whole answer instead of a sheet, as for a file to be saved.
    """

    def dress(view: View[P]) -> Answer[P]:
        def answer(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            def look() -> Sheet | HttpResponse:
                if service and not offers(service):
                    return _instead(request, service)
                return view(request, whose(request), *args, **kwargs)

            return _answered(request, look)

        update_wrapper(answer, view)
        return require_http_methods(["GET", "HEAD", "POST"])(answer) if posts else require_safe(answer)

    return dress


def _answered(request: Asked, look: Callable[[], Sheet | HttpResponse]) -> HttpResponse:
    if request.visitor.kind is Kind.STAFF:
        return render(request, "member/staff.html", status=403)
    helping = None
    sheet: Sheet | HttpResponse
    try:
        helping = _helping(request)
        sheet = look()
    except NotThere as fault:
        raise Http404 from fault
    except DatabaseError:
        sheet = Sheet("member/unreached.html", status=503)
    except Refused as refused:
        if HELPING not in request.session:
            raise
        if helping is None:
            return _stopped(request)
        sheet = Sheet("shared/refusal.html", {"refusal": telling.refusal(refused, _language())}, status=403)
    return sheet if isinstance(sheet, HttpResponse) else _rendered(request, sheet, helping)


def _instead(request: Asked, service: str) -> Sheet:
    """The way to the rights desk. The name is asked for so that a stranger is refused here as everywhere."""
    read_name(request.visitor, whose(request))
    return Sheet("member/not_offered.html", {"service": service}, status=404)


def _helping(request: Asked) -> Helping | None:
    if HELPING not in request.session:
        return None
    return Helping(read_name(request.visitor, whose(request)), reverse("helping-stop"))


def _stopped(request: Asked) -> HttpResponse:
    """Helping ended while somebody was helping: the member took it back, or its time was over."""
    del request.session[HELPING]
    return redirect(f"{reverse('helping')}?ended=1")


def _rendered(request: Asked, sheet: Sheet, helping: Helping | None) -> HttpResponse:
    around: dict[str, object] = {"helping": helping, "why": None, "closed": ""}
    if sheet.shown:
        around |= {"why": _why(sheet.shown), "closed": _closed(sheet.shown)}
    return render(request, sheet.template, {**sheet.said, **around}, status=sheet.status)


def _closed(found: Shown[Any]) -> str:
    """What of the kinds that were asked for is not open to the visitor, in words."""
    return labelled(DATA, found.because.closed, _language(), all_of_them="") if found.because.closed else ""


def _why(found: Shown[Any]) -> Why:
    return Why(told(found.because, _language()), _last(found.last))


def _last(look: Look | None) -> str:
    if look is None:
        return gettext("nobody else looked lately")
    who = party_label(look.party)
    return gettext("last seen by someone else on %(day)s: %(who)s") % {"day": written(look.at), "who": who}


def _language() -> str:
    return get_language() or "en"


def after_of(request: Asked) -> UUID | None:
    """The key after which a list goes on; what is no key starts it anew."""
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None
