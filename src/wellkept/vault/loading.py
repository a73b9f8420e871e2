"""How a load writes to the embedded database beside the site: nobody waits for the disk while a transaction is open.

A load releases nothing, so its commits need not wait for the disk before others may write: `settle` waits for it
afterwards. What a failing machine takes back is the end of what was written, changes with their entries in the book,
and a load's mark is only written when all before it is settled. Member keys are committed as ever, before their data.

A checkpoint copies the log into the database. SQLite makes one in whichever commit finds the log long, so that a
page would wait for the disk on behalf of the load; here the load makes them itself, between its transactions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from wellkept.vault.routing import KEYS

_ROWS = 200  # between two checkpoints; the log then has about half of the pages at which others would make one
_AS_EVER = {"synchronous": "FULL", "wal_autocheckpoint": "1000"}


@contextmanager
def beside_others() -> Iterator[Callable[[], None]]:
    """Gives `settle`, to be called between transactions: what was committed is then safe on the disk.

    On PostgreSQL, where writers do not wait for each other, there is nothing to do.
    """
    stores = [connections[alias] for alias in (KEYS, "default")]
    if any(store.vendor != "sqlite" for store in stores):
        yield lambda: None
        return
    logs = [_Log(store) for store in stores]
    _set(stores[1], "synchronous", "NORMAL")

    def settle() -> None:
        for log in logs:
            log.settle()

    try:
        yield settle
    finally:
        for store, log in zip(stores, logs, strict=True):
            log.checkpoint()
            for name, value in _AS_EVER.items():
                _set(store, name, value)


class _Log:
    """The write-ahead log of one database."""

    def __init__(self, store: BaseDatabaseWrapper) -> None:
        self.store = store
        self.file = f"{store.settings_dict['NAME']}-wal"
        _set(store, "wal_autocheckpoint", "0")
        self.settled = self.copied = self._rows()

    def settle(self) -> None:
        """Wait until what was written since the last time is on the disk."""
        rows = self._rows()
        if rows - self.copied >= _ROWS:
            self.checkpoint()
        elif rows > self.settled:
            log = os.open(self.file, os.O_RDONLY)
            try:
                os.fsync(log)
            finally:
                os.close(log)
        self.settled = rows

    def checkpoint(self) -> None:
        """Copy the log into the database as far as nobody is in the way; neither readers nor writers wait for it."""
        with self.store.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self.copied = self._rows()

    def _rows(self) -> int:
        self.store.ensure_connection()
        return int(self.store.connection.total_changes)


def _set(store: BaseDatabaseWrapper, name: str, value: str) -> None:
    with store.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}={value}")
