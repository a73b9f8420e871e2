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


def put(permit: Permit, fact: Fact, *, at: datetime) -> UUID:
    """Keep a fact with the purpose of the permit, which is the reason it was given for. Raises PermissionError."""
    if not permit.opens(_LEAF):
        raise PermissionError("the permit does not open facts about dependants")
    row = uuid4()
    plain = orjson.dumps([fact.about, fact.words, fact.need])
    DependantFact.objects.create(
        id=row,
        person_id=person_of(permit),
        reason=permit.ask.purpose,
        received=at,
        sealed=Seals(permit.key).seal(plain, _PLACE, row),
    )
    return row


def of(permit: Permit) -> tuple[Fact, ...]:
    """The facts that were given for the purpose of the permit, and none that was given for another."""
    rows = DependantFact.objects.filter(person_id=person_of(permit), reason=permit.ask.purpose).order_by("received")
    seals = Seals(permit.key)
    plain = (orjson.loads(seals.open(bytes(row.sealed), _PLACE, row.id.hex)) for row in rows[:_MOST])
    return tuple(Fact(about=about, words=words, need=need) for about, words, need in plain if permit.opens(_LEAF))


def own(permit: Permit) -> tuple[tuple[str, Fact], ...]:
    """Everything the permit's person gave about dependants, each with its reason: for her own eyes."""
    rows = DependantFact.objects.filter(person_id=person_of(permit)).order_by("received")[:_MOST]
    seals = Seals(permit.key)
    found = ((row.reason, orjson.loads(seals.open(bytes(row.sealed), _PLACE, row.id.hex))) for row in rows)
    return tuple((reason, Fact(about=about, words=words, need=need)) for reason, (about, words, need) in found)
