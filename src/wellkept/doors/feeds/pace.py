"""A load is a guest: while the site is up on the embedded database, it rests as long as it has just worked."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Call `rest` after every change. `site_is_up` is asked at most once a second."""

    def __init__(self, site_is_up: Callable[[], bool]) -> None:
        self._site_is_up = site_is_up
        self._asked = -1.0
        self._up = False
        self._since = time.monotonic()

    def rest(self) -> None:
        """Sleep for as long as has passed since the last rest, when somebody else may be waiting to write."""
        now = time.monotonic()
        if now - self._asked >= 1.0:
            self._asked, self._up = now, self._site_is_up()
        if self._up:
            time.sleep(min(now - self._since, 0.5))
        self._since = time.monotonic()
