"""The addresses by which one signs in and out at a door, the same at each."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from wellkept.doors.shared import second_step, session_clock, set_up, signing_in
from wellkept.doors.shared.door import Door


def addresses(door: Door) -> list[URLPattern]:
    """Sign-in, second step, the first time where one is always wanted, sign-out, and the clock of the session."""

    def at(where: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(f"{door.root}{where}", view, {"door": door}, name=f"{door.prefix}{name}")

    first = [at("sign-in/set-up", set_up.page, "set-up")] if door.always_two_steps else []
    return [
        at("sign-in", signing_in.page, "sign-in"),
        at("sign-in/second-step", second_step.page, "second-step"),
        *first,
        at("sign-in/passkey", second_step.passkey, "sign-in-passkey"),
        at("sign-in/passkey-options", second_step.passkey_options, "sign-in-passkey-options"),
        at("sign-out", signing_in.leave, "sign-out"),
        path(f"{door.root}session", session_clock.clock, name=f"{door.prefix}session"),
        path(f"{door.root}session/over", session_clock.over, name=f"{door.prefix}session-over"),
    ]
