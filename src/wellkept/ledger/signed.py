"""What the book signs: heads, dropped volumes and restorations, each as one line of bytes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """The root over the first `size` entries, the last of which is number `through`; `at` in microseconds UTC."""

    size: int
    through: int
    root: bytes
    at: int
    signature: bytes

    def holds(self, public_key: bytes) -> bool:
        """Whether the raw Ed25519 key signed it."""
        return holds(public_key, self.signature, head_line(self.size, self.through, self.root, self.at))


def head_line(size: int, through: int, root: bytes, at: int) -> bytes:
    """The bytes of a head that are signed."""
    return f"wellkept ledger head 1\n{size}\n{through}\n{root.hex()}\n{at}\n".encode()


def restored_line(size: int, at: int) -> bytes:
    """The bytes that say that a backup was restored, so that the book goes on from `size` entries."""
    return f"wellkept ledger restored 1\n{size}\n{at}\n".encode()


def volume_line(year: int, first: int, end: int, through: int, peaks: bytes, at: int) -> bytes:
    """The bytes of a dropped volume that are signed; the root follows from the peaks."""
    return f"wellkept ledger volume 1\n{year}\n{first}\n{end}\n{through}\n{peaks.hex()}\n{at}\n".encode()


def holds(public_key: bytes, signature: bytes, line: bytes) -> bool:
    """Whether the raw Ed25519 key signed the line."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, line)
    except InvalidSignature:
        return False
    return True
