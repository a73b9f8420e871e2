"""`wellkept statement`: list, check, show, table, diff and explain the documents. Needs no Django and no home."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from wellkept.site.command.speech import complain
from wellkept.site.command.statements import checking
from wellkept.statement.problems import Unreadable

Run = Callable[[argparse.Namespace], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept statement`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    _list(verbs.add_parser("list", help="the statements that can be put in force"))
    _check(verbs.add_parser("check", help="whether a statement may be put in force"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; a document that cannot be read is told with file and line."""
    wanted: Run = arguments.run
    try:
        return wanted(arguments)
    except Unreadable as fault:
        for problem in fault.problems:
            complain(str(problem))
        return 1


def _list(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=checking.list_statements)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar="PLAN/VERSION|DIR", help="a shipped statement, or any folder")
    parser.add_argument("--all", action="store_true", help="every statement that ships")
    parser.add_argument("--verbose", action="store_true", help="also what each document opens")
    parser.add_argument("--posted", type=date.fromisoformat, metavar="DATE", help="the day of notice (default: today)")
    parser.set_defaults(run=checking.check_statements)
