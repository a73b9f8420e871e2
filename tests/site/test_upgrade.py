"""A home as the first migrations made it, with people in it, comes up to date and reads as before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from tests.houses import ALIASES, House, is_postgresql, lived_in
from tests.people import SIGNED_ON
from tests.site.conftest import Terminal
from wellkept.features.claims import list_claims
from wellkept.features.people import find_person
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.ledger import reading, triggers
from wellkept.site.demonstration.many import FIRST_SERIAL
from wellkept.site.demonstration.numbers import member_number
from wellkept.vault import stores
from wellkept.vault.numbers import Number

OURS = ("vault", "ledger", "identity")
ALL_TIME = (datetime(2020, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))


def rows_of():
    """Every row of our tables in both stores: {(alias, table): (columns, rows)}."""
    found = {}
    for alias in ALIASES:
        with connections[alias].cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                table = model._meta.db_table
                if model._meta.app_label in OURS and table in connections[alias].introspection.table_names(cursor):
                    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
                    found[alias, table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def fill(rows):
    """Put the rows in with SQL alone, as an earlier release's program would have left them."""
    for alias in ALIASES:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            there = set(connections[alias].introspection.table_names(cursor))
            for (store, table), (found, whole) in rows.items():
                if store == alias and whole and table in there:
                    columns, some = _that_were(connections[alias], table, found, whole)
                    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
                    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', some)  # noqa: S608
            tables = {table for store, table in rows if store == alias} & there
            models = [model for model in apps.get_models() if model._meta.db_table in tables]
            for statement in connections[alias].ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def _that_were(connection, table, columns, some):
    """The columns that the table has now, and what the rows hold in them: later ones come by later migrations."""
    with connection.cursor() as cursor:
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    kept = [place for place, name in enumerate(columns) if name in there]
    return [columns[place] for place in kept], [[row[place] for place in kept] for row in some]


def migrate_to_the_first():
    """The tables as the first migration of each of our apps makes them; what Django brings, as it is."""
    stores.make_room()
    for alias in ALIASES:
        loader = MigrationLoader(connections[alias])
        for app in sorted({app for app, _ in loader.disk_migrations} - set(OURS)):
            call_command("migrate", app, database=alias, verbosity=0, skip_checks=True)
        for app in OURS:
            [first] = [name for one, name in loader.graph.root_nodes(app) if one == app]
            call_command("migrate", app, first, database=alias, verbosity=0, skip_checks=True)


@pytest.fixture
def old(bare, lived):
    """A home with the tables of the first migrations and the rows of a small plan."""
    rows = rows_of()
    bare.home.mkdir(parents=True)
    for name in ("data", "keys", "heads", "files"):
        (bare.home / name).mkdir(mode=0o700)
    for file in ("secret_key", "keys/ring.json"):
        (bare.home / file).write_bytes((lived.home / file).read_bytes())
    for file in (lived.home / "heads").iterdir():
        (bare.home / "heads" / file.name).write_bytes(file.read_bytes())
    data, keys = str(bare.home / "data" / "wellkept.sqlite3"), str(bare.home / "keys" / "members.sqlite3")
    if is_postgresql():
        data = keys = bare.address.rpartition("/")[2]
    with lived_in(House(bare.home, data, keys)):
        migrate_to_the_first()
        fill(rows)
        connections.close_all()
        yield Terminal(bare.home, bare.address)


def test_a_home_of_the_first_migrations_is_brought_up_to_date_by_any_command(old):
    before = {place: len(some) for place, (_, some) in rows_of().items()}
    asked = [(row.number, row.verb) for row in reading.between(*ALL_TIME)]
    assert before["default", "vault_person"] == 3
    assert asked
    connections.close_all()
    assert "0 violations" in old.does("check")
    old.does("ledger", "seal")
    old.does("ledger", "verify")
    for alias in ALIASES:
        loader = MigrationLoader(connections[alias])
        assert set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)
    after = {place: len(some) for place, (_, some) in rows_of().items()}
    assert all(after[place] >= number for place, number in before.items())
    assert [(row.number, row.verb) for row in reading.between(*ALL_TIME)][: len(asked)] == asked
    assert triggers.missing(connections["default"]) == []
    for place in range(3):
        person = find_person(CLOCK, Number("member_id", member_number(FIRST_SERIAL + place)))
        herself = Visitor(kind=Kind.MEMBER, party="person.member", person=person, held=SIGNED_ON, request="e" * 32)
        assert len(tuple(list_claims(herself, person).found)) == 2
