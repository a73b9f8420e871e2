"""Patients: who a FHIR Patient is, by number only, and letting in what waited for her."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from wellkept.features import quarantine, resources
from wellkept.features.taking_in import Outcome, Took, is_claim, out_of_envelope
from wellkept.gate import Way, admit, admit_once, done, verb
from wellkept.identity import systems
from wellkept.identity.visitor import Visitor
from wellkept.vault import people
from wellkept.vault import quarantine as kept_aside
from wellkept.vault.fhir_reading import Json
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import details_of_patient, numbers_of_patient

_PURPOSE = "treatment.record"


@verb(
    "patients.take_in",
    data=("identity", "contact", "demographic", "profile", "member", "family"),
    purposes=(_PURPOSE,),
    way=Way.IN,
)
def take_in_patient(visitor: Visitor, patient: Json, raw: bytes, *, references: Sequence[Number]) -> Took:
    """Take in a Patient, whom the sender knows by `references`, and then what waited for her.

    She is the enrolled member who has one of her identifiers; with no candidate she becomes a new person who is not
    enrolled, with two she waits in quarantine. Raises `Refused`.
    """
    register = admit_once(visitor, take_in_patient, purpose=_PURPOSE)
    numbers = [*numbers_of_patient(patient), *references]
    candidates = people.identify(register, numbers)
    if len(candidates) > 1:
        return quarantine.hold(visitor, raw, kind="Patient", reason=kept_aside.Reason.TWO_CANDIDATES)
    person = candidates[0] if candidates else people.make(register, enrolled=False)
    permit = admit(visitor, take_in_patient, of=person, purpose=_PURPOSE)
    with transaction.atomic():
        changed = people.take_in(permit, details_of_patient(patient), known_by=numbers, source=visitor.party)
        if changed:
            done(permit, take_in_patient)
    freed = take_in_waiting(systems.CLOCK, person) if changed else 0
    return Took(Outcome.LOADED if changed else Outcome.UNCHANGED, freed=freed)


@verb("patients.waiting", data=("member", "quarantine"), purposes=("operations.enrolment",))
def take_in_waiting(visitor: Visitor, person: UUID) -> int:
    """Take in what waited for a person, each as what its sender sends; how many records. Raises `Refused`."""
    permit = admit(visitor, take_in_waiting, of=person, purpose="operations.enrolment")
    freed = 0
    while waiting := kept_aside.waiting_for(permit):
        let_go = []
        for row, source, kind, raw in waiting:
            sender, sent = out_of_envelope(raw)
            take_in = resources.take_in_claims if is_claim(kind) else resources.take_in_clinical
            (took,) = take_in(systems.feed(source), sender, [sent])
            if took.outcome is not Outcome.QUARANTINED:
                let_go.append(row)
        freed += kept_aside.release(permit, let_go)
        if not let_go:
            break
    return freed
