"""Patients: who a FHIR Patient is, by number only, and letting in what waited for her."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from wellkept.features import quarantine, resources
from wellkept.features.pacing import UNHURRIED, Change, Pace, paced, write_in_turns
from wellkept.features.quarantine import Aside
from wellkept.features.taking_in import Outcome, Sent, Took, is_claim, out_of_envelope, reference_of
from wellkept.features.whose import persons_of, rounds
from wellkept.gate import Way, admit, admit_each, admit_once, verb
from wellkept.identity import systems
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import people
from wellkept.vault import quarantine as kept_aside
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import details_of_patient, numbers_of_patient
from wellkept.vault.people import Said
from wellkept.vault.quarantine import Reason
from wellkept.vault.writes import Writes

_PURPOSE = "treatment.record"
_WAITING = "operations.enrolment"
_RELEASED_AT_ONCE = 25


@verb(
    "patients.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family"),
    purposes=(_PURPOSE,),
    way=Way.IN,
    systems=True,
)
def take_in_patients(visitor: Visitor, sender: str, sent: Sequence[Sent], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Take in some Patients, at most a hundred at a time, and then what waited for them.

    A Patient is the enrolled member who has one of her identifiers; with no candidate she becomes a new person who is
    not enrolled; with two, or with other numbers than the person whom the sender knows by this id, she waits in
    quarantine. Raises `Refused`.
    """
    register = admit_once(visitor, take_in_patients, purpose=_PURPOSE)
    known_by = [_numbers(sender, one) for one in sent]
    persons = persons_of(register, known_by, enrolled=False, pace=pace)
    with paced(pace):
        permits = admit_each(visitor, take_in_patients, of=[person for person in persons if person], purpose=_PURPOSE)
    whose = {place: permits[person] for place, person in enumerate(persons) if person in permits}
    became: dict[int, Outcome | Reason] = {
        place: Reason.CLOSED if person else Reason.TWO_CANDIDATES for place, person in enumerate(persons)
    }
    for places in rounds({place: person for place, person in enumerate(persons) if place in whose and person}):
        said = [_said(sent[place], known_by[place], visitor.party) for place in places]
        prepared = people.prepare_each([whose[place] for place in places], said)
        changes = zip(places, prepared, strict=True)
        write_in_turns([Change(one, whose[place], take_in_patients) for place, one in changes if one], pace)
        became |= {place: _became(one) for place, one in zip(places, prepared, strict=True)}
    in_now = {person: known_by[place] for place, person in enumerate(persons) if person and became[place] in Outcome}
    freed = take_in_waiting(systems.CLOCK, in_now, pace=pace)
    took: dict[int, Took] = {}
    asides: dict[int, Aside] = {}
    for place, outcome in became.items():
        if isinstance(outcome, Reason):
            asides[place] = Aside(raw=sent[place].raw, kind="Patient", reason=outcome)
        elif person := persons[place]:
            took[place] = Took(outcome, freed=freed.get(person, ()))
    took |= zip(asides, quarantine.hold(visitor, list(asides.values()), pace=pace) if asides else (), strict=True)
    return [took[place] for place in range(len(sent))]


def _said(one: Sent, known_by: Sequence[Number], source: str) -> Said:
    return Said(details=details_of_patient(one.resource), known_by=known_by, source=source)


def _became(writes: Writes | None) -> Outcome | Reason:
    if writes is None:
        return Reason.CONFLICT
    return Outcome.LOADED if writes.size else Outcome.UNCHANGED


def _numbers(sender: str, one: Sent) -> tuple[Number, ...]:
    """Her own numbers, and the addresses that the sender knows her by."""
    addresses = [reference_of(sender, known) for known in one.addresses]
    return tuple(dict.fromkeys([*numbers_of_patient(one.resource), *addresses]))


@verb("patients.waiting", data=("member", "quarantine"), purposes=(_WAITING,))
def take_in_waiting(
    visitor: Visitor, persons: Mapping[UUID, Sequence[Number]], *, pace: Pace = UNHURRIED
) -> dict[UUID, tuple[str, ...]]:
    """Take in what waited for people with these numbers, each as what its sender sends; what it was called there.

    At most a hundred people at a time. Raises `Refused`.
    """
    permit = admit_once(visitor, take_in_waiting, purpose=_WAITING)
    waited = kept_aside.waited_for(permit, list(persons.values()))
    return {
        person: tuple(_freed(admit(visitor, take_in_waiting, of=person, purpose=_WAITING), pace))
        for person, found in zip(persons, waited, strict=True)
        if found
    }


def _freed(permit: Permit, pace: Pace) -> Iterator[str]:
    while waiting := kept_aside.waiting_for(permit):
        let_go = []
        for (source, sender, claim), some in _together(waiting).items():
            take_in = resources.take_in_claims if claim else resources.take_in_clinical
            took = take_in(systems.feed(source), sender, [sent for _, _, sent in some], pace=pace)
            gone = [one for one, each in zip(some, took, strict=True) if each.outcome is not Outcome.QUARANTINED]
            let_go += [row for row, _, _ in gone]
            yield from (known_as for _, known_as, _ in gone)
        for start in range(0, len(let_go), _RELEASED_AT_ONCE):
            with paced(pace):
                kept_aside.release(permit, let_go[start : start + _RELEASED_AT_ONCE])
        if not let_go:
            break


_Sources = dict[tuple[str, str, bool], list[tuple[UUID, str, Sent]]]


def _together(waiting: Sequence[tuple[UUID, str, str, bytes]]) -> _Sources:
    """(row, its name in quarantine, resource) by source, sender and whether it is a claim: what goes in by one ask."""
    together: _Sources = {}
    for row, source, kind, raw in waiting:
        sender, sent = out_of_envelope(raw)
        together.setdefault((source, sender, is_claim(kind)), []).append((row, kept_aside.known_as(raw).hex(), sent))
    return together
