"""What a member said about a dependant, each with the one reason it was given for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault.models import DependantFact
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals

_PLACE = "vault_dependant_fact|sealed"
_LEAF = "family.dependants"
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What was said: `about` names the dependant as the member does, `words` is the fact, `need` why it was given."""

    about: str
    words: str
    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A fact as it is kept. `reason` is a leaf of the purposes, the only one that it serves."""

    id: UUID
    reason: str
    received: datetime
    fact: Fact


class TooMany(ValueError):
    """As many facts as are kept of one person are there already."""


def put(permit: Permit, fact: Fact, *, at: datetime) -> UUID:
    """Keep a fact with the purpose of the permit, which is the reason it was given for.

    Raises PermissionError and `TooMany`.
    """
    person, row = _opened(permit), uuid4()
    if DependantFact.objects.filter(person_id=person).count() >= _MOST:
        raise TooMany
    DependantFact.objects.create(
        id=row, person_id=person, reason=permit.ask.purpose, received=at, sealed=_sealed(permit, row, fact)
    )
    return row


def of(permit: Permit) -> tuple[Fact, ...]:
    """The facts that were given for the purpose of the permit, and none that was given for another."""
    rows = DependantFact.objects.filter(person_id=person_of(permit), reason=permit.ask.purpose).order_by("received")
    return tuple(_given(permit, row).fact for row in rows[:_MOST]) if permit.opens(_LEAF) else ()


def own(permit: Permit) -> tuple[Given, ...]:
    """Everything the permit's person gave about dependants, each with its reason: for her own eyes."""
    rows = DependantFact.objects.filter(person_id=person_of(permit)).order_by("received", "id")[:_MOST]
    return tuple(_given(permit, row) for row in rows) if permit.opens(_LEAF) else ()


def correct(permit: Permit, which: UUID, fact: Fact) -> bool:
    """Put another fact in the place of one that the permit's person gave; whether there was one.

    The purpose that it serves stays. Raises PermissionError.
    """
    rows = DependantFact.objects.filter(person_id=_opened(permit), id=which)
    return bool(rows.update(sealed=_sealed(permit, which, fact)))


def remove(permit: Permit, which: UUID) -> bool:
    """Remove a fact that the permit's person gave; whether there was one. Raises PermissionError."""
    return bool(DependantFact.objects.filter(person_id=_opened(permit), id=which).delete()[0])


def _opened(permit: Permit) -> UUID:
    if not permit.opens(_LEAF):
        raise PermissionError("the permit does not open facts about dependants")
    return person_of(permit)


def _sealed(permit: Permit, row: UUID, fact: Fact) -> bytes:
    return Seals(permit.key).seal(orjson.dumps([fact.about, fact.words, fact.need]), _PLACE, row)


def _given(permit: Permit, row: DependantFact) -> Given:
    about, words, need = orjson.loads(Seals(permit.key).open(bytes(row.sealed), _PLACE, row.id.hex))
    return Given(id=row.id, reason=row.reason, received=row.received, fact=Fact(about=about, words=words, need=need))
