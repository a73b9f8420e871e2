"""Showing again that it is oneself: what lets somebody in, or takes an account over, wants a proof of late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellkept.features.sign_in import limit
from wellkept.gate import Way, admit, verb
from wellkept.identity import accounts, limits, passkeys
from wellkept.identity.limits import Verdict
from wellkept.identity.models import Account
from wellkept.identity.passkeys import Challenge, Place, Said
from wellkept.identity.visitor import Visitor

LASTS = timedelta(minutes=10)
_PURPOSE = "site.security"


class NotSignedOn(LookupError):
    """Only who is signed on has an account of their own."""


class ProofTooOld(Exception):
    """Whoever is signed on has last shown too long ago that it is they."""


def want_proof(visitor: Visitor) -> None:
    """Go on only for who has shown a password or a passkey in the last ten minutes, or has no account at all.

    A stranger, a feed or the clock is for the gate. Raises `ProofTooOld`.
    """
    if visitor.account is not None and not is_recent(visitor):
        raise ProofTooOld


def is_recent(visitor: Visitor) -> bool:
    """Whether the visitor's proof is of the last ten minutes."""
    return visitor.proved_at is not None and datetime.now(UTC) - visitor.proved_at < LASTS


@verb("proof.password", data=("account.password",), purposes=(_PURPOSE,), way=Way.IN)
def show_password(visitor: Visitor, password: str, *, address: str) -> Verdict | None:
    """None for the right password; who knows a session alone has ten tries, as at the door. Raises `Refused`."""
    admit(visitor, show_password, of=visitor.person, purpose=_PURPOSE)
    mine = own_account(visitor)
    verdict = limits.spend("password", mine.token, address, limit(), at=datetime.now(UTC))
    if verdict in (Verdict.PAUSE, Verdict.SPENT):
        return verdict
    if not accounts.password_is(mine.id, password):
        return Verdict.MORE
    limits.clear("password", mine.token, address)
    return None


@verb("proof.passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def show_passkey(visitor: Visitor, place: Place, state: Said, said: Said) -> bool:
    """Whether one's own passkey was shown for a challenge. Raises `Refused`."""
    admit(visitor, show_passkey, of=visitor.person, purpose=_PURPOSE)
    return passkeys.shown(place, state, said, at=datetime.now(UTC), account=own_account(visitor).id) is not None


@verb("proof.begin_passkey", data=("account.second_factor",), purposes=(_PURPOSE,), way=Way.IN)
def begin_passkey(visitor: Visitor, place: Place) -> Challenge:
    """What the browser needs to show one of one's own passkeys. Raises `Refused`."""
    admit(visitor, begin_passkey, of=visitor.person, purpose=_PURPOSE)
    return passkeys.begin_showing(own_account(visitor).id, place)


def own_account(visitor: Visitor) -> Account:
    """The account of who is signed on. Raises `NotSignedOn`."""
    found = accounts.by_id(visitor.account) if visitor.account else None
    if found is None:
        raise NotSignedOn
    return found
