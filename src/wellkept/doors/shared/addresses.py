"""Where a visitor may be sent: addresses of this site alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from wellkept.doors.shared.door import DOORS, door_for, door_of
from wellkept.identity.visitor import Kind

_WAY_IN = (
    *("sign-in", "sign-out", "second-step", "set-up", "set-up-link", "sign-in-passkey", "sign-in-passkey-options"),
    *("session", "session-over", "draft"),
)
_NEVER_NEXT = frozenset(
    {
        *(f"{door.prefix}{name}" for door in DOORS for name in _WAY_IN),
        *("language", "theme", "healthz", "metrics", "user-name", "reset-password", "reset-password-link", "not-me"),
    }
)


def home_of(kind: Kind) -> str:
    """Where a visitor of this kind is at home."""
    door = door_for(kind)
    return door.at(door.home)


def sign_in_of(path: str) -> str:
    """Where one signs in to see an address: each door has a page, and a session, of its own."""
    return door_of(path).at("sign-in")


def sign_out_of(path: str) -> str:
    """Where one signs out of the door that an address belongs to."""
    return door_of(path).at("sign-out")


def clock_of(path: str) -> str:
    """Where one asks how long the session of an address's door has left."""
    return door_of(path).at("session")


def next_of(asked: str | None, otherwise: str) -> str:
    """An address of this site that was asked for, else `otherwise`; never another site, never a way out."""
    if not asked or not asked.startswith("/") or not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return otherwise
    try:
        found = resolve(urlsplit(asked).path)
    except Resolver404:
        return otherwise
    return otherwise if found.url_name in _NEVER_NEXT else asked
