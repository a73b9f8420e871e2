"""The task in hand: whose file one of the staff has open and what for, for half an hour and this session alone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from wellkept.doors.shared.visitors import Asked
from wellkept.features.emergencies import lasts
from wellkept.features.member_file import EMERGENCY

_TASK = "task"  # session key: the member, the purpose, and the end in seconds since 1970
_LASTS = 30 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Task:
    """Whose file is open, what for, and until when."""

    person: UUID
    purpose: str
    until: datetime

    @property
    def is_emergency(self) -> bool:
        """Whether it rests on a declared emergency."""
        return self.purpose == EMERGENCY


def begin(request: Asked, person: UUID, purpose: str) -> None:
    """Open a file for a purpose; what was open before is closed."""
    seconds = int(lasts().total_seconds()) if purpose == EMERGENCY else _LASTS
    request.session[_TASK] = {"person": str(person), "purpose": purpose, "until": int(time.time()) + seconds}


def current(request: Asked) -> Task | None:
    """The task in hand, if its time is not over."""
    kept = request.session.get(_TASK)
    if not kept or kept["until"] <= time.time():
        return None
    return Task(UUID(kept["person"]), kept["purpose"], datetime.fromtimestamp(kept["until"], UTC))


def close(request: Asked) -> None:
    """Nothing is open any more."""
    request.session.pop(_TASK, None)
