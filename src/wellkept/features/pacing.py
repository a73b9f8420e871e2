"""How a load goes about its changes: a few at a time while somebody else may be waiting to write."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction

from wellkept.gate import Verb, done
from wellkept.policy.asks import Permit
from wellkept.vault.writes import Writes


class Pace(Protocol):
    """What a load is told about the others in the house."""

    @property
    def at_once(self) -> int:
        """How much one transaction may write, by `Writes.size`; a single change may be larger."""

    @property
    def people_at_once(self) -> int:
        """How many people are made in one transaction."""

    def rest(self, worked: float, size: int = 0) -> None:
        """Called after every transaction of a load: it took so many seconds, and wrote so much if that is known."""


class Unhurried:
    """The pace of somebody who takes in a few records, and nobody waits."""

    at_once = 100
    people_at_once = 20

    def rest(self, worked: float, size: int = 0) -> None:
        """Nobody waits."""


UNHURRIED: Pace = Unhurried()


@dataclass(frozen=True, slots=True)
class Change:
    """One record's rows, ready to be written; with a verb, the book is told that what `permit` allowed was done."""

    writes: Writes
    permit: Permit
    verb: Verb[Any, Any] | None = None


def write_in_turns(changes: Iterable[Change], pace: Pace) -> None:
    """Write changes in their order, as many in one transaction as the pace allows, and rest after each transaction.

    A change stands with its entry in the book or not at all. Inside a transaction nothing is read: whatever could
    take long was done before.
    """
    waiting = deque(change for change in changes if change.writes.size)
    while waiting:
        some = [waiting.popleft()]
        size = some[0].writes.size
        while waiting and size + waiting[0].writes.size <= pace.at_once:
            some.append(waiting.popleft())
            size += some[-1].writes.size
        together = Writes.together(change.writes for change in some)
        told = {change.permit.entry: (change.permit, change.verb) for change in some if change.verb}
        with transaction.atomic():
            begun = time.monotonic()
            together.write()
            for permit, verb in told.values():
                done(permit, verb)
        pace.rest(time.monotonic() - begun, size)


@contextmanager
def paced(pace: Pace) -> Iterator[None]:
    """What is done inside writes by itself: rest after it."""
    begun = time.monotonic()
    yield
    pace.rest(time.monotonic() - begun)
