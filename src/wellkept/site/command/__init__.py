"""The `wellkept` command.

A command is a module with `add_arguments(parser)` and `run(arguments) -> exit code`; it is imported only when it is
asked for, so that `wellkept statement` starts without Django.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

from wellkept.site.command import troubles
from wellkept.site.command.speech import complain

# name: what it does, the module that does it.
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("serve the demonstration plan, or what this home holds", "wellkept.site.command.run"),
    "work": ("the worker beside the site: jobs, seals, watchdogs", "wellkept.site.command.work"),
    "load": ("take in enrolment and FHIR files", "wellkept.site.command.load"),
    "check": ("compare what was promised, coded and done", "wellkept.site.command.check"),
    "backup": ("a sealed copy of the data, without keys", "wellkept.site.command.backup"),
    "restore": ("put a backup in place of the data", "wellkept.site.command.restore"),
    "keys": ("rotate the keys", "wellkept.site.command.keys"),
    "ledger": ("verify the ledger and prove its entries", "wellkept.site.command.ledger"),
    "staff": ("accounts of the staff", "wellkept.site.command.staff"),
    "client": ("systems that may connect", "wellkept.site.command.client"),
    "office": ("providers' offices that may sign in", "wellkept.site.command.office"),
    "outgoing": ("the messages that a demonstration kept", "wellkept.site.command.outgoing"),
    "statement": ("check, show and compare statements", "wellkept.site.command.statement"),
}


class Command(Protocol):
    """What a command's module offers."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, else it has said why not."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="wellkept", description="A health plan's website that keeps its statement.")
    listed = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = words[0] if words else ""
    command: Command | None = None
    for name, (told, module) in COMMANDS.items():
        sub = listed.add_parser(name, help=told, description=told)
        if name == wanted:
            command = cast("Command", import_module(module))
            command.add_arguments(sub)
    arguments = parser.parse_args(words)
    if command is None:
        parser.error(f"unknown command “{wanted}”")
    try:
        return command.run(arguments)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        complain("stopped")
        return 130
    except troubles.expected() as trouble:
        complain(troubles.words(trouble))
        return 1
