"""Whose record it is: by numbers and senders' references alone, never by a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from wellkept.features.pacing import Pace, paced
from wellkept.features.taking_in import Sent, reference_of
from wellkept.policy.asks import Permit
from wellkept.vault import people
from wellkept.vault.fhir_kinds import category
from wellkept.vault.fhir_reading import Json, first, mapping, several
from wellkept.vault.numbers import Number
from wellkept.vault.patient_reading import numbers_of_patient
from wellkept.vault.quarantine import Reason

_FIELDS = ("patient", "subject", "beneficiary", "individual", "for")
_CONDITIONAL = "Patient?identifier="


def persons_of(
    permit: Permit, known_by: Sequence[Sequence[Number]], *, enrolled: bool, pace: Pace
) -> list[UUID | None]:
    """The person of each record, by its numbers; None where they belong to two people.

    Who is not on record is made, and is on record for the records after it. `permit` is on nobody's data.
    """
    found = people.identify_each(permit, known_by)
    new: list[list[Number]] = []
    given: dict[Number, UUID | int] = {}
    chosen: list[UUID | int | None] = []
    for owners, numbers in zip(found, known_by, strict=True):
        candidates: set[UUID | int] = {*owners, *(given[number] for number in numbers if number in given)}
        who = next(iter(candidates), len(new)) if len(candidates) < 2 else None  # noqa: PLR2004 - one, or nobody yet
        chosen.append(who)
        if who is None:
            continue
        if not candidates:
            new.append([])
        if isinstance(who, int):
            new[who].extend(numbers)
        given.update(dict.fromkeys(numbers, who))
    made: list[UUID] = []
    at_once = pace.people_at_once
    for start in range(0, len(new), at_once):
        with paced(pace):
            made += people.make_each(permit, new[start : start + at_once], enrolled=enrolled)
    return [made[who] if isinstance(who, int) else who for who in chosen]


def rounds(of: Mapping[int, UUID]) -> Iterator[list[int]]:
    """The places of records, each person once in a round: what comes again is compared with what was written."""
    left = dict(of)
    while left:
        places = sorted({person: place for place, person in reversed(left.items())}.values())
        yield places
        for place in places:
            del left[place]


def subjects_of(permit: Permit, sender: str, sent: Sequence[Sent]) -> list[tuple[UUID | Reason, Number | None]]:
    """The person each resource is about, or why nobody can say; and the number that it names her by."""
    named = [tuple(dict.fromkeys(_numbers(one.resource, sender))) for one in sent]
    distinct = list(dict.fromkeys(named))
    owners = dict(zip(distinct, people.identify_each(permit, distinct), strict=True))
    return [
        (_whose(one, numbers, owners[numbers]), next(_surest_first(numbers), None))
        for one, numbers in zip(sent, named, strict=True)
    ]


def _whose(one: Sent, numbers: Sequence[Number], owners: Sequence[UUID]) -> UUID | Reason:
    if category(one.resource) is None:
        return Reason.TYPE_NOT_KEPT
    if not numbers:
        return Reason.NO_NUMBER
    if not owners:
        return Reason.PATIENT_UNKNOWN
    return owners[0] if len(owners) == 1 else Reason.TWO_CANDIDATES


def _surest_first(numbers: Sequence[Number]) -> Iterator[Number]:
    """Her own numbers come before a sender's reference, since any sender may bring her with those."""
    return iter(sorted(numbers, key=lambda number: number.kind == "reference"))


def _numbers(resource: Json, sender: str) -> Iterator[Number]:
    """The numbers by which a resource says whom it is about; none where that is a group, a device or nobody."""
    for field in _FIELDS:
        if field in resource:
            yield from _of_reference(first(resource[field]), resource, sender)
    actors = [mapping(part).get("actor") for part in several(resource.get("participant"))]
    for said in map(mapping, [*actors, *several(resource.get("target"))]):
        if "Patient" in str(said.get("reference") or said.get("type")):
            yield from _of_reference(said, resource, sender)


def _of_reference(said: Json, resource: Json, sender: str) -> Iterator[Number]:
    """A Reference names a patient by address, by identifier, or by a Patient inside the resource."""
    if (said.get("type") or "Patient") != "Patient":
        return
    reference = said.get("reference")
    if isinstance(reference, str) and reference.startswith("#"):
        inner = [mapping(part) for part in several(resource.get("contained"))]
        for part in inner:
            if part.get("id") == reference[1:] and part.get("resourceType") == "Patient":
                yield from numbers_of_patient(part)
    elif isinstance(reference, str) and reference.startswith(_CONDITIONAL):
        system, _, value = reference[len(_CONDITIONAL) :].rpartition("|")
        yield from numbers_of_patient({"identifier": [{"system": system, "value": value}]})
    elif isinstance(reference, str) and _may_be_a_patient(reference):
        yield reference_of(sender, reference)
    yield from numbers_of_patient({"identifier": [said.get("identifier")]})


def _may_be_a_patient(reference: str) -> bool:
    kind = reference.split("/_history/", maxsplit=1)[0].split("/")[-2:-1]
    return reference.startswith("urn:") or kind == ["Patient"]
