"""Sign-off after the statement's period of no activity, and after the longest session; the clock is the server's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wellkept.doors.shared.addresses import sign_in_of
from wellkept.gate import promised
from wellkept.identity.sessions import SessionStore

IDLE, LONGEST = "1", "longest"  # what `ended` says in the address of the sign-in page
CLOCKS = frozenset({"/session", "/session/over", "/staff/session", "/staff/session/over"})
DRAFTS = frozenset({"/draft", "/staff/draft"})  # kept by the page, whether or not anybody is there


class SignOff:
    """Signs off whoever was silent for longer than is promised (I3), or has been signed on for too long."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or sign off and say so on the sign-in page."""
        session = request.session
        if not request.user.is_authenticated or not isinstance(session, SessionStore):
            return self.answer(request)
        if request.path in CLOCKS:
            return self.answer(request)  # asking how long is left is no activity
        now = datetime.now(UTC)
        ended = over(session, now)
        if ended:
            logout(request)
            asked = {"next": request.get_full_path()} if request.method == "GET" else {}
            return redirect(f"{sign_in_of(request.path)}?{urlencode({'ended': ended} | asked)}")
        if request.path not in DRAFTS:
            session.touch(now)
        return self.answer(request)


def over(session: SessionStore, now: datetime) -> str:
    """Why a session is over now: `IDLE`, `LONGEST`, or "" for one that goes on."""
    idle, longest = left(session, now)
    if idle < timedelta():
        return IDLE
    return LONGEST if longest < timedelta() else ""


def left(session: SessionStore, now: datetime) -> tuple[timedelta, timedelta]:
    """How long a session goes on without activity, and at the longest; negative once it is over."""
    if session.seen is None or session.made is None:
        return timedelta(seconds=-1), timedelta(seconds=-1)
    idle, longest = timedelta(minutes=idle_minutes()), timedelta(minutes=longest_minutes())
    return session.seen + idle - now, session.made + longest - now


def idle_minutes() -> int:
    """The period in minutes that the statement in force gives, else the plan's own setting."""
    return _minutes("session.idle_sign_off")


def longest_minutes() -> int:
    """The longest session in minutes, whatever is done in it."""
    return _minutes("session.longest")


def _minutes(setting: str) -> int:
    minutes = promised().in_force.setting(setting)
    if not isinstance(minutes, int):
        msg = f"neither the statement nor plan.toml sets {setting}"
        raise LookupError(msg)  # noqa: TRY004 - the documents are at fault, not a type
    return minutes
