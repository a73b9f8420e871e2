"""Sealing for the tables of accounts: under keys of the plan's ring, each value bound to its column and row.

Members' data have keys of their own, which die with the member; what is here goes when its row goes.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellkept.exits.keys import ring

_NONCE = 12


def seal(column: str, row: UUID, plain: bytes) -> bytes:
    """`plain` sealed for one value of a table; the column is written "identity_account.shown_as"."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(column).encrypt(nonce, plain, _place(column, row))


def opened(column: str, row: UUID, sealed: bytes) -> bytes | None:
    """What was sealed for this place; None for what was not."""
    try:
        return _cipher(column).decrypt(bytes(sealed[:_NONCE]), bytes(sealed[_NONCE:]), _place(column, row))
    except (InvalidTag, ValueError):
        return None


def _cipher(column: str) -> AESGCM:
    return AESGCM(ring().lasting_key(column))


def _place(column: str, row: UUID) -> bytes:
    return f"{column.replace('.', '|')}|".encode() + row.bytes
