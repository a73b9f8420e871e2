"""`wellkept statement show`, `table`, `diff` and `explain`."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from wellkept.policy.table import Table
from wellkept.policy.vocabulary import names
from wellkept.site.command.speech import complain, say
from wellkept.site.command.statements.naming import named
from wellkept.statement.cells import opened
from wellkept.statement.compare import Comparison, TextMove, compare
from wellkept.statement.explain import Explanation, NothingKnown, explain
from wellkept.statement.listing import show
from wellkept.statement.telling import sentences

COLUMNS = ("action", "data", "purpose", "party", "conditions", "obligations", "clauses")


def show_statement(arguments: argparse.Namespace) -> int:
    """The text as people read it, each passage with its clauses."""
    inforce = named(arguments.name)
    if arguments.language not in inforce.statement.texts:
        complain(
            f"{inforce.version} has no text in “{arguments.language}”: it has {', '.join(inforce.statement.texts)}"
        )
        return 1
    say(show(inforce, arguments.language))
    return 0


def table_of_statement(arguments: argparse.Namespace) -> int:
    """Every open cell: one line for each way to open it."""
    rows = _rows(Table(named(arguments.name).sources))
    if arguments.format == "json":
        for row in rows:
            say(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False))
        return 0
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([" ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in rows)
    return 0


def _rows(table: Table) -> Iterable[tuple[str | list[str], ...]]:
    for block in opened(table):
        ways = [
            (list(names(way.needed)), sorted(way.obligations), list(way.clauses)) for way in block.after.alternatives
        ]
        for leaf in block.data:
            for purpose in block.purposes:
                for party in block.parties:
                    for way in ways:
                        yield (str(block.action), leaf, purpose, party, *way)


def diff_statements(arguments: argparse.Namespace) -> int:
    """What changed in meaning, then in text; always 0, since a difference is no fault."""
    comparison = compare(named(arguments.before), named(arguments.after))
    if arguments.format == "json":
        say(json.dumps(_as_data(comparison, arguments.language), ensure_ascii=False, indent=2))
        return 0
    for sentence in sentences(comparison, arguments.language):
        say(f"{'!' if sentence.material else ' '} {sentence.kind:<10} {sentence.text}")
    for move in comparison.text:
        say(f"  text       {_text_words(move)}")
    say(_verdict(comparison))
    return 0


def _text_words(move: TextMove) -> str:
    passage = move.after or move.before
    if passage is None:
        return move.language
    said = "".join(f" {{#{name}}}" for name in passage.clauses)
    return f"{passage.place}: {'new' if move.after else 'gone'}{said}: {' '.join(passage.markdown.split())[:90]}"


def _verdict(comparison: Comparison) -> str:
    pair = f"{comparison.before} → {comparison.after}"
    if comparison.same:
        return f"{pair}: no difference"
    if comparison.text_only:
        return f"{pair}: the text alone changed"
    wider = sum(change.cells for change in comparison.cells if change.difference.wider)
    narrower = sum(change.cells for change in comparison.cells if change.difference.narrower)
    told = "material (marked !)" if comparison.material else "not material"
    return f"{pair}: {wider} cells wider, {narrower} narrower; {told}"


def _as_data(comparison: Comparison, language: str) -> dict[str, object]:
    return {
        "before": comparison.before,
        "after": comparison.after,
        "material": comparison.material,
        "text_only": comparison.text_only,
        "changes": [asdict(sentence) for sentence in sentences(comparison, language)],
        "text": [_text_words(move) for move in comparison.text],
    }


def explain_statement(arguments: argparse.Namespace) -> int:
    """The clauses about one thing, with their passages."""
    try:
        told = explain(named(arguments.statement), arguments.what, arguments.language)
    except NothingKnown as fault:
        complain(str(fault))
        return 1
    _say_explanation(told)
    return 0


def _say_explanation(told: Explanation) -> None:
    for fact in told.facts:
        say(fact)
    for source, cells in told.opened:
        say(f"    {cells} open cells by {source}")
    for one in told.told:
        under = " · ".join(word for word in (f"section {one.section}" if one.section else "", one.heading) if word)
        say()
        say(f"{one.place}: {one.ref} {one.does}: {one.what}")
        if under or one.text:
            say(f"    {under}{': ' if under and one.text else ''}{one.text}")
