"""Reading one file: its text, its TOML, and the places of both."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from wellkept.statement.model import Place
from wellkept.statement.problems import Problem, Unreadable
from wellkept.statement.toml_lines import lines_of

Table = dict[str, Any]

_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_MARKED = b"\xef\xbb\xbf"


def read_text(path: Path, shown: str) -> str:
    """The text of a UTF-8 file; lines may end in LF or CRLF. Raises `Unreadable` for anything else."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise _unreadable(shown, 0, f"cannot be read: {(fault.strerror or 'no such file').lower()}") from fault
    if raw.startswith(_MARKED):
        raise _unreadable(shown, 1, "begins with a byte-order mark; save it as UTF-8 without one")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise _unreadable(shown, line, "is not UTF-8; save the file in that encoding") from fault
    text = text.replace("\r\n", "\n")
    for sign, called in (("\0", "a NUL character"), ("\r", "a lone carriage return")):
        if sign in text:
            line = text.count("\n", 0, text.index(sign)) + 1
            raise _unreadable(shown, line, f"holds {called}; remove it")
    return text


def _unreadable(shown: str, line: int, message: str) -> Unreadable:
    return Unreadable([Problem(Place(shown, line), message)])


class Reader:
    """One TOML file being read: its values, the line of each, and the problems found so far."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        text = read_text(path, shown)
        try:
            self.table: Table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise self._not_toml(text, str(fault)) from fault
        self._lines = lines_of(text)

    def _not_toml(self, text: str, message: str) -> Unreadable:
        found = _AT_LINE.search(message)
        line = int(found[1]) if found else text.count("\n") + 1
        return _unreadable(self.shown, line, f"is not TOML: {_AT_LINE.sub('', message)}")

    def place(self, *path: str | int) -> Place:
        """Where a value stands; where the index has no such path, the nearest that holds it."""
        while path and path not in self._lines:
            path = path[:-1]
        return Place(self.shown, self._lines.get(path, 1))

    def wrong(self, path: tuple[str | int, ...], message: str) -> None:
        """Note a problem at a value."""
        self.problems.append(Problem(self.place(*path), message))
