"""Making a home ready: folders, keys, tables, and the first statement in force. What is there stays as it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import NamedTuple

import django
from django.core.management import call_command
from django.db import DatabaseError, connections

from wellkept.site.databases import UnusableDatabase
from wellkept.site.home import Home, home
from wellkept.statement.load import load_statement

FIRST_STATEMENT = "model/2026-11"


class Ready(NamedTuple):
    """A home that is ready, and whether it was made just now."""

    home: Home
    is_new: bool


def prepare() -> Home:
    """Make the home that the environment names ready to be used, and Django with it. Raises as `ready` does."""
    return ready().home


def ready() -> Ready:
    """The same, telling whether the home is new.

    Raises `KeyMissing` where data are there and the key ring is not; then nothing has been written. Raises
    `Unreadable` for a WELLKEPT_STATEMENT that is none, and `HomeUnusable` and `UnusableDatabase` for what
    cannot be opened.
    """
    os.umask(0o077)  # whatever this process makes is for its own user alone
    here = home()
    if not here.secret_key_file.exists():
        load_statement(_first())
    here.make()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")
    django.setup()
    try:
        make_tables()
    except DatabaseError as problem:
        said = str(problem).partition("\n")[0]
        raise UnusableDatabase(
            f"The database cannot be used: {said}. Look at WELLKEPT_DATABASE, or at the data in {here.folder}."
        ) from problem
    return Ready(here, is_new=_put_first_in_force())


def make_tables() -> None:
    """Make or bring up to date the tables of both stores, and see that the key ring is theirs."""
    from wellkept.vault import keys, stores

    if all("vault_ringmark" in connections[alias].introspection.table_names() for alias in ("keys", "default")):
        # Before anything is migrated: a home with another's keys stays as it is.
        keys.ready_ring()
    stores.make_room()
    for alias in ("keys", "default"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    keys.ready_ring()


def _first() -> str:
    """WELLKEPT_STATEMENT only names the statement of a home where none was ever in force."""
    return os.environ.get("WELLKEPT_STATEMENT") or FIRST_STATEMENT


def _put_first_in_force() -> bool:
    from wellkept.features import everything
    from wellkept.gate import put_in_force
    from wellkept.ledger.in_force import in_force

    now = datetime.now(UTC)
    if in_force(now) is not None:
        return False
    everything.load()  # the statement is checked against all that the program can do
    put_in_force(_first(), at=now, told="nobody, the home is new")
    return True
