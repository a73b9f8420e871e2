"""What the database itself refuses: changing, removing or replacing anything in the book.

SQLite drops a table's triggers whenever a migration rebuilds it, so every migration of this app ends with `ensure`;
start-up and `wellkept check` ask `missing`.

The one removal is that of a dropped volume (`volumes.py`). Its signed row in ledger_volume, itself append-only, is
what lets its own leaves and entries go, and nothing else: no trigger is ever taken away while the program runs,
however many short transactions the removal takes, and whoever can write that row by hand still cannot sign it.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL: Final = "the ledger is append-only"

# Each table: which row an insert would stand over, and what a row must meet to go with its volume.
_TABLES: Final = {
    "ledger_entry": ("number = NEW.number OR id = NEW.id", "OLD.number <= (SELECT max(through) FROM ledger_volume)"),
    "ledger_leaf": (
        "position = NEW.position OR number = NEW.number",
        'OLD.position < (SELECT max("end") FROM ledger_volume)',
    ),
    "ledger_node": (
        "id = NEW.id OR (width = NEW.width AND start = NEW.start)",
        'OLD.start + OLD.width <= (SELECT max("end") FROM ledger_volume)',
    ),
    "ledger_head": ("size = NEW.size", ""),
    "ledger_volume": ("year = NEW.year", ""),
    "ledger_in_force": ("number = NEW.number OR at = NEW.at", ""),
}

# Writers of entries share this lock, and who seals takes it alone for a moment (`seals.py`), on PostgreSQL.
WRITERS_LOCK: Final = 6_419_720_241


def ensure(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place as written here. For migrations alone."""
    with connection.cursor() as cursor:
        for statement in _making(connection.vendor):
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that are gone, switched off or other than written here; none is as it should be."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%'")
            there = dict(cursor.fetchall())
            return sorted(name for name, sql in _sqlite().items() if there.get(name) != sql)
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c "
            "ON c.oid = t.tgrelid WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'A' "
            "AND c.relname || '_' = left(t.tgname, length(c.relname) + 1)"
        )
        there = dict(cursor.fetchall())
        return sorted(name for name, (_, body) in _postgresql().items() if there.get(name) != body)


def _making(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [line for name, sql in _sqlite().items() for line in (f"DROP TRIGGER IF EXISTS {name}", sql)]
    made = []
    for name, (when, body) in _postgresql().items():
        table = name.rpartition("_no_")[0] or name.removesuffix("_writers")
        made += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE {when} EXECUTE FUNCTION {name}()",
            # ALWAYS: session_replication_role = replica does not pass it by.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    return made


def _sqlite() -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    made: dict[str, str] = {}
    for table, (live, droppable) in _TABLES.items():
        # REPLACE removes the row in its way without firing a delete trigger, so the insert itself is refused.
        kept = f"WHEN coalesce({droppable}, 0) = 0 " if droppable else ""
        standing = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {live}) "  # noqa: S608
        made |= {
            f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {kept}{refuse}",
            f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {standing}{refuse}",
        }
    return made


def _postgresql() -> dict[str, tuple[str, str]]:
    """Each trigger's name with its event and the body of its function."""
    refuse = f" BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END "
    made = {
        "ledger_entry_writers": (
            "INSERT ON ledger_entry FOR EACH STATEMENT",
            f" BEGIN PERFORM pg_advisory_xact_lock_shared({WRITERS_LOCK}); RETURN NULL; END ",
        )
    }
    for table, (_, droppable) in _TABLES.items():
        kept = (
            f" BEGIN IF {droppable} THEN RETURN OLD; END IF; {refuse.removeprefix(' BEGIN ')}" if droppable else refuse
        )
        made |= {
            f"{table}_no_update": (f"UPDATE ON {table} FOR EACH STATEMENT", refuse),
            f"{table}_no_delete": (f"DELETE ON {table} FOR EACH {'ROW' if droppable else 'STATEMENT'}", kept),
            f"{table}_no_truncate": (f"TRUNCATE ON {table} FOR EACH STATEMENT", refuse),
        }
    return made
