"""Statements as plain text: which there are, and what one says."""

from __future__ import annotations

from pathlib import Path

from wellkept.statement.load import SHIPPED, load_statement, shipped
from wellkept.statement.model import Document, InForce
from wellkept.statement.problems import Unreadable
from wellkept.statement.text import title, words_of, written_out

_UNDATED = {"en": "undated", "es": "sin fecha"}


def listing(root: Path = SHIPPED) -> str:
    """One line for each statement: its name, date, languages and title; or that it cannot be read."""
    names = shipped(root)
    wide = max((len(name) for name in names), default=0)
    return "\n".join(f"{name:<{wide}}  {_line(name, root)}" for name in names)


def show(inforce: InForce, language: str, document: Document | None = None) -> str:
    """The text of the statement in force (or of another document of it), each passage with the clauses it says."""
    document = document or inforce.statement
    text = document.texts.get(language) or document.texts["en"]
    head = f"{title(document, text.language)}\n{document.name} · {_dated(document, text.language)}"
    blocks = [head]
    for passage in text.passages:
        words = words_of(passage, document, inforce, text.language)
        says = f"\n    [{', '.join(passage.clauses)}]" if passage.clauses else ""
        blocks.append(f"{'#' * passage.level} {words}".lstrip() + says)
    return "\n\n".join(blocks)


def _line(name: str, root: Path) -> str:
    try:
        statement = load_statement(name, root)
    except Unreadable as fault:
        return f"cannot be read: {fault.problems[0]}"
    languages = ", ".join(statement.languages)
    return f"{_dated(statement, 'en'):<18}  {languages:<6}  {title(statement, 'en')}"


def _dated(document: Document, language: str) -> str:
    return written_out(document.effective, language) if document.effective else _UNDATED[language]
