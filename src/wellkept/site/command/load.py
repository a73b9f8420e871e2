"""`wellkept load enrolment FILE…` and `wellkept load fhir FILE|DIR…`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wellkept.site.command.speech import complain, say
from wellkept.site.loads import AnotherLoad, alone, as_guest, marks

if TYPE_CHECKING:
    from wellkept.doors.feeds.pace import Pace
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
        with alone(here):
            load_files(arguments, here, tally)
    except (NotReadable, AnotherLoad) as fault:
        complain(str(fault))
        return 1
    except Refused as refused:
        complain(f"The statement in force ({refused.version}) lets the plan collect none of this; nothing was kept.")
        return 1
    for line in tally.report():
        say(line)
    return 0


def load_files(arguments: argparse.Namespace, here: Home, tally: Tally) -> None:
    """Examine all files, then load them one by one. Raises `NotReadable` and `Refused` before anything is kept."""
    with as_guest(here) as pace:
        _load(arguments, here, tally, pace)


def _load(arguments: argparse.Namespace, here: Home, tally: Tally, pace: Pace) -> None:
    from wellkept.doors.feeds import enrolment, fhir
    from wellkept.doors.feeds.fhir_files import fhir_files

    if arguments.kind == "enrolment":
        enrolment.examine_all(arguments.paths, tally)
        enrolment.ask_first()
        for path in arguments.paths:
            enrolment.load(path, tally, pace, marks(here))
        return
    files = [path for place in arguments.paths for path in fhir_files(place)]
    fhir.ask_first(fhir.examine_all(files, tally), arguments.sender)
    load = fhir.Load(tally, pace, arguments.sender)
    for path in files:
        load.of(path, marks(here))


def _progress() -> Callable[[Tally], None]:
    """Tells how far a load is and how fast, now and then, on standard error."""
    begun = last = time.monotonic()

    def watch(tally: Tally) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _TELL_EVERY:
            last = now
            pace = tally.read / (now - begun)
            sys.stderr.write(f"{tally.read:,} of {tally.expected:,} records, {pace:,.0f} a second\n")

    return watch
