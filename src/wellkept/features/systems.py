"""Registered systems: made known, listed, ended; and how one proves itself and sees what it may do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from wellkept.features.sign_in import limit
from wellkept.gate import Way, admit, admit_once, offered, promised, verb
from wellkept.identity import assertions, clients, limits, public_keys
from wellkept.identity.clients import CannotRegister, Key, Registered
from wellkept.identity.limits import Verdict
from wellkept.identity.public_keys import Unfit
from wellkept.identity.systems import SYSTEMS
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Ask, Decision

__all__ = [
    "SYSTEMS",
    "CannotRegister",
    "Itself",
    "Key",
    "Registered",
    "TooOften",
    "Unfit",
    "list_systems",
    "prove_system",
    "register_system",
    "revoke_system",
    "see_itself",
    "sign_in_system",
]

TOKEN_LASTS = timedelta(minutes=5)
_PURPOSE = "site.security"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{1,58})[a-z0-9]")


class TooOften(Exception):
    """Too many tries from one place; a pause helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Itself:
    """What a system is told of itself: `opens` are the asks that it could make, each with the decision."""

    registered: Registered
    version: str
    opens: tuple[tuple[str, Ask, Decision], ...]


@verb("systems.register", data=("system",), purposes=(_PURPOSE,), way=Way.IN, inside=True)
def register_system(
    visitor: Visitor,
    name: str,
    party: str = "",
    *,
    certificate: bytes = b"",
    keys: bytes = b"",
    until: datetime | None = None,
) -> UUID:
    """Make a system known, or give one that is known another certificate or key.

    Raises `Refused`, `Unfit` for a file that cannot be taken, and `CannotRegister`; then nothing was changed.
    """
    admit_once(visitor, register_system, purpose=_PURPOSE)
    now = datetime.now(UTC)
    if not _NAME.fullmatch(name):
        raise CannotRegister("a name is 3 to 60 of a-z, 0-9, dot and hyphen")
    if party and party not in SYSTEMS:
        raise CannotRegister(f"{party} is no party whose systems are registered")
    if until is not None and until <= now:
        raise CannotRegister("the last day is past")
    proofs = [public_keys.certificate(certificate, at=now)] if certificate else []
    proofs += public_keys.keys(keys, at=now) if keys else ()
    if not proofs:
        raise CannotRegister("a certificate or a public key is needed")
    return clients.register(name, party, proofs, until=until, at=now)


@verb("systems.revoke", data=("system",), purposes=(_PURPOSE,), inside=True)
def revoke_system(visitor: Visitor, name: str, *, digest: str = "") -> bool:
    """End a system at once, or the one key of it whose digest begins so; whether there was one. Raises `Refused`."""
    admit_once(visitor, revoke_system, purpose=_PURPOSE)
    return clients.revoke(name, digest, at=datetime.now(UTC))


@verb("systems.list", data=("system",), purposes=(_PURPOSE,), inside=True)
def list_systems(visitor: Visitor) -> tuple[Registered, ...]:
    """Every registered system, those that were revoked too. Raises `Refused`."""
    admit_once(visitor, list_systems, purpose=_PURPOSE)
    return clients.listed(at=datetime.now(UTC))


@verb("systems.prove", data=("system",), purposes=(_PURPOSE,), way=Way.IN)
def prove_system(visitor: Visitor, assertion: str, *, audience: str, address: str) -> UUID | None:
    """The key that a signed token was made with, if the token is good and was never used; None without a word why.

    Raises `Refused`, and `TooOften` for an address with too many vain tries. Nobody else's tries count against a
    system: a key cannot be guessed, so only work is saved by a limit.
    """
    admit_once(visitor, prove_system, purpose=_PURPOSE)
    now, who = datetime.now(UTC), assertions.says_it_is(assertion)
    if limits.spend("system", who, address, limit(), at=now) is Verdict.PAUSE:
        raise TooOften
    claim = assertions.proved(assertion, audience=audience, at=now)
    if claim is None or not clients.use_once(claim.key, claim.named, ends=claim.ends):
        return None
    limits.clear("system", who, address)
    return claim.key


@verb("systems.sign_in", data=("system",), purposes=(_PURPOSE,), way=Way.IN, systems=True)
def sign_in_system(visitor: Visitor, key: UUID) -> str:
    """An access token for the system that has just proved itself by this key. Raises `Refused`."""
    admit(visitor, sign_in_system, purpose=_PURPOSE)
    return clients.give_token(key, at=datetime.now(UTC), lasts=TOKEN_LASTS)


@verb("systems.see_itself", data=("system",), purposes=(_PURPOSE,), systems=True)
def see_itself(visitor: Visitor) -> Itself:
    """What a system is registered as, and what it could ask under the statement in force. Raises `Refused`."""
    admit(visitor, see_itself, purpose=_PURPOSE)
    found = clients.by_id(visitor.account, at=datetime.now(UTC)) if visitor.account else None
    if found is None:
        msg = "no system is registered under the id that its visitor has"
        raise LookupError(msg)
    return Itself(registered=found, version=promised().version, opens=offered(visitor))
