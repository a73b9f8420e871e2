"""Signed tokens by which a system says who it is: `private_key_jwt` (RFC 7523, section 3; SMART App Launch 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from wellkept.identity import clients
from wellkept.identity.public_keys import loaded

LONGEST = timedelta(minutes=5)
SKEW = timedelta(seconds=30)  # what two clocks may differ by
MOST_CHARACTERS = 8_192
_KINDS = {"RS384": "RSA", "ES384": "EC"}
_REQUIRED = ["exp", "iss", "sub", "aud", "jti"]
_LONGEST_NAME = 200
# What a token can be that is none: no JWT, not JSON, numbers without end, brackets within brackets.
_UNREADABLE = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Claim:
    """A signed token that is good: the key it is signed with, its own id, and when it is over."""

    key: UUID
    named: str
    ends: datetime


def says_it_is(assertion: str) -> str:
    """The name that a signed token gives, unproved; "" for what cannot be read."""
    try:
        said = jwt.decode(assertion, options={"verify_signature": False})
    except _UNREADABLE:
        return ""
    name = said.get("iss")
    return name if isinstance(name, str) and len(name) <= _LONGEST_NAME else ""


def proved(assertion: str, *, audience: str, at: datetime) -> Claim | None:
    """The claim of a token signed by a live key of the system that it names, for `audience` alone; else None."""
    if len(assertion) > MOST_CHARACTERS:
        return None
    try:
        kind = _KINDS.get(str(jwt.get_unverified_header(assertion).get("alg")))
    except _UNREADABLE:
        return None
    name = says_it_is(assertion)
    for key, jwk in clients.live_keys(name, at=at):
        if jwk["kty"] == kind and (claim := _claim(assertion, key, jwk, name, audience, at)):
            return claim
    return None


def _claim(assertion: str, key: UUID, jwk: dict[str, str], name: str, audience: str, at: datetime) -> Claim | None:
    try:
        said: dict[str, Any] = jwt.decode(
            assertion,
            loaded(jwk),
            algorithms=[alg for alg, kind in _KINDS.items() if kind == jwk["kty"]],
            audience=audience,
            issuer=name,
            subject=name,
            leeway=SKEW,
            options={"require": _REQUIRED, "strict_aud": True},
        )
        left = int(said["exp"]) - at.timestamp()
    except _UNREADABLE:
        return None
    if left > (LONGEST + SKEW).total_seconds() or not 0 < len(said["jti"]) <= _LONGEST_NAME:
        return None
    return Claim(key, said["jti"], at + timedelta(seconds=left) + SKEW)
