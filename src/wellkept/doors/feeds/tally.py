"""Counts what became of the records of a load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wellkept.features.taking_in import Outcome, Took


@dataclass(slots=True)
class Tally:
    """What a load has read so far. `tell` is called with it now and then, so that somebody can watch."""

    expected: int = 0
    read: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    tell: Callable[[Tally], None] = lambda _: None

    def add(self, took: Iterable[Took]) -> None:
        """Count some outcomes; records that were freed leave quarantine for what is loaded."""
        for one in took:
            self.outcomes[one.outcome] += 1
            if one.outcome is Outcome.QUARANTINED:
                self.reasons[one.reason] += 1
            if one.freed:
                self._free(one.freed)
        self.tell(self)

    def _free(self, number: int) -> None:
        """Of records that were freed, those that this load itself had put aside."""
        aside = min(number, self.outcomes[Outcome.QUARANTINED])
        self.outcomes[Outcome.QUARANTINED] -= aside
        self.outcomes[Outcome.LOADED] += aside
        for reason in list(self.reasons):
            gone = min(aside, self.reasons[reason]) if "not on record yet" in reason else 0
            self.reasons[reason] -= gone
            if not self.reasons[reason]:
                del self.reasons[reason]

    @property
    def line(self) -> str:
        """The line that a load ends with."""
        counts = (f"{outcome} {self.outcomes[outcome]}" for outcome in Outcome)
        return f"read {self.read}, {', '.join(counts)}"
