"""The one place for response headers and cookies, both made from the statement in force.

A cookie that the statement does not declare is dropped, whatever code set it; a host of another party that no
`[[host]]` names cannot be loaded, connected to, framed or sent a form.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from wellkept.gate import Promised, promised
from wellkept.gate.in_force import NothingInForce

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()",
}


class Headers:
    """Sets the headers and drops undeclared cookies, last of all."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then dress the answer."""
        response = self.answer(request)
        signed_on = bool(getattr(getattr(request, "user", None), "is_authenticated", False))
        try:
            now = promised()
        except NothingInForce:
            now = None
        for name, value in _ALWAYS.items():
            response.setdefault(name, value)
        response["Content-Security-Policy"] = _policy(now, public=not signed_on)
        # Not "no-referrer": browsers then send "Origin: null" with our own forms, which are refused as forged.
        response["Referrer-Policy"] = "same-origin" if signed_on else "strict-origin-when-cross-origin"
        if signed_on:
            response["Cache-Control"] = "no-store"
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        _drop_undeclared(response, now)
        return response


def _policy(now: Promised | None, *, public: bool) -> str:
    return _policy_of(tuple(_hosts(now, public=public)))


def _hosts(now: Promised | None, *, public: bool) -> list[str]:
    if now is None:
        return []
    wanted = {"all", "public"} if public else {"all", "signed_on"}
    return sorted(host.name for host in now.in_force.statement.hosts if host.where in wanted)


@lru_cache(maxsize=64)
def _policy_of(hosts: tuple[str, ...]) -> str:
    named = " ".join(["'self'", *(f"https://{host}" for host in hosts)])
    return (
        f"default-src 'none'; script-src {named}; style-src 'self'; img-src {named} data:; font-src 'self'; "
        f"connect-src {named}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
    )


def _drop_undeclared(response: HttpResponse, now: Promised | None) -> None:
    declared = {cookie.name for cookie in now.in_force.statement.cookies} if now else set()
    for name in list(response.cookies):
        if name not in declared:
            del response.cookies[name]
