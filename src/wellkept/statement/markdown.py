"""Statement text: Markdown in blocks, each naming at its end the clauses that it says, `{#messaging-vendors}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wellkept.statement.model import Passage, Place, Text
from wellkept.statement.problems import Problem, Unreadable

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_ANCHOR = re.compile(r"\s*\{(#[^{}]*)\}[ \t]*$")
_ANY_ANCHOR = re.compile(r"\{#[^{}]*\}")
_CLAUSE = re.compile(r"#[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

Block = tuple[int, list[str]]


def parse(text: str, language: str, file: str) -> Text:
    """The passages of a text. Raises `Unreadable` for anchors that cannot be read."""
    problems: list[Problem] = []
    passages = tuple(_passage(line, lines, file, problems) for line, lines in _blocks(text))
    if problems:
        raise Unreadable(problems)
    return Text(language=language, passages=passages, file=file)


def _blocks(text: str) -> Iterator[Block]:
    """Blocks with their first line: split at blank lines, and a heading is a block by itself."""
    start, block = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if block and (not line.strip() or _HEADING.match(line)):
            yield start, block
            block = []
        if not line.strip():
            continue
        if _HEADING.match(line):
            yield number, [line]
            continue
        if not block:
            start = number
        block.append(line)
    if block:
        yield start, block


def _passage(line: int, lines: list[str], file: str, problems: list[Problem]) -> Passage:
    markdown, clauses = "\n".join(lines), tuple[str, ...]()
    anchor = _ANCHOR.search(markdown)
    if anchor:
        clauses = _clauses(anchor[1], Place(file, line + len(lines) - 1), problems)
        markdown = markdown[: anchor.start()]
    for early in _ANY_ANCHOR.finditer(markdown):
        at = Place(file, line + markdown.count("\n", 0, early.start()))
        problems.append(Problem(at, f"{early[0]} stands inside a block; an anchor ends its block, before a blank line"))
    heading = _HEADING.match(markdown)
    return Passage(
        level=len(heading[1]) if heading else 0,
        markdown=heading[2].strip() if heading else markdown,
        clauses=clauses,
        place=Place(file, line),
    )


def _clauses(written: str, place: Place, problems: list[Problem]) -> tuple[str, ...]:
    names = written.split()
    wrong = [name for name in names if not _CLAUSE.fullmatch(name)]
    problems.extend(Problem(place, f"“{name}” is no anchor; write {{#clause-id #other-id}}") for name in wrong)
    found = tuple(dict.fromkeys(name[1:] for name in names))
    if len(found) < len(names):
        problems.append(Problem(place, f"an anchor names a clause twice: {{{written}}}"))
    return found
