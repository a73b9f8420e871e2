"""What the two sign-in pages have in common, the members' and the staff's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wellkept.doors.shared.addresses import home_of, next_of
from wellkept.doors.shared.browsers import called
from wellkept.doors.shared.sessions import is_staffs
from wellkept.doors.shared.sign_off import LONGEST, idle_minutes, longest_minutes
from wellkept.doors.shared.visitors import Asked
from wellkept.features import sign_in as verbs
from wellkept.gate import promised
from wellkept.identity.accounts import visitor_of
from wellkept.identity.models import Account
from wellkept.identity.visitor import Kind

_TYPED = 200


def page(request: Asked, kind: Kind) -> HttpResponse:
    """The form of a door, and what it opens."""
    wanted = wanted_next(request, kind)
    if request.visitor.account is not None:
        return redirect(wanted or home_of(request.visitor.kind))
    if request.method != "POST":
        return _form(request, kind, wanted)
    account = _account(request, kind)
    if account is None:
        return _form(request, kind, wanted, wrong=True)
    enter(request, account)
    return redirect(wanted or home_of(kind))


def leave(request: Asked, sign_in_page: str) -> HttpResponse:
    """End the session and say so."""
    if request.visitor.account is not None:
        verbs.sign_out(request.visitor)
        logout(request)
    return redirect(f"{reverse(sign_in_page)}?out=1")


def enter(request: Asked, account: Account) -> None:
    """Open the session of an account, under a new key. Raises `Refused`, and then there is none."""
    # The verb comes first: a sign-in that the statement does not allow opens no session.
    verbs.sign_in(visitor_of(account, request=request.visitor.request))
    request.session.browser = called(request.headers.get("User-Agent", ""))
    login(request, account)


def wanted_next(request: Asked, kind: Kind) -> str:
    """Where to go then, if an address of this very door was asked for; else ""."""
    wanted = next_of(request.POST.get("next") or request.GET.get("next"), "")
    return wanted if is_staffs(wanted) == (kind is Kind.STAFF) else ""


def _account(request: Asked, kind: Kind) -> Account | None:
    """Who it is, if of this door; another door's account is answered like a wrong password, after the same work."""
    name, password = request.POST.get("user_name", ""), request.POST.get("password", "")
    if len(name) > _TYPED or len(password) > _TYPED or "\x00" in name + password:
        return None
    found = authenticate(request, username=name, password=password)
    is_of_door = isinstance(found, Account) and bool(found.role) == (kind is Kind.STAFF)
    return found if is_of_door else None


def _form(request: Asked, kind: Kind, wanted: str, *, wrong: bool = False) -> HttpResponse:
    shown = {"next": wanted, "wrong": wrong, "staff": kind is Kind.STAFF, "out": bool(request.GET.get("out"))}
    return render(request, "shared/sign_in.html", shown | _clock(request), status=422 if wrong else 200)


def _clock(request: Asked) -> dict[str, Any]:
    inforce = promised().in_force
    stated = inforce.statement.places.get("session.idle_sign_off")
    ended = request.GET.get("ended", "")
    return {
        "ended": bool(ended),
        "too_long": ended == LONGEST,
        "idle": idle_minutes(),
        "longest": longest_minutes() // 60,
        "by_statement": stated is not None or "session.idle_sign_off" in inforce.statement.settings,
        "clause": _clause_that_states("session.idle_sign_off"),
    }


def _clause_that_states(setting: str) -> str:
    """The clause of the statement whose passage states a setting; "" where the plan sets it alone."""
    notes = promised().in_force.statement.notes
    return next((clause for clause, note in notes.items() if setting in note.states), "")
