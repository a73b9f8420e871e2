"""FHIR resources on their way in: claims and coverage, the medical record, and the places and people around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from wellkept.features import quarantine
from wellkept.features.taking_in import Outcome, Sent, Took, no_rest, reference_of
from wellkept.gate import Verb, Way, admit_each, admit_once, done, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import people, supporting
from wellkept.vault import resources as kept
from wellkept.vault.fhir_kinds import category
from wellkept.vault.fhir_reading import mapping, patient_reference, several
from wellkept.vault.quarantine import Reason
from wellkept.vault.resources import Incoming, Taken

_AT_ONCE = 8  # resources of one person in one transaction, so that it stays under 20 ms
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
)
def take_in_claims(
    visitor: Visitor, sender: str, sent: Sequence[Sent], *, rest: Callable[[], None] = no_rest
) -> list[Took]:
    """Take in claims and coverage from the claims system, at most a hundred at a time. Raises `Refused`."""
    return _take_in_all(visitor, take_in_claims, "payment.claims", sender, sent, rest)


@verb(
    "resources.take_in_clinical",
    data=("identity", "contact", "demographic", "member", "family", "coverage", "health", "care", "sensitive"),
    purposes=("treatment.record",),
    way=Way.IN,
)
def take_in_clinical(
    visitor: Visitor, sender: str, sent: Sequence[Sent], *, rest: Callable[[], None] = no_rest
) -> list[Took]:
    """Take in entries of the medical record, at most a hundred at a time. Raises `Refused`."""
    return _take_in_all(visitor, take_in_clinical, "treatment.record", sender, sent, rest)


@verb("resources.take_in_supporting", data=("provider",), purposes=("treatment.record",), way=Way.IN)
def take_in_supporting(visitor: Visitor, sender: str, sent: Sequence[Sent]) -> list[Took]:
    """Take in who and what the records refer to: organisations, practitioners, places. Raises `Refused`."""
    permit = admit_once(visitor, take_in_supporting, purpose="treatment.record")
    return [
        Took(_TAKEN[supporting.take_in(permit, Incoming(resource=one.resource, source=sender, identity=one.identity))])
        for one in sent
    ]


def _take_in_all(
    visitor: Visitor,
    verb_: Verb[Any, Any],
    purpose: str,
    sender: str,
    sent: Sequence[Sent],
    rest: Callable[[], None],
) -> list[Took]:
    register = admit_once(visitor, verb_, purpose=purpose)
    by_person: dict[UUID, list[int]] = {}
    took: dict[int, Took] = {}
    for place, one in enumerate(sent):
        found = _whose(register, sender, one)
        if isinstance(found, UUID):
            by_person.setdefault(found, []).append(place)
        else:
            took[place] = _hold(visitor, sender, one, found)
    permits = admit_each(visitor, verb_, of=by_person, purpose=purpose)
    rest()
    for person, places in by_person.items():
        for some in (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE)):
            outcomes = _take_in_for(visitor, verb_, permits.get(person), sender, [sent[place] for place in some])
            took |= dict(zip(some, outcomes, strict=True))
            rest()
    return [took[place] for place in range(len(sent))]


def _whose(register: Permit, sender: str, one: Sent) -> UUID | Reason:
    """The person a resource is about, or why nobody can say."""
    if category(one.resource) is None:
        return Reason.TYPE_NOT_KEPT
    reference = patient_reference(one.resource)
    if not reference:
        return Reason.NO_NUMBER
    candidates = people.identify(register, [reference_of(sender, reference)])
    if not candidates:
        return Reason.PATIENT_UNKNOWN
    return candidates[0] if len(candidates) == 1 else Reason.TWO_CANDIDATES


def _hold(visitor: Visitor, sender: str, one: Sent, reason: Reason) -> Took:
    about = None
    if reason is Reason.PATIENT_UNKNOWN:
        about = reference_of(sender, patient_reference(one.resource))
    kind = str(one.resource.get("resourceType"))
    return quarantine.hold(visitor, one.in_envelope(sender), kind=kind, reason=reason, about=about)


def _take_in_for(
    visitor: Visitor, verb_: Verb[Any, Any], permit: Permit | None, sender: str, sent: Sequence[Sent]
) -> Iterator[Took]:
    if permit is None:
        yield from (_hold(visitor, sender, one, Reason.CLOSED) for one in sent)
        return
    incoming = [_incoming(permit, sender, visitor.party, one) for one in sent]
    with transaction.atomic():
        taken = kept.take_in_each(permit, incoming)
        if any(_TAKEN.get(one) is Outcome.LOADED for one in taken):
            done(permit, verb_)
    for one, outcome in zip(sent, taken, strict=True):
        if outcome in _TAKEN:
            yield Took(_TAKEN[outcome])
        else:
            closed = Reason.CLOSED if outcome is Taken.CLOSED else Reason.TYPE_NOT_KEPT
            yield _hold(visitor, sender, one, closed)


def _incoming(permit: Permit, sender: str, source: str, one: Sent) -> Incoming:
    names = supporting.names(permit, _references(one.resource), source=sender)
    return Incoming(resource=one.resource, source=source, identity=f"{sender}|{one.identity}", raw=one.raw, names=names)


def _references(resource: Mapping[str, Any]) -> list[str]:
    """Whom a resource names at its top: its provider, performers, requester, facility, care team."""
    found = []
    for value in resource.values():
        for part in several(value) if isinstance(value, list) else [value]:
            inner = mapping(part)
            for said in (inner, *(mapping(deeper) for deeper in inner.values())):
                reference = said.get("reference")
                if isinstance(reference, str) and "Patient/" not in reference:
                    found.append(reference)
    return list(dict.fromkeys(found))[:50]
