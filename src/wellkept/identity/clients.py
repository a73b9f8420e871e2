"""Registered systems: who they are, what they prove themselves with, and how that ends. Nothing of it is remembered."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from wellkept.exits.keys import ring
from wellkept.identity.models import Client, ClientAssertion, ClientKey, ClientToken
from wellkept.identity.public_keys import Proof
from wellkept.identity.systems import system
from wellkept.identity.visitor import Visitor

MOST_LIVE = 2  # of a kind: the one in use, and the one that takes its place
_TOKEN_BYTES = 32


class CannotRegister(ValueError):
    """Why a system, or one more key of it, cannot be registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a system proves itself with: `kind` is "certificate" or "key", `digest` a SHA-256 in hexadecimal."""

    kind: str
    digest: str
    ends: datetime | None
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A registered system; `ends` is when the last thing that it could prove itself with ends, None for never."""

    id: UUID
    name: str
    party: str
    until: datetime | None
    is_live: bool
    keys: tuple[Key, ...]

    @property
    def ends(self) -> datetime | None:
        """When nothing opens any more, if that day is known."""
        ends = [key.ends for key in self.keys if key.is_live]
        last = None if None in ends else max((end for end in ends if end), default=None)
        return min((end for end in (last, self.until) if end), default=None)


def register(name: str, party: str, proofs: Sequence[Proof], *, until: datetime | None, at: datetime) -> UUID:
    """A new system, or more proofs of one that is there. Raises `CannotRegister`; then nothing was changed.

    `party` "" is that of the system that is there.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update().filter(name=name).first()
        if client is None:
            if not party:
                raise CannotRegister("a new system needs its party")
            client = Client.objects.create(name=name, party=party, until=until, made=at)
        elif client.revoked is not None:
            raise CannotRegister("this name was revoked, and is not given again")
        elif party not in {"", client.party}:
            raise CannotRegister(f"the system is registered already, as {client.party}")
        elif until is not None:
            Client.objects.filter(id=client.id).update(until=until)
        for proof in proofs:
            _add(client, proof, at)
    return client.id


def _add(client: Client, proof: Proof, at: datetime) -> None:
    kind = ClientKey.Kind.CERTIFICATE if proof.is_certificate else ClientKey.Kind.KEY
    held = ClientKey.objects.filter(Q(ends=None) | Q(ends__gt=at), client=client, kind=kind, revoked=None)
    if held.count() >= MOST_LIVE:
        raise CannotRegister(f"two are live already ({kind.label.lower()}): revoke one of them first")
    key = ClientKey(
        client=client, kind=kind, digest=proof.digest, public=proof.public, begins=proof.begins, ends=proof.ends
    )
    try:
        with transaction.atomic():
            key.save(force_insert=True)
    except IntegrityError:
        raise CannotRegister("this certificate or key was registered before; make a new one") from None


def revoke(name: str, digest: str, *, at: datetime) -> bool:
    """End a system, or the one key of it whose digest begins so; whether there was one. Its tokens end with it."""
    keys = ClientKey.objects.filter(client__name=name, revoked=None, digest__startswith=digest)
    with transaction.atomic():
        found = list(keys.values_list("id", flat=True))
        if digest and len(found) != 1:
            return False
        ClientKey.objects.filter(id__in=found).update(revoked=at)
        ClientToken.objects.filter(key__in=found).delete()
        return bool(digest or Client.objects.filter(name=name, revoked=None).update(revoked=at))


def listed(*, at: datetime) -> tuple[Registered, ...]:
    """Every system by name, those that were revoked too."""
    return tuple(_registered(client, at) for client in Client.objects.order_by("name"))


def by_id(client: UUID, *, at: datetime) -> Registered | None:
    """The system of an id."""
    found = Client.objects.filter(id=client).first()
    return None if found is None else _registered(found, at)


def _registered(client: Client, at: datetime) -> Registered:
    live = set(_good(at).filter(client=client).values_list("id", flat=True))
    keys = tuple(
        Key(kind=key.kind, digest=key.digest, ends=key.ends, is_live=key.id in live)
        for key in ClientKey.objects.filter(client=client)
    )
    return Registered(
        id=client.id, name=client.name, party=client.party, until=client.until, is_live=bool(live), keys=keys
    )


def live_keys(name: str, *, at: datetime) -> tuple[tuple[UUID, dict[str, str]], ...]:
    """The public keys (id, JWK) that a system of this name may sign with now; none for a name that nobody has."""
    rows = _good(at).filter(client__name=name, kind=ClientKey.Kind.KEY).values_list("id", "public")
    return tuple((key, json.loads(bytes(public))) for key, public in rows)


def by_certificate(digest: str, *, at: datetime, request: str) -> Visitor | None:
    """The system that shows a certificate of this digest now, if it is registered and in its time."""
    key = _good(at).select_related("client").filter(kind=ClientKey.Kind.CERTIFICATE, digest=digest).first()
    return None if key is None else system(key.client_id, key.client.party, proved="certificate", request=request)


def by_token(token: str, *, at: datetime, request: str) -> Visitor | None:
    """The system that an access token was given to, while token, key and system are good."""
    row = ClientToken.objects.filter(token=_digest("token", token), ends__gt=at, key__in=_good(at))
    found = row.values_list("key__client", "key__client__party").first()
    return None if found is None else system(found[0], found[1], proved="signed_token", request=request)


def of_key(key: UUID, *, request: str) -> Visitor:
    """The system whose key this is."""
    found = ClientKey.objects.select_related("client").get(id=key)
    return system(found.client_id, found.client.party, proved="signed_token", request=request)


def use_once(key: UUID, named: str, *, ends: datetime) -> bool:
    """Whether a system's signed token of this id was never used before; exactly one caller is told so."""
    client = ClientKey.objects.values_list("client", flat=True).get(id=key)
    try:
        with transaction.atomic():
            ClientAssertion.objects.create(token=_digest("assertion", f"{client.hex}|{named}"), ends=ends)
    except IntegrityError:
        return False
    return True


def give_token(key: UUID, *, at: datetime, lasts: timedelta) -> str:
    """A new access token for the system of a key; it is given here once and cannot be read again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    ClientToken.objects.create(token=_digest("token", token), key_id=key, ends=at + lasts)
    return token


def remove_over(*, at: datetime) -> int:
    """Remove tokens that are over; how many."""
    over = (ClientToken.objects.filter(ends__lte=at), ClientAssertion.objects.filter(ends__lte=at))
    return sum(rows.delete()[0] for rows in over)


def _good(at: datetime) -> QuerySet[ClientKey]:
    """The certificates and keys that open something now; asked anew each time, so that a revocation holds at once."""
    in_time = Q(begins__lte=at) & (Q(ends=None) | Q(ends__gt=at))
    of_live = Q(client__revoked=None) & (Q(client__until=None) | Q(client__until__gt=at))
    return ClientKey.objects.filter(in_time, of_live, revoked=None)


def _digest(use: str, secret: str) -> str:
    readable = secret.encode(errors="replace").decode()
    return ring().index(f"identity_client_{use}.token", readable).hex()
