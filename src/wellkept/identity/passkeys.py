"""Passkeys: made and shown by the browser, checked by python-fido2. Discoverable, and always with the user's own check.

A challenge is good for one answer: whoever begins keeps `state` in the session and takes it out before it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

import orjson
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from wellkept.identity.models import Account, SecondStep
from wellkept.identity.sealing import opened, seal
from wellkept.identity.second_steps import SEALED, token

Said = dict[str, Any]
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Place:
    """The site that passkeys are for: its host name without a port, and how people know it."""

    host: str
    name: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser is asked (JSON), and what must be kept until it answers (JSON)."""

    options: Said
    state: Said


def begin_adding(account: UUID, place: Place) -> Challenge:
    """Ask the browser for a new passkey. Its owner is told as the plan's: the browser's list is read by others too."""
    user = PublicKeyCredentialUserEntity(id=account.bytes, name=place.name, display_name=place.name)
    options, state = _server(place).register_begin(
        user,
        _credentials(account),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Challenge(dict(options), cast("Said", state))


def add(account: UUID, place: Place, state: Said, said: Said, *, called: str, at: datetime) -> bool:
    """Keep the passkey that the browser made for this challenge; whether it is one."""
    try:
        made = _server(place).register_complete(state, said).credential_data
    except _MALFORMED:
        return False
    if made is None:
        return False
    row = SecondStep(id=uuid4(), account_id=account, kind=SecondStep.Kind.PASSKEY, made=at)
    row.token = token("passkey", made.credential_id.hex())
    row.sealed = seal(SEALED, row.id, orjson.dumps({"called": called, "credential": websafe_encode(made)}))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def begin_showing(account: UUID | None, place: Place) -> Challenge:
    """Ask the browser to show a passkey: one of the account's, or any of this site's."""
    options, state = _server(place).authenticate_begin(
        _credentials(account) if account else None, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Challenge(dict(options), cast("Said", state))


def shown(place: Place, state: Said, said: Said, *, at: datetime, account: UUID | None = None) -> Account | None:
    """Whose passkey was shown for this challenge; None for a wrong one, another account's, or a closed account's."""
    try:
        whose = account or UUID(bytes=websafe_decode(said["response"]["userHandle"]))
        used = _server(place).authenticate_complete(state, _credentials(whose), said)
    except _MALFORMED:
        return None
    SecondStep.objects.filter(account=whose, token=token("passkey", used.credential_id.hex())).update(used=at)
    return Account.objects.filter(id=whose, is_active=True).first()


def _credentials(account: UUID) -> list[AttestedCredentialData]:
    rows = SecondStep.objects.filter(account=account, kind=SecondStep.Kind.PASSKEY)
    plain = (opened(SEALED, row.id, row.sealed) for row in rows)
    return [AttestedCredentialData(websafe_decode(orjson.loads(one)["credential"])) for one in plain if one]


def _server(place: Place) -> Fido2Server:
    """It believes an origin of this host over TLS, and http://localhost."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=place.host, name=place.name))
