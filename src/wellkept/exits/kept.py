"""The embedded carriers: what would leave is kept in the home instead, sealed under the person's own key.

They need nothing but the home, so a demonstration sends nothing to anybody, and `wellkept outgoing` reads it there.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from wellkept.exits.keys import ring
from wellkept.exits.keys.files import folder, write
from wellkept.exits.messages import Message, must_share
from wellkept.policy.asks import Permit

_NONCE = 12
_OFFICES = "offices"
_USE = b"exits.kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message that was kept instead of sent: by which channel, when, and the message."""

    channel: str
    at: datetime
    message: Message


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps what one channel ("email", "text", "post") would send. Sending the same message again changes nothing."""

    channel: str
    party: str = ""
    agreement_until: date | None = None

    def send(self, permit: Permit, message: Message) -> None:
        """Keep a message."""
        must_share(permit)
        place = _folder() / (permit.person.hex if permit.person else _OFFICES)
        file = place / message.id.hex
        if file.exists():
            return
        folder(place)
        said = {"channel": self.channel, "at": datetime.now(UTC), "message": asdict(message)}
        nonce = secrets.token_bytes(_NONCE)
        write(file, nonce + _cipher(permit).encrypt(nonce, orjson.dumps(said), message.id.bytes))


def persons() -> Iterator[UUID | None]:
    """Whose messages are kept here; None for the plan's offices."""
    for place in sorted(_folder().glob("*")):
        yield None if place.name == _OFFICES else UUID(hex=place.name)


def kept(permit: Permit) -> tuple[Kept, ...]:
    """What is kept for the permit's person, or for the offices, oldest first; what another key sealed is left out."""
    place = _folder() / (permit.person.hex if permit.person else _OFFICES)
    cipher = _cipher(permit)
    found = [_opened(cipher, file) for file in place.glob("*")]
    return tuple(sorted((one for one in found if one), key=lambda one: one.at))


def one(permit: Permit, message: UUID) -> Kept | None:
    """One message that is kept for the permit's person, or for the offices; None where it is gone."""
    file = _folder() / (permit.person.hex if permit.person else _OFFICES) / message.hex
    return _opened(_cipher(permit), file) if file.exists() else None


def forget(permit: Permit, message: UUID) -> None:
    """Remove a message of the permit's person, or of the offices."""
    (_folder() / (permit.person.hex if permit.person else _OFFICES) / message.hex).unlink(missing_ok=True)


def _opened(cipher: AESGCM, file: Path) -> Kept | None:
    content = file.read_bytes()
    try:
        said = orjson.loads(cipher.decrypt(content[:_NONCE], content[_NONCE:], UUID(hex=file.name).bytes))
    except (InvalidTag, ValueError):
        return None
    message = Message(**{**said["message"], "id": UUID(said["message"]["id"])})
    return Kept(channel=said["channel"], at=datetime.fromisoformat(said["at"]), message=message)


def _cipher(permit: Permit) -> AESGCM:
    key = permit.key if permit.person else ring().lasting_key("exits.kept")
    if key is None:
        raise ValueError("there is no key for this person")
    return AESGCM(hmac.digest(key, _USE + b"\x01", "sha256"))


def _folder() -> Path:
    return Path(settings.WELLKEPT_HOME) / "files" / "outgoing"
