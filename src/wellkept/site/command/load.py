"""`wellkept load enrolment FILE…` and `wellkept load fhir FILE|DIR…`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say

if TYPE_CHECKING:
    from wellkept.doors.feeds.tally import Tally
    from wellkept.site.home import Home

_TELL_EVERY = 2.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept load`."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    enrolment = kinds.add_parser("enrolment", help="X12 834 (005010X220A1) files")
    enrolment.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    fhir = kinds.add_parser("fhir", help="FHIR R4: Bundles, single resources, NDJSON, or folders of them")
    fhir.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR")
    fhir.add_argument(
        "--sender", default="main", help="whose ids these are, where several systems send (default: main)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Load, and end with the line of counts; 1 where the input is not what was asked for, and nothing was kept."""
    from wellkept.site.preparing import prepare

    here = prepare()
    from wellkept.doors.feeds.not_readable import NotReadable
    from wellkept.doors.feeds.tally import Tally
    from wellkept.gate import Refused

    tally = Tally(tell=_progress())
    try:
        load_files(arguments, here, tally)
    except NotReadable as fault:
        complain(str(fault))
        return 1
    except Refused as refused:
        complain(f"The statement in force ({refused.version}) lets the plan collect none of this; nothing was kept.")
        return 1
    tell(tally)
    return 0


def load_files(arguments: argparse.Namespace, here: Home, tally: Tally) -> None:
    """Examine all files, then load them one after another. Raises `NotReadable` before anything is kept."""
    from django.db import connection

    from wellkept.doors.feeds import enrolment, fhir
    from wellkept.doors.feeds.fhir_files import fhir_files
    from wellkept.doors.feeds.pace import Pace
    from wellkept.site import serving

    embedded = connection.vendor == "sqlite"
    pace = Pace(lambda: embedded and serving.is_up(here.folder))
    marks = here.folder / "files" / "loads"
    if arguments.kind == "enrolment":
        enrolment.examine_all(arguments.paths, tally)
        for path in arguments.paths:
            enrolment.load(path, tally, pace, marks)
        return
    files = [path for place in arguments.paths for path in fhir_files(place)]
    fhir.examine_all(files, tally)
    for path in files:
        fhir.Load(tally, pace, arguments.sender).of(path, marks)


def tell(tally: Tally) -> None:
    """The notes, the reasons of what is in quarantine, and the counts."""
    for note in tally.notes:
        say(note)
    for reason, number in sorted(tally.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        say(f"quarantined {number}: {reason}")
    say(tally.line)


def _progress() -> Callable[[Tally], None]:
    """Tells how far a load is, now and then, on standard error."""
    last = time.monotonic()

    def watch(tally: Tally) -> None:
        nonlocal last
        if time.monotonic() - last >= _TELL_EVERY:
            last = time.monotonic()
            sys.stderr.write(f"{tally.read:,} of {tally.expected:,} records\n")

    return watch
