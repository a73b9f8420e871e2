"""`wellkept check`: what was promised, what is coded and what was done, compared."""

from __future__ import annotations

import argparse

from wellkept.site.command.speech import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to list gaps one by one."""
    parser.add_argument("--gaps", action="store_true", help="list each gap; otherwise they are counted")


def run(arguments: argparse.Namespace) -> int:
    """0 without violations; gaps are told, and do not fail."""
    from wellkept.site.preparing import prepare

    prepare()
    from django.db import connection

    from wellkept.features import everything
    from wellkept.gate import promised
    from wellkept.ledger import triggers
    from wellkept.site import checking

    everything.load()
    now = promised()
    violations = [f"the ledger is not protected: {missing}" for missing in triggers.missing(connection)]
    violations += checking.unpromised_fields(now)
    violations += checking.wrongly_done()
    gaps = [*checking.gaps(now), *checking.empty_fields(now)]
    for line in checking.ending_systems():
        say(line)
    for line in violations:
        complain(f"violation: {line}")
    if arguments.gaps:
        for line in gaps:
            say(f"gap: {line}")
    say(f"{now.version}: {len(violations)} violations, {len(gaps)} gaps")
    return 1 if violations else 0
