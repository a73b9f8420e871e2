"""Loads FHIR R4 files: the unit is the resource."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from wellkept.doors.feeds.fhir_files import Unfit, examine, resources
from wellkept.doors.feeds.mark import Mark
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.patients import take_in_patients
from wellkept.features.quarantine import Aside, Reason, hold
from wellkept.features.resources import take_in_claims, take_in_clinical, take_in_supporting
from wellkept.features.taking_in import Sent, Took, is_claim, is_supporting
from wellkept.identity.systems import feed
from wellkept.identity.visitor import Visitor

_AT_ONCE = 100
CLAIMS, CLINICAL = "feed.claims", "feed.clinical"
# In this order, since the later ones refer to those before them.
_WAYS: dict[str, tuple[str, Callable[..., list[Took]]]] = {
    "supporting": (CLINICAL, take_in_supporting),
    "patients": (CLINICAL, take_in_patients),
    "claims": (CLAIMS, take_in_claims),
    "clinical": (CLINICAL, take_in_clinical),
}


def examine_all(paths: Sequence[Path], tally: Tally) -> frozenset[str]:
    """Read every file once, before anything is kept; the FHIR types found. Raises `NotReadable`."""
    kinds: set[str] = set()
    for path in paths:
        total, found = examine(path)
        tally.expected += total
        kinds |= found
    return frozenset(kinds)


def ask_first(kinds: frozenset[str], sender: str, visitor: Visitor | None = None) -> None:
    """Raises `Refused` where the statement in force lets the plan collect nothing of what these files hold.

    `visitor` is a registered system that sent them all; else each kind has the feed that it comes by.
    """
    for party, take_in in dict.fromkeys(_WAYS[_way(kind)] for kind in kinds):
        take_in(visitor or feed(party), sender, [])


def _way(kind: str) -> str:
    if kind == "Patient":
        return "patients"
    return "supporting" if is_supporting(kind) else "claims" if is_claim(kind) else "clinical"


class Load:
    """One file on its way in; resources go in by the handful, those first that others refer to."""

    def __init__(self, tally: Tally, pace: Pace, sender: str, visitor: Visitor | None = None) -> None:
        self.tally, self.pace, self.sender, self.visitor = tally, pace, sender, visitor
        self.own = Tally()
        self.path = Path()
        self.waiting: dict[str, list[Sent]] = {name: [] for name in _WAYS}

    def of(self, path: Path, marks: Path) -> None:
        """Load an examined file, from where a stopped load of it ended."""
        mark, self.own, self.path = Mark.of(path, marks, self.sender), Tally(), path
        if before := mark.read():
            self.own.go_on_from(before)
            self.tally.go_on_from(before)
            self.tally.notes.append(f"{path}: going on after {self.own.read:,} records that a stopped load had done")
        for one in islice(resources(path), self.own.read, None):
            self._take_in(one)
            if mark.is_due:
                self._flush()
                mark.write(self.own.as_json())
        self._flush()
        mark.remove()

    def _take_in(self, one: Sent | Unfit) -> None:
        if isinstance(one, Unfit):
            aside = Aside(raw=one.raw, kind="FHIR", reason=Reason.UNREADABLE, sentence=one.reason)
            self._add(hold(self.visitor or feed(CLINICAL), [aside], pace=self.pace), [f"{self.path}: {one.where}"])
            return
        waiting = self.waiting[_way(one.kind)]
        waiting.append(one)
        if len(waiting) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        for name, (party, take_in) in _WAYS.items():
            if some := self.waiting[name]:
                took = take_in(self.visitor or feed(party), self.sender, some, pace=self.pace)
                self._add(took, [f"{self.path}: {one.where} ({one.kind})" for one in some])
                self.waiting[name] = []

    def _add(self, took: Sequence[Took], places: Sequence[str]) -> None:
        for tally in (self.tally, self.own):
            tally.add(took, places)
