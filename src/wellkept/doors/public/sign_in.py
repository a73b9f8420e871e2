"""Signing in with user name and password, and signing out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared.addresses import home_of, next_of
from wellkept.doors.shared.sign_off import idle_minutes
from wellkept.doors.shared.visitors import Asked
from wellkept.features import sign_in as verbs
from wellkept.gate import promised
from wellkept.identity.accounts import visitor_of
from wellkept.identity.models import Account

_LONGEST = 200


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Asked) -> HttpResponse:
    """The form, and what it opens."""
    wanted = next_of(request.POST.get("next") or request.GET.get("next"), "")
    if request.visitor.account is not None:
        return redirect(wanted or home_of(request.visitor.kind))
    if request.method != "POST":
        return _form(request, wanted, ended=bool(request.GET.get("ended")))
    account = _account(request)
    if account is None:
        return _form(request, wanted, wrong=True)
    # The verb comes first: a sign-in that the statement does not allow opens no session.
    visitor = visitor_of(account, request=request.visitor.request)
    verbs.sign_in(visitor)
    login(request, account)
    return redirect(wanted or home_of(visitor.kind))


@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """End the session and say so."""
    if request.visitor.account is not None:
        verbs.sign_out(request.visitor)
        logout(request)
    return redirect(f"{reverse('sign-in')}?out=1")


def _account(request: Asked) -> Account | None:
    name, password = request.POST.get("user_name", ""), request.POST.get("password", "")
    if len(name) > _LONGEST or len(password) > _LONGEST or "\x00" in name + password:
        return None
    found = authenticate(request, username=name, password=password)
    return found if isinstance(found, Account) else None


def _form(request: Asked, wanted: str, *, wrong: bool = False, ended: bool = False) -> HttpResponse:
    inforce = promised().in_force
    stated = inforce.statement.places.get("session.idle_sign_off")
    shown = {
        "next": wanted,
        "wrong": wrong,
        "ended": ended,
        "out": bool(request.GET.get("out")),
        "idle": idle_minutes(),
        "by_statement": stated is not None or "session.idle_sign_off" in inforce.statement.settings,
        "clause": _clause_that_states("session.idle_sign_off"),
    }
    return render(request, "public/sign_in.html", shown, status=422 if wrong else 200)


def _clause_that_states(setting: str) -> str:
    """The clause of the statement whose passage states a setting; "" where the plan sets it alone."""
    notes = promised().in_force.statement.notes
    return next((clause for clause, note in notes.items() if setting in note.states), "")
