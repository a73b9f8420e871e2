"""Which registered system asks: by its access token, or by the certificate that a named proxy saw.

A proxy that ends TLS passes on the certificate of whoever connected to it. Anybody can write such a header, so it is
read only where the connection itself comes from a proxy named in WELLKEPT_PROXY, and without one it is never read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

import structlog
from cryptography import x509
from django.conf import settings
from django.http import HttpRequest

from wellkept.doors.shared.browsers import is_proxy
from wellkept.identity import clients
from wellkept.identity.public_keys import MOST_BYTES, digest_of
from wellkept.identity.visitor import Visitor

HEADER = "X-Client-Certificate"  # PEM, percent-encoded, as nginx writes $ssl_client_escaped_cert
_BEARER = "Bearer "
_log = structlog.get_logger(__name__)


def is_systems(path: str) -> bool:
    """Whether an address is one of the systems'."""
    return path == "/systems" or path.startswith("/systems/")


def system_of(request: HttpRequest, named: str) -> Visitor | None:
    """The system that asks, under a request's id; None for one that proves nothing. A token goes before the rest."""
    now = datetime.now(UTC)
    shown = request.headers.get("Authorization", "")
    digest = _digest(request)
    if shown:
        return clients.by_token(shown.removeprefix(_BEARER), at=now, request=named) if _is_bearer(shown) else None
    return clients.by_certificate(digest, at=now, request=named) if digest else None


def _is_bearer(shown: str) -> bool:
    return shown.startswith(_BEARER) and len(shown) <= MOST_BYTES


def _digest(request: HttpRequest) -> str:
    """The SHA-256 of the certificate that a named proxy passes on; "" where there is none to be believed."""
    if not settings.WELLKEPT_PROXY:
        return ""
    told = request.headers.get(HEADER, "")
    if not told:
        return ""
    if not is_proxy(str(request.META.get("REMOTE_ADDR", ""))):
        _log.warning("certificate_header_ignored", why="not from a named proxy")
        return ""
    try:
        return digest_of(x509.load_pem_x509_certificate(unquote(told[:MOST_BYTES]).encode()))
    except ValueError:
        _log.warning("certificate_header_ignored", why="no certificate")
        return ""
