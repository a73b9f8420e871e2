"""What a key service must be able to do; the local file is one, a vault or a cloud's key service another."""

from __future__ import annotations

from typing import Protocol


class KeyProvider(Protocol):
    """Wraps and unwraps keys; `context` must be the same bytes both times. Unwrapping raises `KeyMissing`."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """`key`, readable only through this provider and with the same context."""
        ...

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """What was wrapped."""
        ...
