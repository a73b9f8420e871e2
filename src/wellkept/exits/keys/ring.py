"""The plan's key ring: one file with the keys that every other key and digest hangs on."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wellkept.exits.keys import files
from wellkept.exits.keys.files import KeyMissing

FILE = "ring.json"
_FORMAT = 1
_KEY = 32
_KEY_ID = 4
_NONCE = 12
_INDEX = 16
_GENERATIONS = 2


class Ring:
    """The keys of `ring.json`. A wrapped value is key id (4 bytes), nonce (12), AES-256-GCM ciphertext.

    The file is read again when a key id is met that this process does not know, since another process may have
    rotated. Raises `KeyMissing` for a file that is missing, broken, or another home's.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read()

    @classmethod
    def make(cls, folder: Path) -> Ring:
        """A new ring in `folder`. Raises `FileExistsError`: a ring is never written over."""
        files.folder(folder)
        file = folder / FILE
        if file.exists():
            raise FileExistsError(f"{file} is there already; a key ring is never written over.")
        first = secrets.token_hex(_KEY_ID)
        content = {"format": _FORMAT, "current": first, "keys": {first: _fresh()}}
        files.write(file, _dump(content | {"index": _fresh(), "digest": _fresh(), "signing": _fresh()}))
        return cls(file)

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """`key` under the current key-encryption key, bound to `context`."""
        if self._stamp != _stamp(self.file):
            self._read()
        nonce = secrets.token_bytes(_NONCE)
        return self._current + nonce + self._wrapping[self._current].encrypt(nonce, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """What was wrapped with the same context. Raises `KeyMissing`."""
        key_id = wrapped[:_KEY_ID]
        if key_id not in self._wrapping:
            self._read()
        cipher = self._wrapping.get(key_id)
        if cipher is None:
            raise KeyMissing(f"{self.file} has no key {key_id.hex()}, which something here was wrapped with. {_BACK}")
        try:
            return cipher.decrypt(wrapped[_KEY_ID : _KEY_ID + _NONCE], wrapped[_KEY_ID + _NONCE :], context)
        except InvalidTag:
            raise KeyMissing(f"What was wrapped here does not open with {self.file}. {_BACK}") from None

    def is_current(self, wrapped: bytes) -> bool:
        """Whether `wrapped` is under the current key-encryption key."""
        return wrapped[:_KEY_ID] == self._current

    def index(self, domain: str, value: str) -> bytes:
        """The 16-byte blind index of a value within a domain; the caller has made equal values equal text."""
        return hmac.digest(self._index, f"{domain}\0{value}".encode(), "sha256")[:_INDEX]

    def lasting_key(self, use: str) -> bytes:
        """A 32-byte key of one use that a rotation leaves as it is, so that an older backup opens with it too.

        For what is the plan's own, such as how its staff are shown; members' data have keys of their own.
        """
        return hmac.digest(self._index, f"\0a lasting key\0{use}".encode(), "sha256")

    def digest(self, data: bytes) -> bytes:
        """The 32-byte keyed digest of a ledger entry."""
        return hmac.digest(self._digest, data, "sha256")

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return self._signing.sign(data)

    def public_key(self) -> bytes:
        """The raw Ed25519 public key, 32 bytes."""
        return self._signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def mark(self) -> bytes:
        """16 bytes by which data know their ring again; they tell nothing about its keys and outlive a rotation."""
        return self._mark

    @property
    def is_rotating(self) -> bool:
        """Whether a rotation was begun and not ended: former keys are still there."""
        return len(self._wrapping) > 1

    def add_key(self) -> None:
        """Begin a rotation: a new current key-encryption key; the former ones still open what they wrapped."""
        content = _content(self.file)
        new = secrets.token_hex(_KEY_ID)
        content["keys"][new] = _fresh()
        self._replace(content | {"current": new})

    def drop_old_keys(self) -> None:
        """End a rotation, when nothing is left that a former key-encryption key wrapped."""
        content = _content(self.file)
        current = content["current"]
        self._replace(content | {"keys": {current: content["keys"][current]}})

    def _replace(self, content: dict[str, Any]) -> None:
        files.turn(self.file, generations=_GENERATIONS)
        files.write(self.file, _dump(content))
        self._read()

    def _read(self) -> None:
        self._stamp = _stamp(self.file)
        content = _content(self.file)
        try:
            self._wrapping = {bytes.fromhex(name): AESGCM(_key(key)) for name, key in content["keys"].items()}
            self._current = bytes.fromhex(content["current"])
            self._index, self._digest = _key(content["index"]), _key(content["digest"])
            self._mark = hmac.digest(self._index, b"\0the mark of this ring", "sha256")[:_INDEX]
            self._signing = Ed25519PrivateKey.from_private_bytes(_key(content["signing"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _broken(self.file) from None
        if self._current not in self._wrapping:
            raise _broken(self.file)


_BACK = "It belongs to another home, or is older than a rotation: put back the ring that belongs here."


def _stamp(file: Path) -> tuple[int, int] | None:
    """By what a file is known to be the one that was read; every writing makes a new file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _content(file: Path) -> dict[str, Any]:
    raw = files.read(file)
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise _broken(file) from None
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _broken(file)
    return content


def _broken(file: Path) -> KeyMissing:
    return KeyMissing(f"{file} is no key ring that this version can read. Put back the one this home was made with.")


def _dump(content: dict[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(_KEY)).decode()


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(key) != _KEY:
        raise ValueError
    return key
