"""Commands as somebody at a terminal runs them: processes of their own, on homes of their own."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from tests.houses import is_postgresql, lived_in
from wellkept.site.demonstration import write_many

TODAY = date(2026, 11, 20)
_LONGEST = 120  # seconds: a hanging command fails its test


@dataclass
class Terminal:
    """A home, and the commands run on it. `address` is WELLKEPT_DATABASE, "" for the embedded database."""

    home: Path
    address: str = ""
    also: dict[str, str] = field(default_factory=dict)

    def surroundings(self, **also: str) -> dict[str, str]:
        """The environment of a command; nothing of the test run's own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLKEPT_", "PORT"))}
        return {**kept, "WELLKEPT_HOME": str(self.home), "WELLKEPT_DATABASE": self.address, **self.also, **also}

    def __call__(self, *words: object, **also: str) -> subprocess.CompletedProcess[str]:
        """Run `wellkept WORDS` to its end."""
        command = [sys.executable, "-m", "wellkept.site.command", *map(str, words)]
        surroundings = self.surroundings(**also)
        return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=_LONGEST)

    def does(self, *words: object, **also: str) -> str:
        """Run it, see that it exits 0, and give what it said."""
        done = self(*words, **also)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def refuses(self, *words: object, code: int = 1, **also: str) -> str:
        """Run it, see that it says why not in a line or two without a traceback, and give that."""
        done = self(*words, **also)
        assert done.returncode == code, f"{words}: {done.returncode} {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        assert 0 < done.stderr.count("\n") <= 3, done.stderr
        return done.stderr


def address_of(name: str) -> str:
    """WELLKEPT_DATABASE for a database on the server of the test run; "" where the run is on SQLite."""
    if not is_postgresql():
        return ""
    at = connections.settings["default"]
    secret = f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{secret}@{at['HOST']}:{at['PORT']}/{name}"


@pytest.fixture
def terminal(house):
    """The commands on a house that is ready but empty."""
    return Terminal(house.home, address_of(house.data))


@pytest.fixture
def bare(tmp_path, pattern):
    """The commands on a folder that is not there yet, and on an empty database."""
    name = f"bare_{secrets.token_hex(4)}"
    if is_postgresql():
        pattern._server(f'CREATE DATABASE "{name}"')
    yield Terminal(tmp_path / "new" / "home", address_of(name))
    if is_postgresql():
        pattern._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The files of a very small plan: three members with two claims each."""
    return write_many(tmp_path_factory.mktemp("small"), members=3, claims_each=2, today=TODAY)


@pytest.fixture(scope="session")
def furnished(pattern, small, tmp_path_factory, django_db_blocker):
    """A pattern of a home into which the small plan was loaded."""
    with django_db_blocker.unblock():
        other = copy(pattern)
        other.house = pattern.copy(tmp_path_factory.mktemp("furnished") / "home")
    terminal = Terminal(other.house.home, address_of(other.house.data))
    terminal.does("load", "enrolment", small.enrolment)
    terminal.does("load", "fhir", *small.fhir)
    yield other
    with django_db_blocker.unblock():
        pattern.pull_down(other.house)


@pytest.fixture
def lived(furnished, tmp_path, django_db_blocker):
    """The commands on a home of this test alone that holds the small plan; the test lives in it too."""
    with django_db_blocker.unblock():
        copied = furnished.copy(tmp_path / "lived")
        try:
            with lived_in(copied):
                yield Terminal(copied.home, address_of(copied.data))
        finally:
            furnished.pull_down(copied)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
