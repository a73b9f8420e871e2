"""Loads what a registered system delivered, as `wellkept load` loads a file; its plain text is in memory alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wellkept.doors.feeds import enrolment, fhir
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.deliveries import Delivery, State
from wellkept.features.taking_in import Outcome
from wellkept.gate import Refused
from wellkept.identity.systems import system
from wellkept.identity.visitor import Visitor

ENROLMENT, FHIR = "834", "fhir"


def load(
    delivery: Delivery, sender: str, content: Iterable[bytes], *, pace: Pace, marks: Path
) -> tuple[State, dict[str, Any]]:
    """Load a delivery, from where a stopped load of it ended; what became of it, and what its system may read."""
    visitor = system(delivery.client, delivery.party, proved="", request=delivery.id.hex)
    tally = Tally()
    with _in_memory(content) as path:
        try:
            _load(path, delivery.form, sender, visitor, (tally, pace, marks))
        except NotReadable as fault:
            return State.UNREADABLE, {"why": str(fault).replace(str(path), "the file")}
        except Refused as refused:
            return State.REFUSED, {"statement": refused.version, "clauses": list(refused.decision.clauses)}
    return State.DONE, _told(tally)


def _load(path: Path, form: str, sender: str, visitor: Visitor, by: tuple[Tally, Pace, Path]) -> None:
    tally, pace, marks = by
    if form == ENROLMENT:
        enrolment.examine_all([path], tally)
        enrolment.ask_first(visitor)
        enrolment.load(path, tally, pace, marks, visitor=visitor)
        return
    fhir.ask_first(fhir.examine_all([path], tally), sender, visitor)
    fhir.Load(tally, pace, sender, visitor).of(path, marks)


def _told(tally: Tally) -> dict[str, Any]:
    """Counts, and reasons: neither names anybody, nor where in the file somebody stands."""
    counts = {outcome.value: tally.outcomes[outcome] for outcome in Outcome}
    reasons = {reason: group.number for reason, group in tally.explained().items()}
    return {"read": tally.read, **counts, "reasons": reasons}


@contextmanager
def _in_memory(content: Iterable[bytes]) -> Iterator[Path]:
    """A file that is on no disk, and goes with the process; Linux alone has such."""
    opened = os.memfd_create("delivery")
    try:
        for some in content:
            os.write(opened, some)
        yield Path(f"/proc/self/fd/{opened}")
    finally:
        os.close(opened)
