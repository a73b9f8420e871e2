"""`wellkept restore DIR`: put a backup in place of the data; who was erased since stays erased."""

from __future__ import annotations

import argparse
from pathlib import Path

from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="what `wellkept backup` wrote")


def run(arguments: argparse.Namespace) -> int:
    """Restore; 1 and the reason where it cannot be, and then the data are as they were."""
    from wellkept.site.preparing import make_tables, prepare
    from wellkept.site.serving import held

    here = prepare()
    from wellkept.features.upkeep import restore
    from wellkept.identity.systems import CLOCK
    from wellkept.vault.backup import BackupUnusable

    with held(here.folder):
        try:
            erased = restore(CLOCK, arguments.folder)
        except BackupUnusable as problem:
            complain(str(problem))
            return 1
        make_tables()
    say(f"restored {arguments.folder}; {erased} people who were erased since stay erased")
    return 0
