"""FHIR resources on their way in: claims and coverage, the medical record, and the places and people around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from wellkept.features import quarantine
from wellkept.features.pacing import UNHURRIED, Change, Pace, paced, write_in_turns
from wellkept.features.quarantine import Aside
from wellkept.features.taking_in import Outcome, Sent, Took, address
from wellkept.features.whose import subjects_of
from wellkept.gate import Verb, Way, admit_each, admit_once, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import resources as kept
from wellkept.vault import supporting
from wellkept.vault.fhir_reading import mapping, several
from wellkept.vault.numbers import Number
from wellkept.vault.quarantine import Reason
from wellkept.vault.resources import Incoming, Taken
from wellkept.vault.writes import Writes

_MOST_REFERENCES = 50  # of one resource
_TAKEN = {
    Taken.LOADED: Outcome.LOADED,
    Taken.CHANGED: Outcome.LOADED,
    Taken.UNCHANGED: Outcome.UNCHANGED,
}


@verb(
    "resources.take_in_claims",
    data=("identity", "contact", "demographic", "member", "coverage", "claims", "care", "sensitive"),
    purposes=("payment.claims",),
    way=Way.IN,
    systems=True,
)
def take_in_claims(visitor: Visitor, sender: str, sent: Sequence[Sent], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Take in claims and coverage from the claims system, at most a hundred at a time. Raises `Refused`."""
    register = admit_once(visitor, take_in_claims, purpose="payment.claims")
    return _take_in_all(visitor, take_in_claims, register, sender, sent, pace)


@verb(
    "resources.take_in_clinical",
    data=("identity", "contact", "demographic", "member", "family", "coverage", "health", "care", "sensitive"),
    purposes=("treatment.record",),
    way=Way.IN,
    systems=True,
)
def take_in_clinical(visitor: Visitor, sender: str, sent: Sequence[Sent], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Take in entries of the medical record, at most a hundred at a time. Raises `Refused`."""
    register = admit_once(visitor, take_in_clinical, purpose="treatment.record")
    return _take_in_all(visitor, take_in_clinical, register, sender, sent, pace)


@verb("resources.take_in_supporting", data=("provider",), purposes=("treatment.record",), way=Way.IN, systems=True)
def take_in_supporting(visitor: Visitor, sender: str, sent: Sequence[Sent], *, pace: Pace = UNHURRIED) -> list[Took]:
    """Take in who and what the records refer to: organisations, practitioners, places. Raises `Refused`."""
    permit = admit_once(visitor, take_in_supporting, purpose="treatment.record")
    incoming = [
        [
            Incoming(resource=one.resource, source=sender, identity=known, raw=one.raw)
            for known in one.addresses or (one.identity,)
        ]
        for one in sent
    ]
    prepared = iter(supporting.prepare_each(permit, [address for one in incoming for address in one]))
    changes, took = [], []
    for one in incoming:
        taken, writes = zip(*islice(prepared, len(one)), strict=True)
        changes.append(Change(Writes.together(writes), permit))
        took.append(Took(Outcome.UNCHANGED if set(taken) == {Taken.UNCHANGED} else Outcome.LOADED))
    write_in_turns(changes, pace)
    return took


def _take_in_all(
    visitor: Visitor, verb_: Verb[Any, Any], register: Permit, sender: str, sent: Sequence[Sent], pace: Pace
) -> list[Took]:
    subjects = subjects_of(register, sender, sent)
    took: dict[int, Took] = {}
    by_person: dict[UUID, list[int]] = {}
    for place, (found, _) in enumerate(subjects):
        if isinstance(found, UUID):
            by_person.setdefault(found, []).append(place)
    with paced(pace):
        permits = admit_each(visitor, verb_, of=by_person, purpose=register.ask.purpose)
    names = _names(register, sender, [sent[place] for some in by_person.values() for place in some])
    incoming = [_incoming(sender, visitor, one, names) for one in sent]
    admitted = [(permits[person], some) for person, some in by_person.items() if person in permits]
    for parts in _rounds(sent, admitted):
        changes: list[Change] = []
        for permit, part in parts:
            prepared = kept.prepare(permit, [incoming[place] for place in part])
            changes += [Change(writes, permit, verb_) for writes in (*prepared.first, *prepared.writes)]
            pairs = zip(part, prepared.taken, strict=True)
            took |= {place: Took(_TAKEN[taken]) for place, taken in pairs if taken in _TAKEN}
        write_in_turns(changes, pace)
    left = [place for place in range(len(sent)) if place not in took]
    asides = [_aside(sender, sent[place], *subjects[place]) for place in left]
    took |= dict(zip(left, quarantine.hold(visitor, asides, pace=pace) if left else (), strict=True))
    return [took[place] for place in range(len(sent))]


def _rounds(
    sent: Sequence[Sent], by_person: Sequence[tuple[Permit, list[int]]]
) -> Iterator[list[tuple[Permit, list[int]]]]:
    """What came of each person, in rounds: a resource that comes again waits until the first is on record."""
    while by_person:
        parts, later = [], []
        for permit, places in by_person:
            first = list({sent[place].identity: place for place in reversed(places)}.values())[::-1]
            parts.append((permit, first))
            if again := sorted(set(places) - set(first)):
                later.append((permit, again))
        yield parts
        by_person = later


def _aside(sender: str, one: Sent, found: UUID | Reason, about: Number | None) -> Aside:
    """What names nobody on record, and what no clause lets in though it does."""
    reason = found if isinstance(found, Reason) else Reason.CLOSED
    waits_for = about if reason is Reason.PATIENT_UNKNOWN else None
    return Aside(raw=one.in_envelope(sender), kind=one.kind, reason=reason, about=waits_for)


def _incoming(sender: str, visitor: Visitor, one: Sent, names: Mapping[str, str]) -> Incoming:
    identity = f"{sender}|{one.identity}"
    return Incoming(resource=one.resource, source=visitor.party, identity=identity, raw=one.raw, names=names)


def _names(permit: Permit, sender: str, sent: Sequence[Sent]) -> dict[str, str]:
    """What those are called whom some resources name, by the references as they write them."""
    references = {found: address(found) for one in sent for found in _references(one.resource)}
    called = supporting.names(permit, set(references.values()), source=sender)
    return {found: called[known] for found, known in references.items() if known in called}


def _references(resource: Mapping[str, Any]) -> list[str]:
    """Whom a resource names at its top: its provider, performers, requester, facility, care team."""
    found = []
    for value in resource.values():
        for part in several(value) if isinstance(value, list) else [value]:
            for said in _objects(part):
                reference = said.get("reference")
                if isinstance(reference, str) and "Patient/" not in reference:
                    found.append(reference)
    return list(dict.fromkeys(found))[:_MOST_REFERENCES]


def _objects(part: object) -> Iterator[Mapping[str, Any]]:
    """An object and those directly in it."""
    if isinstance(part, dict):
        yield part
        yield from (mapping(inner) for inner in part.values())
