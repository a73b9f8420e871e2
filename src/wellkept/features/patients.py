"""Patients: who a FHIR Patient is, by number only, and letting in what waited for her."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from wellkept.features import quarantine, resources
from wellkept.features.pacing import UNHURRIED, Pace, in_turns
from wellkept.features.quarantine import Aside
from wellkept.features.taking_in import Outcome, Sent, Took, is_claim, out_of_envelope, reference_of
from wellkept.features.whose import persons_of
from wellkept.gate import Way, admit, admit_each, admit_once, done, verb
from wellkept.identity import systems
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import people
from wellkept.vault import quarantine as kept_aside
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import details_of_patient, numbers_of_patient
from wellkept.vault.quarantine import Reason

_PURPOSE = "treatment.record"
_WAITING = "operations.enrolment"


@verb(
    "patients.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family"),
    purposes=(_PURPOSE,),
    way=Way.IN,
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
    permits = admit_each(visitor, take_in_patients, of=[person for person in persons if person], purpose=_PURPOSE)
    pace.rest()
    steps = [
        partial(_take_in, permits.get(person) if person else Reason.TWO_CANDIDATES, one, numbers, visitor.party)
        for person, one, numbers in zip(persons, sent, known_by, strict=True)
    ]
    took = []
    for one, person, numbers, outcome in zip(sent, persons, known_by, in_turns(steps, pace), strict=True):
        if isinstance(outcome, Reason):
            took += quarantine.hold(visitor, [Aside(raw=one.raw, kind="Patient", reason=outcome)], pace=pace)
        elif person is not None:
            freed = take_in_waiting(systems.CLOCK, person, known_by=numbers, pace=pace)
            took.append(Took(outcome, freed=freed))
    return took


def _numbers(sender: str, one: Sent) -> tuple[Number, ...]:
    """Her own numbers, and the addresses that the sender knows her by."""
    addresses = [reference_of(sender, known) for known in one.addresses]
    return tuple(dict.fromkeys([*numbers_of_patient(one.resource), *addresses]))


def _take_in(permit: Permit | Reason | None, one: Sent, numbers: Sequence[Number], source: str) -> Outcome | Reason:
    if permit is None:
        return Reason.CLOSED
    if isinstance(permit, Reason):
        return permit
    if people.contradicts(permit, numbers):
        return Reason.CONFLICT
    changed = people.take_in(permit, details_of_patient(one.resource), known_by=numbers, source=source)
    if changed:
        done(permit, take_in_patients)
    return Outcome.LOADED if changed else Outcome.UNCHANGED


@verb("patients.waiting", data=("member", "quarantine"), purposes=(_WAITING,))
def take_in_waiting(
    visitor: Visitor, person: UUID, *, known_by: Sequence[Number], pace: Pace = UNHURRIED
) -> tuple[str, ...]:
    """Take in what waited for a person with these numbers, each as what its sender sends; what it was called there.

    Raises `Refused`.
    """
    if not kept_aside.waits_for(admit_once(visitor, take_in_waiting, purpose=_WAITING), known_by):
        return ()
    permit = admit(visitor, take_in_waiting, of=person, purpose=_WAITING)
    freed: list[str] = []
    while waiting := kept_aside.waiting_for(permit):
        let_go = []
        for (source, sender, claim), some in _together(waiting).items():
            take_in = resources.take_in_claims if claim else resources.take_in_clinical
            took = take_in(systems.feed(source), sender, [sent for _, _, sent in some], pace=pace)
            gone = [one for one, each in zip(some, took, strict=True) if each.outcome is not Outcome.QUARANTINED]
            let_go += [row for row, _, _ in gone]
            freed += [known_as for _, known_as, _ in gone]
        kept_aside.release(permit, let_go)
        pace.rest()
        if not let_go:
            break
    return tuple(freed)


_Sources = dict[tuple[str, str, bool], list[tuple[UUID, str, Sent]]]


def _together(waiting: Sequence[tuple[UUID, str, str, bytes]]) -> _Sources:
    """(row, its name in quarantine, resource) by source, sender and whether it is a claim: what goes in by one ask."""
    together: _Sources = {}
    for row, source, kind, raw in waiting:
        sender, sent = out_of_envelope(raw)
        together.setdefault((source, sender, is_claim(kind)), []).append((row, kept_aside.known_as(raw).hex(), sent))
    return together
