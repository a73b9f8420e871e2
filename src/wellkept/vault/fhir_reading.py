"""Small readings of FHIR R4 JSON that bear with what senders leave out or get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

Json = Mapping[str, Any]

# The semantic tag of a SNOMED CT fully specified name, which tells people nothing.
_SNOMED_TAG = re.compile(
    r" \((procedure|disorder|finding|situation|regime/therapy|observable entity|event|product|substance|environment)\)$"
)

_PATIENT_FIELDS = ("patient", "subject", "beneficiary", "individual", "for")
_DAY_FIELDS = (
    "effectiveDateTime",
    "effectiveInstant",
    "onsetDateTime",
    "performedDateTime",
    "occurrenceDateTime",
    "authoredOn",
    "whenHandedOver",
    "whenPrepared",
    "recordedDate",
    "recorded",
    "date",
    "authored",
    "createdDateTime",
    "created",
    "startDate",
    "issued",
    "receivedTime",
)
_PERIOD_FIELDS = ("billablePeriod", "effectivePeriod", "onsetPeriod", "performedPeriod", "period", "occurrencePeriod")


def mapping(value: object) -> Json:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def several(value: object) -> list[Any]:
    """`value` as a list: a list as it is, nothing for None, else one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def first(value: object) -> Json:
    """The first object of a list, or an empty one."""
    return next((found for found in several(value) if isinstance(found, Mapping)), {})


def words(concept: object) -> str:
    """What a CodeableConcept or Coding says to people, else its first code."""
    found = mapping(concept)
    codings = [mapping(coding) for coding in several(found.get("coding"))]
    said = [found.get("text"), found.get("display"), *(coding.get("display") for coding in codings)]
    said += [found.get("code"), *(coding.get("code") for coding in codings)]
    return _SNOMED_TAG.sub("", str(next((word for word in said if word), "")))


def code(concept: object, system: str = "") -> str:
    """The first code of a CodeableConcept, of one system or of any."""
    for coding in map(mapping, several(mapping(concept).get("coding"))):
        if coding.get("code") and (not system or coding.get("system") == system):
            return str(coding["code"])
    return ""


def codings(value: object) -> Iterator[tuple[str, str]]:
    """Every (system, code) anywhere in a resource."""
    if isinstance(value, Mapping):
        found = value.get("code")
        if isinstance(found, str):
            yield str(value.get("system") or ""), found
        for inner in value.values():
            if isinstance(inner, (dict, list)):
                yield from codings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from codings(inner)


def day(text: object) -> date | None:
    """The day of a FHIR date, dateTime or instant; a bare year or month begins on its first day."""
    if not isinstance(text, str):
        return None
    whole = f"{text[:10]}-01-01"[:10] if len(text) in {4, 7} else text[:10]
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None


def began(resource: Json) -> date | None:
    """The day that a resource is listed under."""
    for field in _PERIOD_FIELDS:
        period = first(resource.get(field))
        if found := day(period.get("start")) or day(period.get("end")):
            return found
    return next((found for field in _DAY_FIELDS if (found := day(resource.get(field)))), None)


def ended(resource: Json) -> date | None:
    """The last day of a resource that lasts."""
    for field in (*_PERIOD_FIELDS, "abatementPeriod"):
        if found := day(first(resource.get(field)).get("end")):
            return found
    return day(resource.get("abatementDateTime"))


def patient_reference(resource: Json) -> str:
    """Whom a resource is about, as it says so ("Patient/1", "urn:uuid:…"); "" where it does not."""
    for field in _PATIENT_FIELDS:
        reference = first(resource.get(field)).get("reference")
        if isinstance(reference, str) and reference:
            return reference
    targets = [mapping(target).get("reference") for target in several(resource.get("target"))]
    return next((found for found in targets if isinstance(found, str) and "Patient/" in found), "")


def amount(money: object) -> Decimal | None:
    """The value of a Money or Quantity, exactly as written."""
    value = mapping(money).get("value")
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def named(reference: object, resource: Json, names: Mapping[str, str]) -> str:
    """How a referenced party is called: by the reference's display, the names at hand, or a contained resource."""
    found = mapping(reference)
    target = str(found.get("reference") or "")
    if called := found.get("display") or names.get(target):
        return str(called)
    for inner in map(mapping, several(resource.get("contained"))):
        if target == f"#{inner.get('id')}":
            return name_of(inner)
    return str(mapping(found.get("identifier")).get("value") or "")


def name_of(resource: Json) -> str:
    """The name of an organisation, a place, a medicine or a practitioner."""
    called = resource.get("name")
    if isinstance(called, str):
        return called
    human = first(called)
    if human.get("text"):
        return str(human["text"])
    parts = [*several(human.get("prefix")), *several(human.get("given")), human.get("family")]
    return " ".join(str(part) for part in parts if part) or words(resource.get("code"))
