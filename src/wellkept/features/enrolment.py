"""Enrolment: who is a member, as the sender of enrolment files says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from uuid import UUID

import orjson

from wellkept.features import quarantine
from wellkept.features.enrolment_record import Enrolment
from wellkept.features.pacing import UNHURRIED, Pace, in_turns
from wellkept.features.patients import take_in_waiting
from wellkept.features.quarantine import Aside
from wellkept.features.taking_in import Outcome, Took
from wellkept.features.whose import persons_of
from wellkept.gate import Way, admit_each, admit_once, done, verb
from wellkept.identity import systems
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import enrolment
from wellkept.vault.quarantine import Reason

_PURPOSE = "operations.enrolment"


@verb(
    "enrolment.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family", "coverage"),
    purposes=(_PURPOSE,),
    way=Way.IN,
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
    permits = admit_each(visitor, take_in_enrolments, of=filter(None, persons.values()), purpose=_PURPOSE)
    pace.rest()
    whose = [_whose(persons, permits, place) for place in range(len(records))]
    steps = [partial(_take_in, permit, record) for permit, record in zip(whose, records, strict=True)]
    took = []
    for place, outcome in enumerate(in_turns(steps, pace)):
        person = persons.get(place)
        if isinstance(outcome, Reason):
            raw = orjson.dumps(asdict(records[place]), default=str)
            took += quarantine.hold(visitor, [Aside(raw=raw, kind="834", reason=outcome)], pace=pace)
        elif person is not None:
            freed = take_in_waiting(systems.CLOCK, person, known_by=known_by[place], pace=pace)
            took.append(Took(outcome, freed=freed))
    return took


def _whose(persons: dict[int, UUID | None], permits: dict[UUID, Permit], place: int) -> Permit | Reason:
    """The permit for the person of a record, or why there is none."""
    if place not in persons:
        return Reason.NO_NUMBER
    person = persons[place]
    if person is None:
        return Reason.TWO_CANDIDATES
    return permits.get(person, Reason.CLOSED)


def _take_in(permit: Permit | Reason, record: Enrolment) -> Outcome | Reason:
    if isinstance(permit, Reason):
        return permit
    outcome = enrolment.take_in(permit, record)
    if outcome is enrolment.Outcome.CLOSED:
        return Reason.CLOSED
    if outcome is enrolment.Outcome.UNCHANGED:
        return Outcome.UNCHANGED
    done(permit, take_in_enrolments)
    return Outcome.LOADED
