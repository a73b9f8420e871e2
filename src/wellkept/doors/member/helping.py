"""Choosing whom to help, and stopping; who may act for oneself, and ending that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellkept.doors.member.page import Helping
from wellkept.doors.shared.addresses import home_of
from wellkept.doors.shared.frame import offers
from wellkept.doors.shared.grant_words import kinds_of
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features import representation as verbs
from wellkept.features.names import read_name, read_names
from wellkept.features.representation import invitations
from wellkept.features.representation.grants import Granted, what_i_hold
from wellkept.features.representation.own_care import open_own_care, the_table
from wellkept.features.representation.trails import done_by
from wellkept.gate import Refused, telling, today
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind
from wellkept.policy.vocabulary import DATA

_SAID = ("ended", "invited", "changed", "accepted", "declined", "stopped", "taken_back")


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody whom the visitor may help, and as what; `last` is the last day, None where nobody set one."""

    person: UUID
    name: str
    party: str
    now: bool
    last: date | None = None
    kinds: tuple[str, ...] = ()
    acts: bool = True


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who may act for the visitor. `closed` are kinds of her own care: node, words, whether opened."""

    grant: Granted
    kinds: tuple[str, ...]
    last: date | None
    can_end: bool
    closed: tuple[tuple[str, str, bool], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def helping(request: Asked) -> HttpResponse:
    """The people whom one may help, and who may help oneself; choosing, ending, leaving."""
    if request.visitor.kind is Kind.STAFF:
        return render(request, "member/staff.html", status=403)
    if not offers("acting_for"):
        read_name(request.visitor, request.visitor.person)
        return render(request, "member/not_offered.html", {"service": "acting_for"}, status=404)
    do = request.POST.get("do", "choose") if request.method == "POST" else ""
    if do in _DO:
        return _DO[do](request)
    people = helped(request)
    if not do:
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


@require_safe
def did(request: Asked, grant: UUID) -> HttpResponse:
    """What was done under a grant, for both sides of it."""
    happened = done_by(request.visitor, grant)
    if happened is None:
        raise Http404
    language = get_language() or "en"
    told = [telling.entry(row, language, herself=happened.mine) for row in happened.rows]
    said = {"told": told, "mine": happened.mine, "called": happened.called, "helping": banner(request)}
    return render(request, "member/done_for.html", said)


def helped(request: Asked) -> tuple[Helped, ...]:
    """Whom the visitor may help today, by name."""
    acts_for = verbs.whom_i_help(request.visitor)
    names = read_names(request.visitor, [person for person, _ in acts_for])
    now = request.session.get(HELPING)
    found = (Helped(person, names[person], party, str(person) == now) for person, party in acts_for if person in names)
    return tuple(sorted(found, key=lambda one: one.name))


def banner(request: Asked) -> Helping | None:
    """For whom one acts now; None for one's own pages, and once it ended."""
    whom = request.session.get(HELPING)
    if not whom:
        return None
    try:
        return Helping(read_name(request.visitor, UUID(whom)), reverse("helping-stop"))
    except Refused:
        del request.session[HELPING]
        return None


def around(request: HttpRequest) -> dict[str, object]:
    """Django's context processor: `helping`, so that every page says for whom one acts; looked up when it is shown."""
    session = getattr(request, "session", None)
    if not isinstance(session, SessionStore) or session.account is None or not session.get(HELPING):
        return {}
    return {"helping": SimpleLazyObject(lambda: banner(cast("Asked", request)))}


def _end(request: Asked) -> HttpResponse:
    which = _uuid(request, "grant")
    try:
        ended = verbs.end(request.visitor, which) if which else None
    except verbs.NotYoursToGive:
        return redirect("/helping?not_yours=1")
    return redirect("/helping?stopped=1" if ended else "/helping")


def _leave(request: Asked) -> HttpResponse:
    person = _uuid(request, "person")
    left = verbs.leave(request.visitor, person) if person else None
    if left and request.session.get(HELPING) == str(person):
        del request.session[HELPING]
    return redirect("/helping?stopped=1" if left else "/helping")


def _take_back(request: Asked) -> HttpResponse:
    which = _uuid(request, "invitation")
    taken = which is not None and invitations.take_back(request.visitor, which)
    return redirect("/helping?taken_back=1" if taken else "/helping")


def _own_care(request: Asked) -> HttpResponse:
    which = _uuid(request, "grant")
    wanted = [leaf for leaf in request.POST.getlist("open") if leaf in DATA.index]
    opened = which is not None and open_own_care(request.visitor, which, wanted)
    return redirect("/helping?changed=1" if opened else "/helping")


_DO = {"end": _end, "leave": _leave, "take_back": _take_back, "own_care": _own_care}


def _uuid(request: Asked, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def _page(request: Asked, people: tuple[Helped, ...], *, wrong: bool = False) -> HttpResponse:
    held = {one.person: one for one in what_i_hold(request.visitor) if one.is_live(today())}
    mine = verbs.who_helps_me(request.visitor)
    helpers = [_helper(one) for one in mine if one.is_open(today())]
    ended = next((one for one in mine if one.ended_by == "age"), None)
    said = {
        "people": [_with_terms(one, held.get(one.person)) for one in people],
        "helpers": helpers,
        "invitations": [(one, kinds_of(one.offer.data)) for one in invitations.list_waiting(request.visitor)],
        "of_age": ended,
        "wrong": wrong,
        "not_yours": bool(request.GET.get("not_yours")),
        "law": the_table().labels[get_language() or "en"],
        "helping": next((Helping(one.name, "/helping/stop") for one in people if one.now), None),
        **{name: bool(request.GET.get(name)) for name in _SAID},
    }
    return render(request, "member/helping.html", said, status=422 if wrong else 200)


def _with_terms(one: Helped, held: Granted | None) -> Helped:
    if held is None:
        return one
    kinds = () if held.terms.data == ("*",) else tuple(kinds_of(held.terms.data))
    return Helped(one.person, one.name, one.party, one.now, _last(held), kinds, held.terms.acts)


def _helper(one: Granted) -> Helper:
    language = get_language() or "en"
    own = tuple(leaf for day, leaves in one.terms.closes if day <= today() for leaf in leaves)
    closed = tuple((leaf, DATA[leaf].label(language), leaf in one.opened) for leaf in own)
    return Helper(one, tuple(kinds_of(one.terms.data)), _last(one), one.terms.basis == "invited", closed)


def _last(one: Granted) -> date | None:
    return one.terms.ends - timedelta(days=1) if one.terms.ends else None
