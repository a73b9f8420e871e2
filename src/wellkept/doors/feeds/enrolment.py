"""Loads enrolment files (X12 834): the unit is the member."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from wellkept.doors.feeds.enrolment_834 import Quarantined, examine, members
from wellkept.doors.feeds.mark import Mark
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.enrolment_record import Enrolment
from wellkept.features.quarantine import Reason, hold
from wellkept.features.taking_in import Outcome, Took
from wellkept.identity.systems import feed
from wellkept.identity.visitor import Visitor

_AT_ONCE = 20
_MARK_EVERY = 500
SENDER = "feed.enrolment"


def examine_all(paths: list[Path], tally: Tally) -> None:
    """Read every file once, before anything is kept. Raises `NotReadable` with the file's name."""
    for path in paths:
        if not path.is_file():
            raise NotReadable(f"there is no file {path}")
        with path.open("rb") as file:
            try:
                summary = examine(file)
            except NotReadable as fault:
                raise NotReadable(f"{path}: {fault}") from None
        tally.expected += summary.members
        tally.notes.extend(f"{path.name}: {note}" for note in summary.notes)


def load(path: Path, tally: Tally, pace: Pace, marks: Path) -> None:
    """Load one examined file, from where a stopped load of it ended."""
    visitor = feed(SENDER)
    mark = Mark.of(path, marks, SENDER)
    done = mark.read()
    if done:
        tally.notes.append(f"{path.name}: going on after {done} records that a stopped load had done")
        tally.read += done
        tally.outcomes[Outcome.UNCHANGED] += done
    with path.open("rb") as file:
        rest = islice(members(file), done, None)
        while some := list(islice(rest, _AT_ONCE)):
            tally.read += len(some)
            tally.add(_take_in(visitor, some, pace))
            done += len(some)
            if done % _MARK_EVERY == 0:
                mark.write(done)
    mark.remove()


def _take_in(visitor: Visitor, some: list[Enrolment | Quarantined], pace: Pace) -> Iterator[Took]:
    fit = [one for one in some if isinstance(one, Enrolment)]
    for one in some:
        if isinstance(one, Quarantined):
            where = f"member {one.ordinal}, segment {one.segment}"
            yield hold(visitor, one.raw, kind="834", reason=Reason.UNREADABLE, sentence=f"{one.sentence} ({where})")
            pace.rest()
    yield from take_in_enrolments(visitor, fit, rest=pace.rest)
