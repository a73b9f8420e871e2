"""The two stores before they have tables."""

from __future__ import annotations

from django.db import connections

from wellkept.vault.routing import KEYS


def make_room() -> None:
    """Make what migrations need first: on PostgreSQL the schema of the member keys; on SQLite nothing.

    Then migrate both aliases, and call `keys.ready_ring`.
    """
    connection = connections[KEYS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS keys")
