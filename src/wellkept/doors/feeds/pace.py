"""A load is a guest: while the site is up on the embedded database, it rests as long as it has just worked."""

from __future__ import annotations

import time
from collections.abc import Callable

_ASK_AGAIN = 1.0  # seconds
_LONGEST_REST = 0.5  # seconds: reading a long way without a change is no reason to rest as long
# Seconds of writing in one transaction, and records in one step. What is written is committed in another 5 ms or so;
# together it stays under 20 ms.
_AS_GUEST = (0.002, 5)
_ALONE = (0.25, 100)


class Pace:
    """The pace of a load. `site_is_up` is asked at most once a second."""

    def __init__(self, site_is_up: Callable[[], bool]) -> None:
        self._site_is_up = site_is_up
        self._asked = -_ASK_AGAIN
        self._up = False
        self._since = time.monotonic()

    @property
    def room(self) -> float:
        """Seconds that a transaction may write before it is ended."""
        return (_AS_GUEST if self._is_up() else _ALONE)[0]

    @property
    def at_once(self) -> int:
        """How many records go in by one step."""
        return (_AS_GUEST if self._is_up() else _ALONE)[1]

    def rest(self) -> None:
        """Sleep for as long as has passed since the last rest, when somebody else may be waiting to write."""
        if self._is_up():
            time.sleep(min(time.monotonic() - self._since, _LONGEST_REST))
        self._since = time.monotonic()

    def _is_up(self) -> bool:
        now = time.monotonic()
        if now - self._asked >= _ASK_AGAIN:
            self._asked, self._up = now, self._site_is_up()
        return self._up
