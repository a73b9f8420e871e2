"""Folds the refusals of strangers: the first is written at once, then one a minute with the count.

In this process's memory: a process that is killed takes at most the last minute's count with it, never the first
refusal of a kind. Each process folds for itself, so that several write one a minute each.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from wellkept.ledger.entry import Entry

MINUTE: Final = timedelta(minutes=1)


class Folds:
    """Refusals by verb and class of request; both must come from closed lists, or the memory grows with them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._written: dict[tuple[str, str], datetime] = {}
        self._waiting: dict[tuple[str, str], Entry] = {}

    def take(self, refusal: Entry, kind: str) -> Entry | None:
        """What to write now: the refusal, with those that waited for it in its count; None if it waits itself."""
        key = (refusal.verb, kind)
        with self._lock:
            whole = self._with_waiting(key, refusal)
            last = self._written.get(key)
            if last is not None and refusal.at - last < MINUTE:
                self._waiting[key] = whole
                return None
            self._written[key] = refusal.at
            return whole

    def due(self, now: datetime, *, all_of_them: bool = False) -> list[Entry]:
        """What waited for a minute, to be written by the clock; all that waits, when the process ends."""
        with self._lock:
            ready = [key for key in self._waiting if all_of_them or now - self._written[key] >= MINUTE]
            for key in ready:
                self._written[key] = now
            quiet = [key for key, last in self._written.items() if key not in self._waiting and now - last >= MINUTE]
            for key in quiet:
                del self._written[key]
            return [self._waiting.pop(key) for key in ready]

    def _with_waiting(self, key: tuple[str, str], refusal: Entry) -> Entry:
        waiting = self._waiting.pop(key, None)
        return refusal if waiting is None else replace(refusal, count=waiting.count + refusal.count)
