"""How a load goes about its changes: a few at a time while somebody else may be waiting to write."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from django.db import transaction

T = TypeVar("T")


class Pace(Protocol):
    """What a load is told about the others in the house."""

    @property
    def room(self) -> float:
        """Seconds that a transaction may write before it is ended."""

    @property
    def at_once(self) -> int:
        """How many records at most go in by one step, which nothing interrupts."""

    def rest(self) -> None:
        """Called between any two transactions: let others write, if there are any."""


class Unhurried:
    """The pace of somebody who takes in a few records, and nobody waits."""

    room = 0.005
    at_once = 8

    def rest(self) -> None:
        """Nobody waits."""


UNHURRIED: Pace = Unhurried()


def in_turns(steps: Iterable[Callable[[], T]], pace: Pace) -> list[T]:
    """Take steps that write, as many in one transaction as the pace has room for, and rest after each transaction."""
    waiting = deque(steps)
    done: list[T] = []
    while waiting:
        with transaction.atomic():
            begun = time.monotonic()
            done.append(waiting.popleft()())
            while waiting and time.monotonic() - begun < pace.room:
                done.append(waiting.popleft()())
        pace.rest()
    return done
