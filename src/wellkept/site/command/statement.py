"""`wellkept statement`: list, check, show, table, diff and explain the documents.

None of it needs a home. `check` alone starts Django, to hear from the verbs what the program can do.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date

from wellkept.site.command.speech import complain
from wellkept.site.command.statements import checking, showing
from wellkept.statement.load import shipped
from wellkept.statement.problems import Unreadable

Run = Callable[[argparse.Namespace], int]
_NAMED = "PLAN/VERSION|DIR"
_MODEL = "model/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after `wellkept statement`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", help="the statements that ship").set_defaults(run=checking.list_statements)
    _check(verbs.add_parser("check", help="whether a statement may be put in force"))
    _show(verbs.add_parser("show", help="the text of a statement, its slots filled"))
    _table(verbs.add_parser("table", help="every open cell of a statement"))
    _diff(verbs.add_parser("diff", help="what changed from one statement to another"))
    _explain(verbs.add_parser("explain", help="the clauses about one thing, or all contradictions"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; a document that cannot be read is told with file and line."""
    wanted: Run = arguments.run
    try:
        return wanted(arguments)
    except Unreadable as fault:
        for problem in fault.problems:
            complain(str(problem))
        return 1


def _default() -> str:
    """The statement of WELLKEPT_STATEMENT, else the newest that is the project's own."""
    chosen = os.environ.get("WELLKEPT_STATEMENT", "")
    return chosen or max((name for name in shipped() if name.startswith(_MODEL)), default="model")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar=_NAMED, help="a shipped statement, or a copy in any folder")
    parser.add_argument("--all", action="store_true", help="every statement that ships (so too when none is named)")
    parser.add_argument("--verbose", action="store_true", help="also which document opens how many cells")
    parser.add_argument("--posted", type=date.fromisoformat, metavar="DATE", help="the day of notice (default: today)")
    parser.set_defaults(run=checking.check_statements)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_NAMED)
    _language(parser)
    parser.set_defaults(run=showing.show_statement)


def _table(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default=_default(), metavar=_NAMED, help="default: %(default)s")
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="json: one object a line")
    parser.set_defaults(run=showing.table_of_statement)


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="BEFORE", help=_NAMED)
    parser.add_argument("after", metavar="AFTER", help=_NAMED)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    _language(parser)
    parser.set_defaults(run=showing.diff_statements)


def _explain(parser: argparse.ArgumentParser) -> None:
    told = "a category, term, purpose, party, cookie, host, choice, setting or clause; or “contradictions”"
    parser.add_argument("what", metavar="WHAT", help=told)
    parser.add_argument("--statement", default=_default(), metavar=_NAMED, help="default: %(default)s")
    _language(parser)
    parser.set_defaults(run=showing.explain_statement)


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=("en", "es"), default="en")
