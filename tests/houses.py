"""Homes for tests: a whole WELLKEPT_HOME with its databases, migrated once and copied where a test commits.

The ledger refuses UPDATE, DELETE and TRUNCATE, so a test that commits cannot be cleaned up after by emptying tables.
Instead:

- Once per process a pattern is made: a home with a key ring and migrated SQLite files; on PostgreSQL instead of the
  files a database `<name>_pattern_<token>` on the server of WELLKEPT_DATABASE. Nobody uses it but to copy it.
- Tests that only read and roll back (`django_db`, `db`) work in the session's own copy; Django's transactions undo
  them. Mark them `@pytest.mark.django_db(databases=["default", "keys"])`.
- Tests that commit ask for `house`: a copy of the pattern for this test alone (files copied, or `CREATE DATABASE …
  TEMPLATE`), to which the settings and both database aliases point until the test ends.

- Tests of pages mostly want a household that has moved in: `settled` gives copies of a house where it has, so that it
  moves in once per process.

Each xdist worker is a process with its own pattern, so workers share nothing. The database that WELLKEPT_DATABASE
names is never touched; its role must be allowed to create databases.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from wellkept.ledger.folding import Folds

if TYPE_CHECKING:
    from tests.doors.member.conftest import Site

ALIASES = ("default", "keys")


@dataclass(frozen=True)
class House:
    """A home of its own. `data` and `keys` are file names on SQLite, the database's name on PostgreSQL."""

    home: Path
    data: str
    keys: str


def is_postgresql() -> bool:
    return connections.settings["default"]["ENGINE"].endswith("postgresql")


class Pattern:
    """What every house is copied from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.token = secrets.token_hex(4)
        self.named = str(connections.settings["default"]["NAME"])
        self.house = self._build()

    def _build(self) -> House:
        home = self.folder / "pattern"
        for name in ("data", "keys", "heads", "files"):
            (home / name).mkdir(parents=True, mode=0o700)
        if is_postgresql():
            name = f"{self.named}_pattern_{self.token}"
            self._server(f'CREATE DATABASE "{name}"')
            house = House(home, name, name)
        else:
            house = House(home, str(home / "data" / "wellkept.sqlite3"), str(home / "keys" / "members.sqlite3"))
        with lived_in(house):
            _furnish()
        return house

    def copy(self, home: Path, *, like: House | None = None) -> House:
        """A copy of the pattern, or of a house that nobody lives in, in a folder that is not there yet."""
        like = like or self.house
        shutil.copytree(like.home, home)
        if is_postgresql():
            name = f"{self.named}_house_{secrets.token_hex(4)}"
            self._server(f'CREATE DATABASE "{name}" TEMPLATE "{like.data}"')
            return House(home, name, name)
        return House(home, str(home / "data" / "wellkept.sqlite3"), str(home / "keys" / "members.sqlite3"))

    def pull_down(self, house: House) -> None:
        """Remove a house."""
        shutil.rmtree(house.home, ignore_errors=True)
        if is_postgresql():
            self._drop(house.data)

    def _drop(self, name: str) -> None:
        """Remove a database with whoever is in it; for workers of the server's own, wait until they leave."""
        from psycopg.errors import InsufficientPrivilege

        try:
            self._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except InsufficientPrivilege:
            self._server(f'DROP DATABASE IF EXISTS "{name}"')

    def _server(self, sql: str) -> None:
        """One statement on the server, in the database `postgres`, since a database is not copied from inside."""
        import psycopg

        at = {**connections.settings["default"], "NAME": "postgres"}
        wanted = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
        given = {name: value for name, value in wanted.items() if value}
        with psycopg.connect(dbname="postgres", autocommit=True, **given) as server:
            server.execute(sql)


@contextmanager
def lived_in(house: House) -> Iterator[House]:
    """Point the settings and both aliases at a house, and back."""
    before = (settings.WELLKEPT_HOME, *(connections.settings[alias]["NAME"] for alias in ALIASES))
    _move(str(house.home), house.data, house.keys)
    try:
        yield house
    finally:
        _move(*before)


def _move(home: str, data: str, keys: str) -> None:
    connections.close_all()
    _forget()
    settings.WELLKEPT_HOME = os.environ["WELLKEPT_HOME"] = home
    if hasattr(settings, "HOME"):
        settings.HOME = replace(settings.HOME, folder=Path(home))
    for alias, name in zip(ALIASES, (data, keys), strict=True):
        connections.settings[alias]["NAME"] = name


def _forget() -> None:
    """What a process remembers of the house that it has lived in so far, and would believe of the next one."""
    in_force, admission = import_module("wellkept.gate.in_force"), import_module("wellkept.gate.admit")
    in_force._kept.forget()
    admission._once.clear()
    admission._folds = Folds()


def _furnish() -> None:
    """What a new home gets: the schema of the keys, the tables of both stores, a ring."""
    from wellkept.vault.keys import ready_ring
    from wellkept.vault.stores import make_room

    make_room()
    for alias in ALIASES:
        call_command("migrate", database=alias, verbosity=0, skip_checks=True)
    ready_ring()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory, django_db_blocker) -> Iterator[Pattern]:
    """What houses are copied from."""
    with django_db_blocker.unblock():
        made = Pattern(tmp_path_factory.mktemp("houses"))
    yield made
    with django_db_blocker.unblock():
        made.pull_down(made.house)


@pytest.fixture(scope="session")
def django_db_setup(pattern, django_db_blocker) -> Iterator[None]:
    """The session's own copy, for tests that roll back; takes the place of pytest-django's fixture."""
    with django_db_blocker.unblock():
        copied = pattern.copy(pattern.folder / "session")
    with lived_in(copied):
        yield
    with django_db_blocker.unblock():
        pattern.pull_down(copied)


@contextmanager
def own(pattern: Pattern, home: Path, *, like: House | None = None) -> Iterator[House]:
    """A house that is copied, lived in and pulled down again."""
    copied = pattern.copy(home, like=like)
    try:
        with lived_in(copied):
            yield copied
    finally:
        pattern.pull_down(copied)


@pytest.fixture
def house(pattern, tmp_path, django_db_blocker) -> Iterator[House]:
    """A home for this test alone, in which it may commit; threads and servers that it starts live there too."""
    with django_db_blocker.unblock(), own(pattern, tmp_path / "home") as copied:
        yield copied


@pytest.fixture(scope="session")
def settled(pattern, django_db_blocker) -> Iterator[Callable[[Path], AbstractContextManager[Site]]]:
    """Gives copies of a house into which the household has moved, each with a site of its own."""
    from tests.doors.member.conftest import Site

    @contextmanager
    def site_in(home: Path) -> Iterator[Site]:
        with own(pattern, home, like=made):
            yield deepcopy(site)

    with django_db_blocker.unblock():
        made = pattern.copy(pattern.folder / "settled")
        with lived_in(made):
            site = Site()
    yield site_in
    with django_db_blocker.unblock():
        pattern.pull_down(made)
