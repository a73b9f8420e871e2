"""The medical record, by kind: conditions, medicines, allergies, vaccinations, results, visits and the rest."""

from __future__ import annotations

from uuid import UUID

from wellkept.gate import admit, verb
from wellkept.identity.visitor import Visitor
from wellkept.vault import record
from wellkept.vault.paging import Page
from wellkept.vault.record import RecordRow, Series

_PURPOSES = ("member.access", "treatment.care", "operations.care_management")


@verb("record.list", data=("health", "sensitive"), purposes=_PURPOSES)
def list_record(
    visitor: Visitor,
    of: UUID | None,
    kind: str,
    *,
    purpose: str = "member.access",
    after: UUID | None = None,
    limit: int = 25,
) -> Page[RecordRow]:
    """The entries of one kind ("health.conditions" …), newest first. Raises `Refused`."""
    permit = admit(visitor, list_record, of=of, purpose=purpose)
    return record.listed(permit, kind, after=after, limit=limit)


@verb("record.results", data=("health.results", "health.vitals", "sensitive"), purposes=_PURPOSES)
def list_results(visitor: Visitor, of: UUID | None, *, purpose: str = "member.access") -> tuple[Series, ...]:
    """Test results and vital signs as series over time, one for each test. Raises `Refused`."""
    permit = admit(visitor, list_results, of=of, purpose=purpose)
    return record.results(permit)
