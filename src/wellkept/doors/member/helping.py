"""Choosing whom to help, and stopping. Only who is on the list can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.member.page import Helping
from wellkept.doors.shared.addresses import home_of
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features.names import read_name, read_names
from wellkept.features.representation import whom_i_help
from wellkept.identity.visitor import Kind


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody whom the visitor may help, and as what."""

    person: UUID
    name: str
    party: str
    now: bool


@require_http_methods(["GET", "HEAD", "POST"])
def helping(request: Asked) -> HttpResponse:
    """The people whom one may help; choosing one of them."""
    if request.visitor.kind is Kind.STAFF:
        return render(request, "member/staff.html", status=403)
    if not offers("acting_for"):
        read_name(request.visitor, request.visitor.person)
        return render(request, "member/not_offered.html", {"service": "acting_for"}, status=404)
    people = helped(request)
    if request.method != "POST":
        return _page(request, people)
    chosen = next((one for one in people if str(one.person) == request.POST.get("person")), None)
    if chosen is None:
        return _page(request, people, wrong=True)
    request.session[HELPING] = str(chosen.person)
    return redirect(home_of(request.visitor.kind))


@require_POST
def stop(request: Asked) -> HttpResponse:
    """Back to one's own pages."""
    request.session.pop(HELPING, None)
    return redirect(home_of(request.visitor.kind))


def helped(request: Asked) -> tuple[Helped, ...]:
    """Whom the visitor may help today, by name."""
    acts_for = whom_i_help(request.visitor)
    names = read_names(request.visitor, [person for person, _ in acts_for])
    now = request.session.get(HELPING)
    found = (Helped(person, names[person], party, str(person) == now) for person, party in acts_for if person in names)
    return tuple(sorted(found, key=lambda one: one.name))


def _page(request: Asked, people: tuple[Helped, ...], *, wrong: bool = False) -> HttpResponse:
    banner = next((Helping(one.name, "/helping/stop") for one in people if one.now), None)
    said = {"people": people, "wrong": wrong, "ended": bool(request.GET.get("ended")), "helping": banner}
    return render(request, "member/helping.html", said, status=422 if wrong else 200)
