"""The keys of one TOML table, taken one by one with their type; what is left over is unknown."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeVar

from wellkept.statement.load.files import Reader, Table
from wellkept.statement.model import Place
from wellkept.statement.problems import did_you_mean

Of = TypeVar("Of")
_CALLED = {str: "words in quotes", int: "a whole number", bool: "true or false", date: "a date such as 2026-11-01"}


class Fields:
    """A table of a file under its path. Each `take` asks for one key; `finish` reports the keys nobody asked for."""

    def __init__(self, reader: Reader, path: tuple[str | int, ...], table: Table) -> None:
        self.reader = reader
        self.path = path
        self._table = table
        self._asked: dict[str, None] = {}

    def place(self, *key: str | int) -> Place:
        return self.reader.place(*self.path, *key)

    def wrong(self, message: str, *key: str | int) -> None:
        self.reader.wrong((*self.path, *key), message)

    def has(self, key: str) -> bool:
        self._asked[key] = None
        return key in self._table

    def take(self, key: str, kind: type[Of], default: Of, *, needed: bool = False) -> Of:
        """The value of a key, or `default`; another type, or nothing where one is needed, is a problem."""
        if not self.has(key):
            if needed:
                self.wrong(f"“{key}” is missing; write it as {_CALLED[kind]}")
            return default
        value = self._table[key]
        if not _is(value, kind):
            self.wrong(f"“{key}” must be {_CALLED[kind]}, not {_shown(value)}", key)
            return default
        return value  # type: ignore[no-any-return]

    def text(self, key: str, *, needed: bool = False) -> str:
        return self.take(key, str, "", needed=needed)

    def one_of(self, key: str, allowed: Collection[str], default: str, *, needed: bool = False) -> str:
        """One of a closed list of words."""
        value = self.take(key, str, default, needed=needed)
        if value != default and value not in allowed:
            choices = ", ".join(allowed)
            self.wrong(f"“{key}” cannot be “{value}”; it is one of {choices}{did_you_mean(value, allowed)}", key)
            return default
        return value

    def words(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of strings, each once; those of another type are problems."""
        if not self.has(key):
            if needed:
                self.wrong(f"“{key}” is missing; write it as a list of words")
            return ()
        value = self._table[key]
        if not isinstance(value, list):
            self.wrong(f'“{key}” must be a list such as ["…"], not {_shown(value)}', key)
            return ()
        found: dict[str, None] = {}
        for place, item in enumerate(value):
            if not isinstance(item, str):
                self.wrong(f"“{key}” must hold words in quotes, not {_shown(item)}", key, place)
            elif item in found:
                self.wrong(f"“{item}” stands twice in “{key}”", key, place)
            else:
                found[item] = None
        if needed and not value:
            self.wrong(f"“{key}” is empty; name at least one", key)
        return tuple(found)

    def within(self, key: str) -> Fields:
        """The table under a key; empty where there is none."""
        value = self._table.get(key, {}) if self.has(key) else {}
        if not isinstance(value, dict):
            self.wrong(f"“{key}” must be a table [{key}], not {_shown(value)}", key)
            value = {}
        return Fields(self.reader, (*self.path, key), value)

    def each(self, key: str) -> list[Fields]:
        """The tables of an array of tables [[key]]."""
        value = self._table.get(key, []) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            dotted = ".".join(part for part in (*self.path, key) if isinstance(part, str))
            self.wrong(f"“{key}” must be written as [[{dotted}]]", key)
            return []
        return [Fields(self.reader, (*self.path, key, place), item) for place, item in enumerate(value)]

    def by_language(self, key: str) -> dict[str, str]:
        """Words for each language: a table of languages, or plain words, which are English."""
        if isinstance(self._table.get(key), str):
            return {"en": self.text(key)}
        table = self.within(key)
        found = {language: table.text(language) for language in ("en", "es") if table.has(language)}
        table.finish()
        return found

    def names(self) -> list[str]:
        """All keys of this table, as asked for."""
        for key in self._table:
            self._asked[key] = None
        return list(self._table)

    def raw(self, key: str) -> object:
        """The value of a key as tomllib gives it."""
        self._asked[key] = None
        return self._table[key]

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                self.wrong(f"unknown key “{key}”{did_you_mean(key, self._asked)}", key)


def _is(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the words “{value}”"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return f"{value}"
