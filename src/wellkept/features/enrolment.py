"""Enrolment: who is a member, as the sender of enrolment files says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from wellkept.features.enrolment_record import Enrolment
from wellkept.features.taking_in import Outcome, Took, no_rest
from wellkept.gate import Way, admit_each, admit_once, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import enrolment, people
from wellkept.vault.numbers import Number

_PURPOSE = "operations.enrolment"
TWO_PEOPLE = "Its numbers belong to two different people."
CLOSED = "No clause lets the plan collect it."


@verb(
    "enrolment.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family", "coverage"),
    purposes=(_PURPOSE,),
    way=Way.IN,
)
def take_in_enrolments(
    visitor: Visitor, records: Sequence[Enrolment], *, rest: Callable[[], None] = no_rest
) -> list[Took]:
    """Take in some records, at most a few dozen at a time; what became of each. It rests after every change.

    A person is known by her own numbers only, never by name; who is not on record becomes a new member. One whose
    numbers belong to two people is left for quarantine. Raises `Refused`.
    """
    register = admit_once(visitor, take_in_enrolments, purpose=_PURPOSE)
    people_of = _people_of(register, records, rest)
    permits = admit_each(visitor, take_in_enrolments, of=[person for person in people_of if person], purpose=_PURPOSE)
    rest()
    took = []
    for person, record in zip(people_of, records, strict=True):
        took.append(_take_in(permits.get(person), record) if person else Took(Outcome.QUARANTINED, TWO_PEOPLE))
        rest()
    return took


def _people_of(register: Permit, records: Sequence[Enrolment], rest: Callable[[], None]) -> list[UUID | None]:
    made: dict[Number, UUID] = {}
    found: list[UUID | None] = []
    for record in records:
        numbers = enrolment.numbers_of(record)
        candidates = {made[number] for number in numbers if number in made}
        candidates |= set(people.identify(register, numbers))
        if len(candidates) > 1:
            found.append(None)
            continue
        person = next(iter(candidates), None)
        if person is None:
            person = people.make(register, enrolled=True)
            rest()
        made.update(dict.fromkeys(numbers, person))
        found.append(person)
    return found


def _take_in(permit: Permit | None, record: Enrolment) -> Took:
    if permit is None:
        return Took(Outcome.QUARANTINED, CLOSED)
    with transaction.atomic():
        outcome = enrolment.take_in(permit, record)
        if outcome is enrolment.Outcome.LOADED:
            done(permit, take_in_enrolments)
    if outcome is enrolment.Outcome.CLOSED:
        return Took(Outcome.QUARANTINED, CLOSED)
    return Took(Outcome.LOADED if outcome is enrolment.Outcome.LOADED else Outcome.UNCHANGED)
