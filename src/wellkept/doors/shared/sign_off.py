"""Idle sign-off after the statement's period of no activity, or the plan's own; the clock is the server's."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from wellkept.gate import promised

SEEN = "seen"
_WRITE_AFTER = 60  # seconds: activity is written at most once a minute


class IdleSignOff:
    """Signs off whoever was silent for longer than is promised (promise I3)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or sign off and say so on the sign-in page."""
        if not request.user.is_authenticated:
            return self.answer(request)
        now = int(time.time())
        seen = int(request.session.get(SEEN, now))
        if now - seen > idle_minutes() * 60:
            logout(request)
            asked = {"ended": "1", "next": request.get_full_path()} if request.method == "GET" else {"ended": "1"}
            return redirect(f"{reverse('sign-in')}?{urlencode(asked)}")
        if SEEN not in request.session or now - seen >= _WRITE_AFTER:
            request.session[SEEN] = now
        return self.answer(request)


def idle_minutes() -> int:
    """The period in minutes that the statement in force gives, else the plan's own setting."""
    minutes = promised().in_force.setting("session.idle_sign_off")
    if not isinstance(minutes, int):
        msg = "neither the statement nor plan.toml sets session.idle_sign_off"
        raise LookupError(msg)  # noqa: TRY004 - the documents are at fault, not a type
    return minutes
