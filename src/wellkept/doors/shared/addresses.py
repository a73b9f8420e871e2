"""Where a visitor may be sent: addresses of this site alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wellkept.doors.shared.sessions import is_staffs
from wellkept.identity.visitor import Kind

_NEVER_NEXT = frozenset(
    {
        *("sign-in", "sign-out", "staff-sign-in", "staff-sign-out", "language", "theme", "healthz", "metrics"),
        *("session", "session-over", "staff-session", "staff-session-over"),
        *("second-step", "sign-in-passkey", "sign-in-passkey-options", "reset-password", "reset-password-link"),
        *("staff-second-step", "staff-set-up", "staff-sign-in-passkey", "staff-sign-in-passkey-options", "not-me"),
    }
)


def home_of(kind: Kind) -> str:
    """Where a visitor of this kind is at home."""
    return reverse("staff-quarantine" if kind is Kind.STAFF else "home")


def sign_in_of(path: str) -> str:
    """Where one signs in to see an address: the staff have a page, and a session, of their own."""
    return reverse("staff-sign-in" if is_staffs(path) else "sign-in")


def sign_out_of(path: str) -> str:
    """Where one signs out of the door that an address belongs to."""
    return reverse("staff-sign-out" if is_staffs(path) else "sign-out")


def clock_of(path: str) -> str:
    """Where one asks how long the session of an address's door has left."""
    return reverse("staff-session" if is_staffs(path) else "session")


def next_of(asked: str | None, otherwise: str) -> str:
    """An address of this site that was asked for, else `otherwise`; never another site, never a way out."""
    if not asked or not asked.startswith("/") or not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return otherwise
    try:
        found = resolve(urlsplit(asked).path)
    except Resolver404:
        return otherwise
    return otherwise if found.url_name in _NEVER_NEXT else asked
