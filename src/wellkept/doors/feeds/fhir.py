"""Loads FHIR R4 files: the unit is the resource."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from wellkept.doors.feeds.fhir_files import Unfit, examine, resources
from wellkept.doors.feeds.mark import Mark
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.patients import take_in_patient
from wellkept.features.quarantine import Reason, hold
from wellkept.features.resources import take_in_claims, take_in_clinical, take_in_supporting
from wellkept.features.taking_in import Outcome, Sent, is_claim, is_supporting, reference_of
from wellkept.identity.systems import feed

_AT_ONCE = 40
_MARK_EVERY = 500
CLAIMS, CLINICAL = "feed.claims", "feed.clinical"


def examine_all(paths: list[Path], tally: Tally) -> None:
    """Read every file once, before anything is kept. Raises `NotReadable`."""
    for path in paths:
        tally.expected += examine(path)


class Load:
    """One file on its way in; claims, entries of the record and the rest go in by the handful."""

    def __init__(self, tally: Tally, pace: Pace, sender: str) -> None:
        self.tally, self.pace, self.sender = tally, pace, sender
        self.claims, self.clinical = feed(CLAIMS), feed(CLINICAL)
        self.waiting: dict[str, list[Sent]] = {"supporting": [], "claims": [], "clinical": []}

    def of(self, path: Path, marks: Path) -> None:
        """Load an examined file, from where a stopped load of it ended."""
        mark = Mark.of(path, marks, self.sender)
        done = mark.read()
        if done:
            self.tally.notes.append(f"{path.name}: going on after {done} records that a stopped load had done")
            self.tally.read += done
            self.tally.outcomes[Outcome.UNCHANGED] += done
        for one in islice(resources(path), done, None):
            self.tally.read += 1
            done += 1
            self._take_in(one)
            if done % _MARK_EVERY == 0:
                self._flush()
                mark.write(done)
        self._flush()
        mark.remove()

    def _take_in(self, one: Sent | Unfit) -> None:
        if isinstance(one, Unfit):
            took = hold(self.clinical, one.raw, kind="FHIR", reason=Reason.UNREADABLE, sentence=one.reason)
            self.tally.add([took])
            return
        kind = str(one.resource["resourceType"])
        if kind == "Patient":
            self._patient(one)
            return
        name = "supporting" if is_supporting(kind) else "claims" if is_claim(kind) else "clinical"
        self.waiting[name].append(one)
        if len(self.waiting[name]) >= _AT_ONCE:
            self._flush()

    def _patient(self, one: Sent) -> None:
        """A patient goes in at once, since what follows is about her."""
        known_as = {one.identity, f"Patient/{one.resource['id']}"} if one.resource.get("id") else {one.identity}
        references = [reference_of(self.sender, reference) for reference in sorted(known_as) if reference]
        self.tally.add([take_in_patient(self.clinical, one.resource, one.raw, references=references)])
        self.pace.rest()

    def _flush(self) -> None:
        rest, sender = self.pace.rest, self.sender
        supporting, claims, clinical = (self.waiting[name] for name in ("supporting", "claims", "clinical"))
        if supporting:
            self.tally.add(take_in_supporting(self.clinical, sender, supporting))
            rest()
        if claims:
            self.tally.add(take_in_claims(self.claims, sender, claims, rest=rest))
        if clinical:
            self.tally.add(take_in_clinical(self.clinical, sender, clinical, rest=rest))
        for some in self.waiting.values():
            some.clear()
