"""Which line each key and array element of a TOML file stands on, since tomllib tells values alone.

The file must already have been read by tomllib: this walks valid TOML and keeps positions, not values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_PLAIN = re.compile(r"[^,\]}\n#]+")


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of each table, key and array element, by its path: ("clause", 0, "allow", 0, "data", 1)."""
    return _Walk(text).lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tables: dict[Path, int] = {}
        self._walk()

    def _walk(self) -> None:
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self._header(2, array=True)
            elif self.text[self.at] == "[":
                table = self._header(1, array=False)
            else:
                self._pair(table)
            self._skip()

    def _header(self, brackets: int, *, array: bool) -> Path:
        line = self._line()
        self.at += brackets
        parts = self._keys()
        self._skip()
        self.at += brackets
        path: Path = ()
        for part in parts[:-1]:
            path = self._newest((*path, part))
        path = (*path, parts[-1])
        if array:
            self._tables[path] = self._tables.get(path, -1) + 1
            self._forget_below((*path, self._tables[path]))
        path = self._newest(path)
        self.lines.setdefault(path, line)
        return path

    def _newest(self, path: Path) -> Path:
        return (*path, self._tables[path]) if path in self._tables else path

    def _forget_below(self, path: Path) -> None:
        for known in [known for known in self._tables if known[: len(path)] == path]:
            del self._tables[known]

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._keys())
        for end in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:end], line)
        self._skip()
        self.at += 1
        self._skip()
        self._value(path)

    def _value(self, path: Path) -> None:
        self.lines.setdefault(path, self._line())
        string = _STRING.match(self.text, self.at)
        if string:
            self.at = string.end()
        elif self.text[self.at] == "[":
            self._inside("]", lambda place: self._value((*path, place)))
        elif self.text[self.at] == "{":
            self._inside("}", lambda _: self._pair(path))
        else:
            self.at = self._end(_PLAIN)

    def _inside(self, closing: str, member: Callable[[int], None]) -> None:
        self.at += 1
        self._skip()
        place = 0
        while self.at < len(self.text) and self.text[self.at] != closing:
            member(place)
            place += 1
            self._skip()
            if self.text[self.at : self.at + 1] == ",":
                self.at += 1
                self._skip()
        self.at += 1

    def _keys(self) -> list[str]:
        parts = []
        while True:
            self._skip()
            start, self.at = self.at, self._end(_KEY)
            part = self.text[start : self.at]
            parts.append(part[1:-1] if part[0] in "\"'" else part)
            self._skip()
            if self.text[self.at : self.at + 1] != ".":
                return parts
            self.at += 1

    def _skip(self) -> None:
        self.at = self._end(_BLANK)

    def _end(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"line {self._line()} is no TOML that this index knows")
        return found.end()

    def _line(self) -> int:
        return bisect_right(self._starts, self.at)
