"""Counts what became of the records of a load, and remembers where those stand that were not taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wellkept.features.taking_in import Outcome, Took

_SHOWN = 20  # places of one reason


@dataclass(slots=True)
class Group:
    """Records with one sentence in common: how many, and where the first of them stand."""

    number: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        """One more, standing at `place`."""
        self.number += 1
        if len(self.places) < _SHOWN:
            self.places.append(place)


@dataclass(slots=True)
class Tally:
    """What a load has read so far, without anything personal.

    `waiting` are the places of records that wait for their patient, by their names in quarantine: they leave it when
    she arrives. `tell` is called now and then, so that somebody can watch.
    """

    expected: int = 0
    read: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: dict[str, Group] = field(default_factory=dict)
    waiting: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    remarks: dict[str, Group] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    tell: Callable[[Tally], None] = lambda _: None

    def add(self, took: Iterable[Took], places: Iterable[str]) -> None:
        """Count what became of some records that stand at `places`."""
        for one, place in zip(took, places, strict=True):
            self.read += 1
            self.outcomes[one.outcome] += 1
            if one.waits_as:
                self.waiting.setdefault(one.waits_as, (one.reason, []))[1].append(place)
            elif one.outcome is Outcome.QUARANTINED:
                self.reasons.setdefault(one.reason, Group()).add(place)
            for name in one.freed:
                self._free(name)
        self.tell(self)

    def remark(self, sentence: str, place: str) -> None:
        """Something that was borne with in a record."""
        self.remarks.setdefault(sentence, Group()).add(place)

    def _free(self, name: str) -> None:
        """A record went in with its patient; one that an earlier load had put aside is none of this load's."""
        _, places = self.waiting.pop(name, ("", []))
        self.outcomes[Outcome.QUARANTINED] -= len(places)
        self.outcomes[Outcome.LOADED] += len(places)

    def explained(self) -> dict[str, Group]:
        """Every record in quarantine by its reason, the most frequent reason first."""
        groups = {reason: Group(group.number, list(group.places)) for reason, group in self.reasons.items()}
        for reason, places in self.waiting.values():
            for place in places:
                groups.setdefault(reason, Group()).add(place)
        return dict(sorted(groups.items(), key=lambda pair: (-pair[1].number, pair[0])))

    def report(self) -> Iterator[str]:
        """The notes, then every record in quarantine with its reason and its place, then the line of counts."""
        yield from self.notes
        for said, groups in (("noted", self.remarks), ("quarantined", self.explained())):
            for sentence, group in groups.items():
                yield f"{said} {group.number:,}: {sentence}"
                yield from (f"  {place}" for place in group.places)
                if group.number > len(group.places):
                    yield f"  and {group.number - len(group.places):,} more"
        yield self.line

    @property
    def line(self) -> str:
        """The line that a load ends with."""
        counts = (f"{outcome} {self.outcomes[outcome]}" for outcome in Outcome)
        return f"read {self.read}, {', '.join(counts)}"

    def as_json(self) -> dict[str, Any]:
        """What a load that goes on after a stop must know."""
        return {
            "read": self.read,
            "outcomes": dict(self.outcomes),
            "reasons": {reason: [group.number, group.places] for reason, group in self.reasons.items()},
            "waiting": {name: [reason, places] for name, (reason, places) in self.waiting.items()},
            "remarks": {sentence: [group.number, group.places] for sentence, group in self.remarks.items()},
        }

    def go_on_from(self, said: dict[str, Any]) -> None:
        """Count what a stopped load had counted; see `as_json`."""
        self.read += said["read"]
        self.outcomes.update({Outcome(name): number for name, number in said["outcomes"].items()})
        for into, groups in ((self.reasons, said["reasons"]), (self.remarks, said["remarks"])):
            for sentence, (number, places) in groups.items():
                group = into.setdefault(sentence, Group())
                group.number += number
                group.places = (group.places + places)[:_SHOWN]
        for name, (reason, places) in said["waiting"].items():
            self.waiting.setdefault(name, (reason, []))[1].extend(places)
