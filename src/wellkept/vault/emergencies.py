"""Openings of a record in an emergency: declared with a reason, live for a time, and kept for who looks into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from wellkept.policy.asks import Permit
from wellkept.vault.lists import NotThere
from wellkept.vault.models import EmergencyOpening
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals

_PLACE = "vault_emergency_opening|sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening. `account` and `role` are those of who declared it; `ended` is None where its time simply ran out."""

    id: UUID
    person: UUID
    account: UUID
    role: str
    began: datetime
    until: datetime
    ended: datetime | None

    @property
    def over(self) -> datetime:
        """When it ended, or ends if nobody closes it."""
        return self.ended or self.until


def begin(permit: Permit, *, account: UUID, role: str, reason: str, at: datetime, lasts: timedelta) -> UUID:
    """Open the record of the permit's person to one account, in the open transaction; the opening's id.

    An earlier opening of the same record by the same account ends. Raises `NoKey` for someone erased.
    """
    person = person_of(permit)
    end(permit, account=account, at=at)
    row = uuid4()
    sealed = Seals(permit.key).seal(reason.encode(), _PLACE, row)
    EmergencyOpening.objects.create(
        id=row, person_id=person, account=account, role=role, began=at, until=at + lasts, sealed=sealed
    )
    return row


def end(permit: Permit, *, account: UUID, at: datetime) -> int:
    """Close what an account has open of the permit's person; how many there were."""
    rows = EmergencyOpening.objects.filter(person_id=person_of(permit), account=account)
    return rows.filter(ended=None, until__gt=at).update(ended=at)


def is_live(_permit: Permit, *, person: UUID, account: UUID, at: datetime) -> bool:
    """Whether an account has declared an emergency for a person that is not over."""
    rows = EmergencyOpening.objects.filter(person_id=person, account=account)
    return rows.filter(ended=None, began__lte=at, until__gt=at).exists()


def listed(_permit: Permit, *, before: datetime | None, limit: int) -> tuple[Opening, ...]:
    """The openings, the latest first, without their reasons."""
    rows = EmergencyOpening.objects.order_by("-began", "id").defer("sealed")
    return tuple(_opening(row) for row in (rows.filter(began__lt=before) if before else rows)[:limit])


def one(_permit: Permit, opening: UUID) -> Opening:
    """One opening without its reason. Raises `NotThere`."""
    row = EmergencyOpening.objects.filter(id=opening).first()
    if row is None:
        raise NotThere
    return _opening(row)


def reason(permit: Permit, opening: UUID) -> str:
    """Why an opening of the permit's person was declared. Raises `NotThere`, and `NoKey` for someone erased."""
    row = EmergencyOpening.objects.filter(id=opening, person_id=person_of(permit)).first()
    if row is None:
        raise NotThere
    return Seals(permit.key).open(bytes(row.sealed), _PLACE, row.id.hex).decode()


def _opening(row: EmergencyOpening) -> Opening:
    return Opening(
        id=row.id,
        person=row.person_id,
        account=row.account,
        role=row.role,
        began=row.began,
        until=row.until,
        ended=row.ended,
    )
