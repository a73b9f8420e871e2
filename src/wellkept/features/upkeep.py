"""Keeping what is kept: backups, restoring them, new keys. Each is written in the ledger like any other use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.ledger import seals
from wellkept.vault import backup as backups
from wellkept.vault import rotation

_EVERYTHING = (
    *("identity", "contact", "member", "family", "coverage", "claims", "health", "care", "sensitive", "account"),
    *("provider", "trail", "staff", "quarantine"),
)
_PURPOSE = "operations.hosting"


@verb("upkeep.backup", data=_EVERYTHING, purposes=(_PURPOSE,))
def back_up(visitor: Visitor, folder: Path) -> Path:
    """Write a sealed copy of the data, never of keys. Raises `Refused` and `BackupUnusable`."""
    admit(visitor, back_up, purpose=_PURPOSE)
    return backups.backup(folder)


@verb("upkeep.restore", data=_EVERYTHING, purposes=(_PURPOSE,))
def restore(visitor: Visitor, folder: Path) -> int:
    """Put a copy in place of the data; how many people it held who were erased since. Raises as `back_up`."""
    admit(visitor, restore, purpose=_PURPOSE)
    erased = backups.restore(folder)
    seals.note_restored(datetime.now(UTC))
    # The entry above went with the data that were replaced; this one says so in the book that is there now.
    admit(visitor, restore, purpose=_PURPOSE)
    return erased


@verb("upkeep.rotate_keys", data=_EVERYTHING, purposes=(_PURPOSE,))
def rotate_keys(visitor: Visitor) -> Iterator[int]:
    """Wrap all keys with a new one; gives how many are done so far. Raises `Refused`."""
    admit(visitor, rotate_keys, purpose=_PURPOSE)
    return rotation.rotate()
