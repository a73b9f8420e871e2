"""Loads enrolment files (X12 834): the unit is the member."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from wellkept.doors.feeds.enrolment_834 import Quarantined, examine, members
from wellkept.doors.feeds.mark import Mark
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.enrolment_record import Enrolment
from wellkept.features.quarantine import Aside, Reason, hold
from wellkept.features.taking_in import Took
from wellkept.identity.systems import feed
from wellkept.identity.visitor import Visitor

_AT_ONCE = 100
SENDER = "feed.enrolment"


def examine_all(paths: list[Path], tally: Tally) -> None:
    """Read every file once, before anything is kept. Raises `NotReadable` with the file's name."""
    for path in paths:
        if not path.is_file():
            raise NotReadable(f"there is no file {path}")
        try:
            with path.open("rb") as file:
                summary = examine(file)
        except NotReadable as fault:
            raise NotReadable(f"{path}: {fault}") from None
        except OSError as fault:
            raise NotReadable(f"{path} cannot be read: {fault.strerror}") from None
        tally.expected += summary.members
        tally.notes.extend(f"{path}: {note}" for note in summary.notes)


def ask_first(visitor: Visitor | None = None) -> None:
    """Raises `Refused` where the statement in force lets the plan collect no enrolment from this sender."""
    take_in_enrolments(visitor or feed(SENDER), [])


def load(path: Path, tally: Tally, pace: Pace, marks: Path, *, visitor: Visitor | None = None) -> None:
    """Load one examined file, from where a stopped load of it ended; `visitor` is a registered system that sent it."""
    sender = visitor or feed(SENDER)
    mark, own = Mark.of(path, marks, sender.ident), Tally()
    if before := mark.read():
        own.go_on_from(before)
        tally.go_on_from(before)
        tally.notes.append(f"{path}: going on after {own.read:,} records that a stopped load had done")
    with path.open("rb") as file:
        rest = islice(members(file), own.read, None)
        while some := list(islice(rest, _AT_ONCE)):
            _take_in(sender, some, path, (tally, own), pace)
            if mark.is_due:
                mark.write(own.as_json())
    mark.remove()


def _take_in(
    visitor: Visitor, some: list[Enrolment | Quarantined], path: Path, tallies: tuple[Tally, ...], pace: Pace
) -> None:
    unfit = [one for one in some if isinstance(one, Quarantined)]
    fit = [one for one in some if isinstance(one, Enrolment)]
    asides = [Aside(raw=one.raw, kind="834", reason=Reason.UNREADABLE, sentence=_sentence(one)[0]) for one in unfit]
    took: dict[int, Took] = {}
    if unfit:
        took |= zip((one.ordinal for one in unfit), hold(visitor, asides, pace=pace), strict=True)
    if fit:
        took |= zip((one.ordinal for one in fit), take_in_enrolments(visitor, fit, pace=pace), strict=True)
    for tally in tallies:
        tally.add([took[one.ordinal] for one in some], [_place(path, one) for one in some])
        for one in fit:
            for note in one.notes:
                tally.remark(note, _place(path, one))


def _place(path: Path, one: Enrolment | Quarantined) -> str:
    exactly = _sentence(one)[1] if isinstance(one, Quarantined) else ""
    return f"{path}: member {one.ordinal:,}, from segment {one.segment:,}" + (f" ({exactly})" if exactly else "")


def _sentence(one: Quarantined) -> tuple[str, str]:
    """Why a member was held back, and the segment that says so, so that equal reasons stand together."""
    why, _, exactly = one.sentence.partition(" See ")
    return why, exactly.removesuffix(".")
