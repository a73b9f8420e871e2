"""The people of an office, for whoever keeps its accounts; and what they did."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.provider.page import page
from wellkept.doors.shared.visitors import Asked
from wellkept.features import office_people as verbs
from wellkept.features.office_people import Deed, LastAdministrator, NotOfOffice, OfficePerson

_DOES = {"suspend": verbs.suspend_person, "reopen": verbs.reopen_person, "end": verbs.end_person}
_RENEW = "renew"
_DID = {
    "sign_in.open": gettext_lazy("Signed in"),
    "sign_in.close": gettext_lazy("Signed out"),
    "offices.own": gettext_lazy("Opened the page of the office"),
    "roster.list": gettext_lazy("Read a name on the list of patients"),
    "roster.coverage": gettext_lazy("Looked at a patient's coverage"),
    "roster.add": gettext_lazy("Asked to put somebody on the list"),
    "roster.end": gettext_lazy("Took a patient off the list"),
    "office_people.list": gettext_lazy("Read the list of the office's people"),
    "office_people.invite": gettext_lazy("Invited somebody to the office"),
    "office_people.renew": gettext_lazy("Gave somebody a new link"),
    "office_people.suspend": gettext_lazy("Suspended an account"),
    "office_people.reopen": gettext_lazy("Opened a suspended account again"),
    "office_people.end": gettext_lazy("Ended an account"),
    "office_people.trail": gettext_lazy("Read what the office did"),
}


@page("POST")
def people(request: Asked) -> HttpResponse:
    """Who is of the office; inviting, suspending, ending."""
    found = verbs.list_people(request.visitor)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("does") == "invite":
        return _invite(request, found)
    return _change(request, found, request.POST)


def _invite(request: Asked, found: tuple[OfficePerson, ...]) -> HttpResponse:
    name, part = request.POST.get("name", ""), request.POST.get("part", "")
    try:
        invited, secret = verbs.invite_person(request.visitor, name, administers=part == "keeper")
    except ValueError:
        return _page(request, found, problem="name", status=422)
    return _page(request, verbs.list_people(request.visitor), link=_link(secret), invited=invited)


def _change(request: Asked, found: tuple[OfficePerson, ...], said: Mapping[str, str]) -> HttpResponse:
    try:
        account, does = UUID(said.get("person", "")), said.get("does", "")
        if does == _RENEW:
            invited, secret = verbs.renew_person(request.visitor, account)
            now = verbs.list_people(request.visitor)
            return _page(request, now, link=_link(secret), invited=invited)
        _DOES[does](request.visitor, account)
    except LastAdministrator:
        return _page(request, found, problem="last", status=422)
    except (NotOfOffice, ValueError, KeyError):
        return _page(request, found, problem="state", status=422)
    return redirect("office-people")


def _link(secret: str) -> str:
    return f"{settings.WELLKEPT_ADDRESS}{reverse('office-join', kwargs={'link': secret})}"


def _page(
    request: Asked,
    found: tuple[OfficePerson, ...],
    *,
    problem: str = "",
    link: str = "",
    invited: OfficePerson | None = None,
    status: int = 200,
) -> HttpResponse:
    said = {"people": found, "me": request.visitor.account, "problem": problem, "link": link, "invited": invited}
    return render(request, "provider/people.html", said, status=status)


@page()
def trail(request: Asked) -> HttpResponse:
    """What the office's people did here, without whom it was about."""
    asked = request.GET.get("after", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None  # noqa: PLR2004 - 64 bits
    found, following = verbs.read_office_trail(request.visitor, before=before)
    lines = [(deed, _did(deed)) for deed in found]
    return render(request, "provider/trail.html", {"lines": lines, "next": following, "later": before is not None})


def _did(deed: Deed) -> str:
    if deed.done:
        return gettext("Put a patient on the list")
    return str(_DID.get(deed.verb, deed.verb))
