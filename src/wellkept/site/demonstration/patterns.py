"""The parts of a story: visits of one kind, repeated, and the way that results go meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pattern:
    """Visits of one kind. `on` are days from the anchor, negative before it."""

    setting: str
    on: tuple[int, ...]
    why: tuple[str, ...]
    services: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    vaccines: tuple[str, ...] = ()
    doctor: str = ""  # empty: the person's own
    anchor: str = "today"  # today | birth | child
    exact: bool = False
    outcome: str = ""  # a key of claims' REFUSALS; empty: paid
    nights: int = 0
    found: tuple[str, ...] = ()  # findings that came back positive
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    patterns: tuple[Pattern, ...]
    problems: tuple[str, ...] = ()  # stay on the problem list
    trends: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # three years ago, today
    since: int = 4  # years the problems have been known


def every(days: int, *, latest: int = 20, times: int = 0) -> tuple[int, ...]:
    """Give offsets back from today, for three years or so many times."""
    offsets = range(-latest, -1_090, -days)
    return tuple(offsets[:times] if times else offsets)
