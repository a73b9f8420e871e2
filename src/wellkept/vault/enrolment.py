"""Enrolment records on their way in: details of the person, her numbers, and one FHIR Coverage per line of coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault import details, lists, on_record, people, resources
from wellkept.vault.coverage_record import CoverageLine, Maintenance
from wellkept.vault.enrolment_coverage import coverage_resource, identity_of, is_open_period_of
from wellkept.vault.enrolment_record import Enrolment
from wellkept.vault.numbers import Number
from wellkept.vault.on_record import OnRecord
from wellkept.vault.people import Said
from wellkept.vault.permits import person_of
from wellkept.vault.resources import Incoming, Taken
from wellkept.vault.writes import Writes

SOURCE = "feed.enrolment"
_ENDS = frozenset({Maintenance.DELETE, Maintenance.TERMINATE})


class Outcome(StrEnum):
    """What became of an enrolment record."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    CLOSED = "closed"  # the permit does not open enrolment; nothing was written


def numbers_of(record: Enrolment) -> tuple[Number, ...]:
    """The numbers that tell the person apart, the surest first."""
    return tuple(Number(kind, value) for kind, value in record.identifiers.own())


@dataclass(frozen=True, slots=True)
class Prepared:
    """What becomes of a record, and the rows that make it so."""

    outcome: Outcome
    writes: Writes


def prepare_each(permits: Sequence[Permit], records: Sequence[Enrolment]) -> list[Prepared]:
    """Do all but the writing, for records of different people; at most a hundred at a time.

    What a record says is kept as far as the permit opens each category. One that says what is known already changes
    nothing, in whichever file it comes.
    """
    known = on_record.of_each(permits, SOURCE)
    kept = resources.known_of_each(permits, "Coverage", SOURCE)
    now = datetime.now(UTC)
    return [
        _prepared(permit, record, known[person_of(permit)], kept[person_of(permit)], now)
        for permit, record in zip(permits, records, strict=True)
    ]


def take_in(permit: Permit, record: Enrolment) -> Outcome:
    """Keep what one enrolment record says of the permit's person."""
    (prepared,) = prepare_each((permit,), (record,))
    prepared.writes.write()
    return prepared.outcome


def _prepared(permit: Permit, record: Enrolment, known: OnRecord, kept: resources.Known, now: datetime) -> Prepared:
    writes = Writes()
    if not permit.opens("coverage.enrolment"):
        return Prepared(Outcome.CLOSED, writes)
    whole = {"coverage.enrolment": _kept_whole(record)}
    if not details.gather(permit, writes, whole, kept=known.details, source=SOURCE, at=now):
        return Prepared(Outcome.UNCHANGED, writes)
    known_by = list(numbers_of(record))
    if record.identifiers.subscriber_id:
        known_by.append(Number("subscriber_id", record.identifiers.subscriber_id))
    said = Said(details=_said(record), known_by=known_by, source=SOURCE, enrolled=_is_enrolled(record))
    people.gather(permit, writes, said, known=known, at=now)
    coverage = resources.prepare(permit, [_incoming(permit, record, line) for line in record.coverage], known=kept)
    assert Taken.NOT_KEPT not in coverage.taken  # noqa: S101 - a Coverage is always kept
    return Prepared(Outcome.LOADED, Writes.together((writes, *coverage.first, *coverage.writes)))


def _incoming(permit: Permit, record: Enrolment, line: CoverageLine) -> Incoming:
    identity = identity_of(record, line)
    resource = coverage_resource(record, line)
    if line.begin is None:
        for _, raw in lists.whole(permit, ("Coverage",), ("coverage.enrolment",), limit=100):
            kept = orjson.loads(raw)
            if is_open_period_of(kept, record, line):
                identity = kept["id"]
                resource["period"] = {**kept.get("period", {}), **resource.get("period", {})}
                break
    resource["id"] = identity
    return Incoming(resource=resource, source=SOURCE, identity=identity)


def _is_enrolled(record: Enrolment) -> bool | None:
    """Whether the record makes somebody a member; one that ends coverage, or says nothing of it, leaves that as it is.

    Someone whose coverage ended stays known as a member: her history and rights are a member's.
    """
    if record.maintenance in _ENDS and not record.coverage:
        return None
    return True


def _said(record: Enrolment) -> dict[str, Any]:
    who, pcp = record.demographics, _pcp(record)
    contacts = record.contacts
    said: dict[str, Any] = {
        "identity.name": record.name,
        "identity.birth_date": who.birth_date.isoformat() if who.birth_date else None,
        "identity.sex": who.sex,
        "contact.postal": [place for place in (record.mailing, record.residence) if place],
        "contact.email": [found for found in contacts if found.system == "email"],
        "contact.phone": [found for found in contacts if found.system != "email" and found.use != "mobile"],
        "contact.mobile": [found for found in contacts if found.system != "email" and found.use == "mobile"],
        "profile.languages": list(record.languages),
        "demographic.ethnicity": list(who.race),
        "family.representation": list(record.responsible),
        "coverage.pcp": pcp,
        "coverage.other": [other for line in record.coverage for other in line.other_insurance],
    }
    # The sender's silence in a later change is not a removal.
    return {category: value for category, value in said.items() if value}


def _pcp(record: Enrolment) -> dict[str, str]:
    for line in record.coverage:
        for provider in line.providers:
            phone = next((contact.value for contact in provider.contacts if contact.system == "phone"), "")
            named = " ".join(part for part in (provider.name.first, provider.name.last) if part)
            return {"name": named, "npi": provider.npi or "", "number": provider.number or "", "phone": phone}
    return {}


def _kept_whole(record: Enrolment) -> dict[str, Any]:
    """The record without where it stood in its file, so that the same words in another file are the same."""
    whole = {part.name: getattr(record, part.name) for part in fields(record)}
    for position in ("ordinal", "segment", "notes"):
        del whole[position]
    sent = whole.pop("transaction")
    for part in ("policy", "sponsor", "payer"):
        whole[part] = getattr(sent, part)
    # Who and where somebody is has its own categories.
    for elsewhere in ("name", "contacts", "residence", "mailing", "responsible", "languages", "demographics"):
        whole[elsewhere] = details.fingerprint(whole[elsewhere])
    return whole
