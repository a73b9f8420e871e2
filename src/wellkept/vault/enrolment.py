"""Enrolment records on their way in: details of the person, her numbers, and one FHIR Coverage per line of coverage."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson
from django.db import transaction

from wellkept.policy.asks import Permit
from wellkept.vault import details, lists, people, resources
from wellkept.vault.coverage_record import CoverageLine, Maintenance
from wellkept.vault.enrolment_coverage import coverage_resource, identity_of, is_open_period_of
from wellkept.vault.enrolment_record import Enrolment
from wellkept.vault.numbers import Number
from wellkept.vault.resources import Incoming, Taken

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


def take_in(permit: Permit, record: Enrolment) -> Outcome:
    """Keep what an enrolment record says of the permit's person, as far as the permit opens each category.

    A record that says what is known already changes nothing, in whichever file it comes.
    """
    if not permit.opens("coverage.enrolment"):
        return Outcome.CLOSED
    now = datetime.now(UTC)
    with transaction.atomic():
        if not details.put(permit, {"coverage.enrolment": _kept_whole(record)}, source=SOURCE, at=now):
            return Outcome.UNCHANGED
        known_by = list(numbers_of(record))
        if record.identifiers.subscriber_id:
            known_by.append(Number("subscriber_id", record.identifiers.subscriber_id))
        taken = resources.take_in_each(permit, [_incoming(permit, record, line) for line in record.coverage])
        people.take_in(permit, _said(record), known_by=known_by, source=SOURCE, enrolled=_is_enrolled(record))
    assert Taken.NOT_KEPT not in taken  # noqa: S101 - a Coverage is always kept
    return Outcome.LOADED


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
        "identity.name": asdict(record.name),
        "identity.birth_date": who.birth_date.isoformat() if who.birth_date else None,
        "identity.sex": who.sex,
        "contact.postal": [asdict(place) for place in (record.mailing, record.residence) if place],
        "contact.email": [asdict(found) for found in contacts if found.system == "email"],
        "contact.phone": [asdict(found) for found in contacts if found.system != "email" and found.use != "mobile"],
        "contact.mobile": [asdict(found) for found in contacts if found.system != "email" and found.use == "mobile"],
        "profile.languages": [asdict(language) for language in record.languages],
        "demographic.ethnicity": list(who.race),
        "family.representation": [asdict(person) for person in record.responsible],
        "coverage.pcp": pcp,
        "coverage.other": [asdict(other) for line in record.coverage for other in line.other_insurance],
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
    whole = asdict(record)
    for position in ("ordinal", "segment", "notes"):
        del whole[position]
    sent = whole.pop("transaction")
    for part in ("policy", "sponsor", "payer"):
        whole[part] = sent[part]
    # Who and where somebody is has its own categories.
    for elsewhere in ("name", "contacts", "residence", "mailing", "responsible", "languages", "demographics"):
        whole[elsewhere] = details.fingerprint(whole[elsewhere])
    return whole
