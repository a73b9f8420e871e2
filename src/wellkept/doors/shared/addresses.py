"""Where a visitor may be sent: addresses of this site alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wellkept.identity.visitor import Kind

_NEVER_NEXT = frozenset({"sign-in", "sign-out", "language", "theme", "healthz", "metrics"})


def home_of(kind: Kind) -> str:
    """Where a visitor of this kind is at home."""
    return reverse("staff-quarantine" if kind is Kind.STAFF else "home")


def next_of(asked: str | None, otherwise: str) -> str:
    """An address of this site that was asked for, else `otherwise`; never another site, never a way out."""
    if not asked or not asked.startswith("/") or not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return otherwise
    try:
        found = resolve(urlsplit(asked).path)
    except Resolver404:
        return otherwise
    return otherwise if found.url_name in _NEVER_NEXT else asked
