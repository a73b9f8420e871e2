"""`wellkept statement list` and `check`."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from datetime import UTC, datetime
from importlib import import_module

from wellkept.policy.table import Table
from wellkept.site.command.speech import complain, say
from wellkept.site.command.statements.naming import named
from wellkept.statement.cells import opened
from wellkept.statement.check import Does, Severity, Surroundings, check, kept_by_silence
from wellkept.statement.load import shipped
from wellkept.statement.model import InForce
from wellkept.statement.problems import Unreadable


def list_statements(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - all verbs are called alike
    """One line for each statement: name, date, languages, title. One that cannot be read says so."""
    code = 0
    for name in shipped():
        try:
            statement = named(name).statement
        except Unreadable as fault:
            complain(f"{name}: cannot be read: {fault.problems[0]}")
            code = 1
            continue
        dated = statement.effective.isoformat() if statement.effective else "undated"
        say(f"{name:<34} {dated:<11} {','.join(statement.texts):<6} {statement.title.get('en', '')}")
    return code


def check_statements(arguments: argparse.Namespace) -> int:
    """Every finding with its file and line; 1 where one is an error, or a document cannot be read."""
    names = list(shipped()) if arguments.all else arguments.name or list(shipped())
    around = Surroundings(does=_does(), posted=arguments.posted or datetime.now(tz=UTC).date())
    return max((_check_one(name, around, verbose=arguments.verbose) for name in names), default=0)


def _check_one(name: str, around: Surroundings, *, verbose: bool) -> int:
    try:
        inforce = named(name)
        found = check(inforce, around)
    except Unreadable as fault:
        for problem in fault.problems:
            say(str(problem))
        say(f"{name}: cannot be read: {_count(len(fault.problems), 'problem')}")
        return 1
    for finding in found:
        say(str(finding))
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    warnings = len(found) - errors
    if verbose:
        _say_sources(inforce)
    silent = sum(1 for _ in kept_by_silence(inforce, around.does or ()))
    told = f"{_count(silent, 'obligation')} {'waits' if silent == 1 else 'wait'} for a verb"
    say(f"{name}: {_count(errors, 'error')}, {_count(warnings, 'warning')}; {told}")
    return 1 if errors else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _say_sources(inforce: InForce) -> None:
    """Of the open cells, how many each document opens, and how many it alone opens."""
    openers: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    cells = 0
    for block in opened(Table(inforce.sources)):
        sources = {alternative.clauses[0].partition("#")[0] for alternative in block.after.alternatives}
        cells += block.cells
        openers.update(dict.fromkeys(sources, block.cells))
        if len(sources) == 1:
            alone[next(iter(sources))] += block.cells
    say(f"{cells:>9} open cells")
    for source in inforce.sources:
        say(f"{openers[source.name]:>9} opened by {source.name}, {alone[source.name]} of them by it alone")
    for clause, note in inforce.statement.notes.items():
        if note.informs:
            say(f"          “{clause}” only informs: no rule stands behind it")


def _does() -> tuple[Does, ...]:
    """What the verbs of the program can do; the one thing here that starts Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")
    import_module("django").setup()
    import_module("wellkept.features.everything").load()
    found: tuple[Does, ...] = import_module("wellkept.gate").coded()
    return found
