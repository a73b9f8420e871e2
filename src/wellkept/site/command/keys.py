"""`wellkept keys rotate`: wrap every key with a new one."""

from __future__ import annotations

import argparse

from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept keys`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("rotate", help="a new key-encryption key; one that was cut short goes on where it was")


def run(_arguments: argparse.Namespace) -> int:
    """Rotate."""
    from wellkept.site.preparing import prepare

    prepare()
    from wellkept.features.upkeep import rotate_keys
    from wellkept.identity.systems import CLOCK

    done = 0
    for done in rotate_keys(CLOCK):
        if done and done % 10_000 == 0:
            complain(f"{done:,} keys so far")
    say(f"{done} keys wrapped anew")
    return 0
