"""Enrolment: who is a member, as the sender of enrolment files says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

import orjson

from wellkept.features import quarantine
from wellkept.features.enrolment_record import Enrolment
from wellkept.features.pacing import UNHURRIED, Change, Pace, paced, write_in_turns
from wellkept.features.patients import take_in_waiting
from wellkept.features.quarantine import Aside
from wellkept.features.taking_in import Outcome, Took
from wellkept.features.whose import persons_of, rounds
from wellkept.gate import Way, admit_each, admit_once, verb
from wellkept.identity import systems
from wellkept.identity.visitor import Visitor
from wellkept.vault import enrolment
from wellkept.vault.quarantine import Reason

_PURPOSE = "operations.enrolment"
_BECAME: dict[enrolment.Outcome, Outcome | Reason] = {
    enrolment.Outcome.LOADED: Outcome.LOADED,
    enrolment.Outcome.UNCHANGED: Outcome.UNCHANGED,
    enrolment.Outcome.CLOSED: Reason.CLOSED,
}


@verb(
    "enrolment.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family", "coverage"),
    purposes=(_PURPOSE,),
    way=Way.IN,
    systems=True,
)
def take_in_enrolments(visitor: Visitor, records: Sequence[Enrolment], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Take in some records, at most a hundred at a time; what became of each.

    A person is known by her own numbers only, never by name; who is not on record becomes a new member. A record
    without a number of her own (a dependant's with the subscriber's alone), or with numbers of two people, waits in
    quarantine. Raises `Refused`.
    """
    register = admit_once(visitor, take_in_enrolments, purpose=_PURPOSE)
    known_by = [enrolment.numbers_of(record) for record in records]
    told_apart = [place for place, numbers in enumerate(known_by) if numbers]
    found = persons_of(register, [known_by[place] for place in told_apart], enrolled=True, pace=pace)
    persons = dict(zip(told_apart, found, strict=True))
    with paced(pace):
        permits = admit_each(visitor, take_in_enrolments, of=filter(None, persons.values()), purpose=_PURPOSE)
    whose = {place: permits[person] for place, person in persons.items() if person in permits}
    became: dict[int, Outcome | Reason] = {place: _why_not(persons, place) for place in range(len(records))}
    for places in rounds({place: person for place, person in persons.items() if place in whose and person}):
        prepared = enrolment.prepare_each([whose[place] for place in places], [records[place] for place in places])
        changes = zip(places, prepared, strict=True)
        write_in_turns([Change(one.writes, whose[place], take_in_enrolments) for place, one in changes], pace)
        became |= {place: _BECAME[one.outcome] for place, one in zip(places, prepared, strict=True)}
    in_now = {person: known_by[place] for place, person in persons.items() if person and became[place] in Outcome}
    freed = take_in_waiting(systems.CLOCK, in_now, pace=pace)
    took: dict[int, Took] = {}
    asides: dict[int, Aside] = {}
    for place, outcome in became.items():
        if isinstance(outcome, Reason):
            asides[place] = _aside(records[place], outcome)
        elif person := persons[place]:
            took[place] = Took(outcome, freed=freed.get(person, ()))
    took |= zip(asides, quarantine.hold(visitor, list(asides.values()), pace=pace) if asides else (), strict=True)
    return [took[place] for place in range(len(records))]


def _why_not(persons: Mapping[int, UUID | None], place: int) -> Reason:
    if place not in persons:
        return Reason.NO_NUMBER
    return Reason.TWO_CANDIDATES if persons[place] is None else Reason.CLOSED


def _aside(record: Enrolment, reason: Reason) -> Aside:
    return Aside(raw=orjson.dumps(asdict(record), default=str), kind="834", reason=reason)
