"""What a session holds between the steps of registration: under one key, sealed, and of no account.

Nothing but these pages reads it, so that a session of registration opens no page of a member.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from uuid import UUID

from wellkept.doors.shared.visitors import Asked

_KEY = "registration"
_LASTS = 1800  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Whom it is about (an id that may be nobody's), what opens the last step, how the code was sent, since when."""

    of: str = ""
    ticket: str = ""
    way: str = ""
    at: int = 0

    @property
    def person(self) -> UUID:
        """The id that the first step gave."""
        return UUID(self.of)


def of(request: Asked) -> State | None:
    """Where somebody is; None for who has not begun, or began too long ago."""
    held = request.session.get(_KEY)
    if not held or time.time() - held["at"] > _LASTS:
        return None
    return State(**held)


def keep(request: Asked, state: State) -> None:
    """Remember where somebody is. What the step before had is gone."""
    request.session[_KEY] = asdict(state) | {"at": int(time.time())}
