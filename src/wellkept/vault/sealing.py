"""Sealing under one member's key: AES-256-GCM, keyed digests and shifted days, all of which die with the key."""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = 32
_FORM = b"\x01"  # AES-256-GCM, 12-byte nonce before the ciphertext
_NONCE = 12
_DIGEST = 16
_SHIFTS = 1 << 30  # days; with any date on top it still fits 32 bits


class SealBroken(Exception):
    """A sealed value was changed, moved to another row, or sealed under another key."""

    def __init__(self, place: str) -> None:
        super().__init__(f"what is sealed in {place} does not open: it was changed or moved, or belongs to another key")


class NoKey(Exception):
    """There is no key for this person: the person was erased, or never made."""


class Seals:
    """What one member's key can do. Made from the permit's key for one request, and never kept.

    A place is "table|column" and the row's id, so that a ciphertext moved to another row or column does not open.
    Raises `NoKey` where there is none.
    """

    def __init__(self, key: bytes | None) -> None:
        if key is None:
            raise NoKey("there is no key for this person: the person was erased, or never made")
        self._key = key
        self._cipher = AESGCM(_derived(key, b"seal"))

    def seal(self, plain: bytes, place: str, row: UUID) -> bytes:
        """`plain`, readable only with this key and in this place."""
        nonce = secrets.token_bytes(_NONCE)
        return _FORM + nonce + self._cipher.encrypt(nonce, plain, f"{place}|{row.hex}".encode())

    def open(self, sealed: bytes, place: str, row: str) -> bytes:
        """What was sealed in this place; `row` is the row's id in hexadecimal. Raises `SealBroken`."""
        if sealed[:1] != _FORM:
            raise SealBroken(place)
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], f"{place}|{row}".encode())
        except InvalidTag:
            raise SealBroken(place) from None

    def digest(self, domain: str, value: bytes) -> bytes:
        """16 bytes that are equal for equal values of this member within a domain."""
        return hmac.digest(self._search, domain.encode() + b"\0" + value, "sha256")[:_DIGEST]

    def shifted(self, day: date | None) -> int:
        """A day as a number shifted by a secret of this member's, so that order stays and dates do not show."""
        return self._shift + (day.toordinal() if day else 0)

    @cached_property
    def _search(self) -> bytes:
        return _derived(self._key, b"search")

    @cached_property
    def _shift(self) -> int:
        return int.from_bytes(_derived(self._key, b"days")[:8]) % _SHIFTS


def subject(key: bytes) -> bytes:
    """The number under which the ledger knows the member, 16 bytes; without the key nobody can tell whose it is."""
    return hmac.digest(key, b"ledger", "sha256")[:_DIGEST]


def new_key() -> bytes:
    """A member's key."""
    return secrets.token_bytes(KEY)


def _derived(key: bytes, use: bytes) -> bytes:
    """HKDF-Expand to one block (RFC 5869, section 2.3); member keys are uniform, so nothing is to be extracted."""
    return hmac.digest(key, use + b"\x01", "sha256")
