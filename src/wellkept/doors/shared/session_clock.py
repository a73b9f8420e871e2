"""How long a session has left: told to the page that counts down, and the press that keeps it open (I3, WCAG 2.2.1)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wellkept.doors.shared import sign_off
from wellkept.doors.shared.addresses import home_of, next_of, sign_in_of
from wellkept.doors.shared.visitors import Asked
from wellkept.identity.sessions import SessionStore


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: Asked) -> HttpResponse:
    """The seconds that are left, as JSON: `{"left": 1200, "may_stay": true}`, 0 for who is not signed on.

    Asking is no activity; a POST is, and somebody who sends one without a script goes back to where she was.
    """
    session, now = request.session, datetime.now(UTC)
    if not _goes_on(session, now):
        return JsonResponse({"left": 0, "may_stay": False})
    if request.method == "POST":
        session.touch(now, at_once=True)
        if request.POST.get("next"):
            return redirect(next_of(request.POST["next"], home_of(request.visitor.kind)))
    idle, longest = sign_off.left(session, now)
    return JsonResponse({"left": int(min(idle, longest).total_seconds()), "may_stay": idle < longest})


@never_cache
@require_safe
def over(request: Asked) -> HttpResponse:
    """Where a page goes when its time is up: on to signing in, unless another window kept the session open."""
    wanted = next_of(request.GET.get("next"), home_of(request.visitor.kind))
    session, now = request.session, datetime.now(UTC)
    if _goes_on(session, now):
        return render(request, "shared/session_goes_on.html", {"back": wanted})
    ended = sign_off.over(session, now) if session.account and session.seen else sign_off.IDLE
    logout(request)
    return redirect(f"{sign_in_of(request.path)}?{urlencode({'ended': ended, 'next': wanted})}")


def _goes_on(session: SessionStore, now: datetime) -> bool:
    return session.account is not None and not sign_off.over(session, now)
