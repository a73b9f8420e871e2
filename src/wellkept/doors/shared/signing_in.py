"""Signing in at a door with a password, what that opens, and signing out."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wellkept.doors.shared.addresses import home_of, next_of
from wellkept.doors.shared.browsers import browser_of
from wellkept.doors.shared.door import Door, door_of
from wellkept.doors.shared.sign_off import LONGEST, idle_minutes, longest_minutes
from wellkept.doors.shared.visitors import PROVED, PROVED_AT, Asked
from wellkept.features import second_step, security
from wellkept.features import sign_in as verbs
from wellkept.gate import promised
from wellkept.identity.accounts import visitor_of
from wellkept.identity.limits import Verdict
from wellkept.identity.models import Account
from wellkept.identity.visitor import Kind

HALF = "half"  # session key: whose password was right, when, and where to go then
NEW_APP = "new_app"  # session key: the secret of an app that is being set up
_HALF_LASTS = 600  # seconds
_TYPED = 200
_INVITATION = "/helping/join/"


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, door: Door) -> HttpResponse:
    """The form of a door, and what it opens."""
    wanted = wanted_next(request, door)
    if request.visitor.account is not None:
        return redirect(wanted or home_of(request.visitor.kind))
    if request.method != "POST":
        return form(request, door, wanted)
    account, verdict = _account(request, door)
    if account is None:
        return form(request, door, wanted, wrong=Verdict.GO if verdict is Verdict.MORE else verdict)
    if not account.may_enter:
        return form(request, door, wanted, closed=True)
    return _goes_on(request, door, account, wanted, verdict)


def _goes_on(request: Asked, door: Door, account: Account, wanted: str, verdict: Verdict) -> HttpResponse:
    """What a right password opens: the second step, the session, or nothing while tries come from everywhere."""
    if second_step.is_wanted(account, browser_of(request).secret):
        begin_half(request, account, wanted)
        return redirect(door.at("second-step"))
    if verdict is Verdict.MORE:
        return form(request, door, wanted, wrong=Verdict.PAUSE)
    return enter(request, door, account, wanted)


def enter(
    request: Asked, door: Door, account: Account, wanted: str, *, proved: str = "password", trust: bool = False
) -> HttpResponse:
    """Open the session of an account, and go on. Raises `Refused`, and then there is no session."""
    if not account.may_enter:
        return form(request, door, wanted, closed=True)
    browser = browser_of(request)
    visitor = visitor_of(account, request=request.visitor.request, proved=proved)
    open_session(request, account, proved=proved)
    second_step.went_well(account, browser.address)
    answer = redirect(wanted or home_of(door.kind))
    if trust and not door.always_two_steps:
        answer.set_cookie(**trusted_cookie(security.trust_browser(visitor, browser.words)))
    return answer


def open_session(request: Asked, account: Account, *, proved: str = "password") -> None:
    """Write the sign-in down and give the session a new key. Raises `Refused`: then none is opened."""
    browser = browser_of(request)
    # The verb comes first: a sign-in that the statement does not allow opens no session.
    verbs.sign_in(visitor_of(account, request=request.visitor.request, proved=proved), browser)
    request.session.pop(HALF, None)
    request.session.browser = browser.words
    login(request, account, "wellkept.identity.accounts.UserNameAndPassword")
    request.session[PROVED], request.session[PROVED_AT] = proved, int(time.time())


def trusted_cookie(secret: str) -> dict[str, Any]:
    """The arguments of the cookie by which a trusted browser is known."""
    from django.conf import settings

    from wellkept.doors.shared.browsers import TRUSTED
    from wellkept.identity.known_browsers import TRUSTED_FOR

    return {
        "key": TRUSTED,
        "value": secret,
        "max_age": int(TRUSTED_FOR.total_seconds()),
        "secure": bool(settings.SESSION_COOKIE_SECURE),
        "httponly": True,
        "samesite": "Lax",
    }


def half_open(request: Asked, door: Door) -> tuple[Account, str] | None:
    """Whose password was right at this door less than ten minutes ago and still is, and where to go then."""
    half = request.session.get(HALF)
    if not half or time.time() - half["at"] > _HALF_LASTS:
        return None
    account = second_step.half_open(UUID(half["account"]))
    if account is None or account.kind is not door.kind:
        return None
    # Whoever changed the password meanwhile did so to keep somebody out.
    is_same = constant_time_compare(half["password"], account.get_session_auth_hash())
    return (account, half["next"]) if is_same else None


@require_POST
def leave(request: Asked, door: Door) -> HttpResponse:
    """End the session and say so."""
    if request.visitor.account is not None:
        verbs.sign_out(request.visitor)
        logout(request)
    return redirect(f"{door.at('sign-in')}?out=1")


def wanted_next(request: Asked, door: Door) -> str:
    """Where to go then, if an address of this very door was asked for; else ""."""
    wanted = next_of(request.POST.get("next") or request.GET.get("next"), "")
    return wanted if door_of(wanted) is door else ""


def form(
    request: Asked, door: Door, wanted: str, *, wrong: Verdict | None = None, closed: bool = False
) -> HttpResponse:
    """The page with the form. `wrong` is GO for a wrong password, else why no password will do now.

    `closed`: the password was right, and the agreement of the office that the account belongs to holds no more.
    """
    shown = {
        "next": wanted,
        "wrong": wrong is Verdict.GO,
        "paused": wrong is Verdict.PAUSE,
        "spent": wrong is Verdict.SPENT,
        "pause": int(verbs.limit().pause.total_seconds()) // 60,
        "heading": door.heading,
        "members": door.kind is Kind.MEMBER,
        "office": door.kind is Kind.OFFICE,
        "closed": closed,
        "joined": bool(request.GET.get("joined")),
        "passkey": door.at("sign-in-passkey"),
        "options": door.at("sign-in-passkey-options"),
        "out": bool(request.GET.get("out")),
        # Who was invited may be no member; then the same link opens an account.
        "join": _join(wanted),
        "changed": bool(request.GET.get("changed")),
    }
    return render(
        request, "shared/sign_in.html", shown | _clock(request), status=403 if closed else 422 if wrong else 200
    )


def _join(wanted: str) -> str:
    secret = wanted.removeprefix(_INVITATION) if wanted.startswith(_INVITATION) else ""
    return reverse("join", args=[secret]) if secret and "/" not in secret else ""


def begin_half(request: Asked, account: Account, wanted: str) -> None:
    """Note that a password was right, or was just chosen: it opens the second step alone, under a new key."""
    request.session.cycle_key()
    # Whoever began here before and went away has seen the secret of an app that was not set up.
    request.session.pop(NEW_APP, None)
    shown = account.get_session_auth_hash()  # which password it was, as in an open session
    request.session[HALF] = {"account": str(account.pk), "at": int(time.time()), "next": wanted, "password": shown}


def _account(request: Asked, door: Door) -> tuple[Account | None, Verdict]:
    """Who it is, if of this door; another door's account is answered like a wrong password, after the same work."""
    name, password = request.POST.get("user_name", ""), request.POST.get("password", "")
    if not name or not password or not _is_text(name) or not _is_text(password):
        return None, Verdict.GO
    found, verdict = verbs.password_opens(request.visitor, name, password, browser_of(request))
    return (found if found is not None and found.kind is door.kind else None), verdict


def _is_text(typed: str) -> bool:
    return len(typed) <= _TYPED and "\x00" not in typed and not any("\ud800" <= one <= "\udfff" for one in typed)


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
