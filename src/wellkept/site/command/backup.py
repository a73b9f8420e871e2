"""`wellkept backup DIR`: a sealed copy of the data, without keys."""

from __future__ import annotations

import argparse
from pathlib import Path

from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder")


def run(arguments: argparse.Namespace) -> int:
    """Write the copy; 1 and the reason where it cannot be made."""
    from wellkept.site.preparing import prepare

    here = prepare()
    if arguments.folder.resolve().is_relative_to(here.folder):
        complain(f"{arguments.folder} lies in the home that it would be a copy of. Name a folder elsewhere.")
        return 1
    from wellkept.features.upkeep import back_up
    from wellkept.identity.systems import CLOCK
    from wellkept.vault.backup import BackupUnusable

    try:
        made = back_up(CLOCK, arguments.folder)
    except BackupUnusable as problem:
        complain(str(problem))
        return 1
    say(f"backed up to {made}; keys are not in it: keep {here.folder / 'keys'} safe by itself")
    return 0
