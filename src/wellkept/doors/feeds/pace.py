"""A load is a guest: while the site is up, it writes little at once, and pauses as long."""

from __future__ import annotations

import time
from collections.abc import Callable

_ASK_AGAIN = 1.0  # seconds
_LONGEST_REST = 0.5  # seconds
# Seconds that the writing of one transaction should take, and how much it writes at most and at least. A transaction
# that takes four times as long as was foreseen still stays under 20 ms.
_AS_GUEST = (0.005, 120, 40)
_ALONE = (0.25, 4_000, 200)
_PEOPLE = (25, 100)
_STEP = 1.05  # nearer to the middle of what transactions take; a machine that stood still for once says little


class Pace:
    """The pace of a load. `site_is_up` is asked at most once a second; `settle` is called after every transaction.

    How much a transaction may write follows from how long the last ones took.
    """

    def __init__(self, site_is_up: Callable[[], bool], settle: Callable[[], None] = lambda: None) -> None:
        self._site_is_up = site_is_up
        self._settle = settle
        self._asked = -_ASK_AGAIN
        self._up = False
        self._each = 0.0  # seconds

    @property
    def at_once(self) -> int:
        """How much one transaction may write, by `Writes.size`."""
        seconds, most, least = _AS_GUEST if self._is_up() else _ALONE
        return most if self._each * most <= seconds else max(least, int(seconds / self._each))

    @property
    def people_at_once(self) -> int:
        """How many people are made in one transaction."""
        return _PEOPLE[0] if self._is_up() else _PEOPLE[1]

    def rest(self, worked: float, size: int = 0) -> None:
        """After a transaction of so many seconds: pause for as long, when somebody else may be waiting to write."""
        if size:
            each = worked / size
            self._each = (self._each * _STEP if each > self._each else self._each / _STEP) or each
        self._settle()
        if self._is_up():
            time.sleep(min(worked, _LONGEST_REST))

    def _is_up(self) -> bool:
        now = time.monotonic()
        if now - self._asked >= _ASK_AGAIN:
            self._asked, self._up = now, self._site_is_up()
        return self._up
