"""Whether the house stands: the database answers, a statement is in force, the ledger's triggers are there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection

from wellkept.exits.keys import KeyMissing, ring
from wellkept.gate import admit_once, promised, verb
from wellkept.gate.in_force import NothingInForce
from wellkept.identity.visitor import Visitor
from wellkept.ledger import triggers

_DELIVER = "site.deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Each thing that must stand. `statement` is "PLAN/VERSION", "" where none is in force."""

    database: bool
    keys: bool
    statement: str
    triggers: bool

    @property
    def well(self) -> bool:
        """Whether everything stands."""
        return self.database and self.keys and self.triggers and bool(self.statement)


@verb("health.read", data=("site",), purposes=(_DELIVER,))
def read_health(visitor: Visitor) -> Health:
    """The state of the house. Raises nothing but what nobody expects: each thing that fails is told as such."""
    try:
        connection.ensure_connection()
        missing = triggers.missing(connection)
    except DatabaseError:
        return Health(database=False, keys=_keys(), statement="", triggers=False)
    try:
        statement = promised().version
        admit_once(visitor, read_health, purpose=_DELIVER)
    except (DatabaseError, NothingInForce):
        statement = ""
    return Health(database=True, keys=_keys(), statement=statement, triggers=not missing)


def _keys() -> bool:
    try:
        ring()
    except KeyMissing:
        return False
    return True
