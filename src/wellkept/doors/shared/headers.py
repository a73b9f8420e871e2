"""The one place for response headers and cookies, both made from the statement in force.

A cookie that the statement does not declare is dropped, whatever code set it; a host of another party that no
`[[host]]` names cannot be loaded, connected to, framed or sent a form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wellkept.doors.shared.systems import is_systems
from wellkept.gate import Promised, promised
from wellkept.gate.in_force import NothingInForce

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()",
}
# A file that somebody sent us: where a browser shows it all the same, it is of no place and may do nothing.
_SAVED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_WHERE = ("public", "signed_on")


class Dress(NamedTuple):
    """What a statement makes of the headers: the content policies and the declared cookies."""

    now: Promised | None
    public: str
    signed_on: str
    cookies: frozenset[str]


class Headers:
    """Sets the headers and drops undeclared cookies, last of all."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.made = dress_of(None)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then dress the answer."""
        response = self.answer(request)
        # What a system is told is as little anybody else's.
        signed_on = bool(getattr(getattr(request, "user", None), "is_authenticated", False)) or is_systems(request.path)
        dress = self.dress()
        for name, value in _ALWAYS.items():
            response.setdefault(name, value)
        if response.get("Content-Disposition", "").startswith("attachment"):
            response["Content-Security-Policy"] = _SAVED
        else:
            response["Content-Security-Policy"] = dress.signed_on if signed_on else dress.public
        # Not "no-referrer": browsers then send "Origin: null" with our own forms, which are refused as forged.
        response["Referrer-Policy"] = "same-origin" if signed_on else "strict-origin-when-cross-origin"
        if signed_on:
            response["Cache-Control"] = "no-store"
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        for name in response.cookies.keys() - dress.cookies:
            del response.cookies[name]
        return response

    def dress(self) -> Dress:
        """That of what is in force now; made anew when that is another."""
        try:
            now = promised()
        except NothingInForce:
            now = None
        made = self.made
        if made.now is not now:
            self.made = made = dress_of(now)
        return made


def dress_of(now: Promised | None) -> Dress:
    """What the statement in force makes of the headers; without one, what closes most."""
    if now is None:
        return Dress(None, _policy([]), _policy([]), frozenset())
    hosts, cookies = now.in_force.statement.hosts, now.in_force.statement.cookies
    public, signed_on = (sorted(host.name for host in hosts if host.where in {"all", where}) for where in _WHERE)
    return Dress(now, _policy(public), _policy(signed_on), frozenset(cookie.name for cookie in cookies))


def _policy(hosts: Sequence[str]) -> str:
    named = " ".join(["'self'", *(f"https://{host}" for host in hosts)])
    return (
        f"default-src 'none'; script-src {named}; style-src 'self'; img-src {named} data:; font-src 'self'; "
        f"connect-src {named}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
    )
