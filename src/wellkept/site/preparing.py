"""Making a home ready: folders, keys, tables, and the first statement in force. What is there stays as it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import django
from django.core.management import call_command

from wellkept.site.home import Home, home

FIRST_STATEMENT = "model/2026-11"


def prepare() -> Home:
    """Make the home that the environment names ready to be used, and Django with it.

    Raises `KeyMissing` where data are there and the key ring is not; then nothing has been written.
    """
    here = home()
    here.make()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellkept.site.settings")
    django.setup()
    make_tables()
    _put_first_in_force()
    return here


def make_tables() -> None:
    """Make or bring up to date the tables of both stores, and see that the key ring is theirs."""
    from wellkept.vault import keys, stores

    stores.make_room()
    for alias in ("keys", "default"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    keys.ready_ring()


def _put_first_in_force() -> None:
    """WELLKEPT_STATEMENT only names the statement of a home where none was ever in force."""
    from wellkept.gate import put_in_force
    from wellkept.ledger.in_force import in_force

    now = datetime.now(UTC)
    if in_force(now) is None:
        put_in_force(os.environ.get("WELLKEPT_STATEMENT") or FIRST_STATEMENT, at=now, told="nobody, the home is new")
