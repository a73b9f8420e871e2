"""What one resource of the record says beyond its summary: facts by name, components, notes, what it refers to, files.

After FHIR R4 and US Core 6.1; bears with what senders leave out.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wellkept.vault.fhir_reading import Json, amount, codings, day, mapping, several, words

# By FHIR type: the fact's name, the path of its values, and whether they are codes that FHIR itself defines.
_SAID, _CODED = False, True
FACTS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "Condition": (
        ("verification", "verificationStatus", _CODED),
        ("severity", "severity", _SAID),
        ("body_site", "bodySite", _SAID),
        ("stage", "stage.summary", _SAID),
        ("began", "onsetDateTime", _SAID),
        ("began", "onsetString", _SAID),
        ("at_age", "onsetAge", _SAID),
        ("ended", "abatementDateTime", _SAID),
        ("recorded", "recordedDate", _SAID),
    ),
    "AllergyIntolerance": (
        ("allergy_type", "type", _CODED),
        ("category", "category", _CODED),
        ("criticality", "criticality", _CODED),
        ("verification", "verificationStatus", _CODED),
        ("reaction", "reaction.manifestation", _SAID),
        ("reaction_severity", "reaction.severity", _CODED),
        ("began", "onsetDateTime", _SAID),
        ("last_time", "lastOccurrence", _SAID),
        ("recorded", "recordedDate", _SAID),
    ),
    "Immunization": (
        ("vaccine_dose", "doseQuantity", _SAID),
        ("dose_number", "protocolApplied.doseNumberPositiveInt", _SAID),
        ("dose_number", "protocolApplied.doseNumberString", _SAID),
        ("lot", "lotNumber", _SAID),
        ("expires", "expirationDate", _SAID),
        ("maker", "manufacturer", _SAID),
        ("route", "route", _SAID),
        ("body_site", "site", _SAID),
        ("place", "location", _SAID),
        ("why_not", "statusReason", _SAID),
    ),
    "Encounter": (
        ("setting", "class", _CODED),
        ("reason", "reasonCode", _SAID),
        ("place", "location.location", _SAID),
        ("who", "participant.individual", _SAID),
        ("left_to", "hospitalization.dischargeDisposition", _SAID),
    ),
    "Procedure": (
        ("reason", "reasonCode", _SAID),
        ("body_site", "bodySite", _SAID),
        ("place", "location", _SAID),
        ("who", "performer.actor", _SAID),
        ("outcome", "outcome", _SAID),
        ("complication", "complication", _SAID),
        ("follow_up", "followUp", _SAID),
    ),
    "Observation": (
        ("found", "valueCodeableConcept", _SAID),
        ("found", "valueString", _SAID),
        ("interpretation", "interpretation", _CODED),
        ("usual", "referenceRange.text", _SAID),
        ("why_no_value", "dataAbsentReason", _CODED),
        ("body_site", "bodySite", _SAID),
        ("method", "method", _SAID),
        ("specimen", "specimen", _SAID),
    ),
    "DiagnosticReport": (
        ("conclusion", "conclusion", _SAID),
        ("conclusion", "conclusionCode", _SAID),
        ("reported", "issued", _SAID),
    ),
    "DocumentReference": (("description", "description", _SAID), ("who", "author", _SAID)),
    "CarePlan": (
        ("description", "description", _SAID),
        ("planned", "activity.detail.code", _SAID),
        ("planned", "activity.detail.description", _SAID),
        ("about", "addresses", _SAID),
    ),
    "CareTeam": (("who", "participant.member", _SAID), ("reason", "reasonCode", _SAID)),
    "Goal": (
        ("began", "startDate", _SAID),
        ("achievement", "achievementStatus", _SAID),
        ("target", "target.detailQuantity", _SAID),
        ("target", "target.detailString", _SAID),
        ("due", "target.dueDate", _SAID),
    ),
    "Device": (
        ("maker", "manufacturer", _SAID),
        ("model", "modelNumber", _SAID),
        ("lot", "lotNumber", _SAID),
        ("serial", "serialNumber", _SAID),
        ("expires", "expirationDate", _SAID),
    ),
    "FamilyMemberHistory": (
        ("relative", "relationship", _SAID),
        ("condition", "condition.code", _SAID),
        ("at_age", "condition.onsetAge", _SAID),
    ),
    "ServiceRequest": (("reason", "reasonCode", _SAID), ("patient_instruction", "patientInstruction", _SAID)),
}
_MEDICINE = (
    ("how_to_take", "dosageInstruction.text", _SAID),
    ("how_to_take", "dosage.text", _SAID),
    ("patient_instruction", "dosageInstruction.patientInstruction", _SAID),
    ("dose", "dosageInstruction.doseAndRate.doseQuantity", _SAID),
    ("how_often", "dosageInstruction.timing.code", _SAID),
    ("as_needed", "dosageInstruction.asNeededBoolean", _CODED),
    ("route", "dosageInstruction.route", _SAID),
    ("reason", "reasonCode", _SAID),
    ("reason", "reasonReference", _SAID),
    ("quantity", "dispenseRequest.quantity", _SAID),
    ("quantity", "quantity", _SAID),
    ("lasts", "dispenseRequest.expectedSupplyDuration", _SAID),
    ("lasts", "daysSupply", _SAID),
    ("refills", "dispenseRequest.numberOfRepeatsAllowed", _SAID),
    ("why_not", "statusReason", _SAID),
)
FACTS |= {f"Medication{name}": _MEDICINE for name in ("Request", "Dispense", "Statement", "Administration")}
_WHOSE = frozenset({"patient", "subject"})
_MOST_REFERRED = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: a day, or words. `is_code`: a code that FHIR defines, which is ours to say in words."""

    name: str
    value: str | date
    is_code: bool


@dataclass(frozen=True, slots=True)
class Component:
    """One of several values of a measurement: a number with its unit, or words."""

    title: str
    code: str
    value: Decimal | None
    unit: str
    said: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that a resource carries. `content` is None where the sender kept it and gave its address alone."""

    media_type: str
    charset: str
    title: str
    content: bytes | None


def facts(resource: Json) -> tuple[Fact, ...]:
    """The facts of a resource in the order to read them in, each once."""
    found = (
        Fact(name, said, is_code)
        for name, path, is_code in FACTS.get(str(resource.get("resourceType")), ())
        for value in _at(resource, path.split("."))
        for said in _values(value, is_code=is_code)
    )
    return tuple(dict.fromkeys(found))


def notes(resource: Json) -> tuple[str, ...]:
    """What the sender wrote beside the facts."""
    return tuple(str(note["text"]) for note in map(mapping, several(resource.get("note"))) if note.get("text"))


def components(resource: Json) -> tuple[Component, ...]:
    """The values of a measurement that has several."""
    return tuple(_component(mapping(part)) for part in several(resource.get("component")))


def attached(resource: Json) -> tuple[Attached, ...]:
    """The documents that a resource carries or names."""
    said = [mapping(part).get("attachment") for part in several(resource.get("content"))]
    said += several(resource.get("presentedForm"))
    if resource.get("resourceType") == "Media":
        said = [resource.get("content")]
    return tuple(_attached(mapping(one)) for one in said if isinstance(one, dict))


def references(resource: Json) -> tuple[str, ...]:
    """What a resource refers to ("Encounter/1", "urn:uuid:…"), but for whom it is about."""
    found = dict.fromkeys(said for name, value in resource.items() if name not in _WHOSE for said in _references(value))
    return tuple(found)[:_MOST_REFERRED]


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        said = value.get("reference")
        if isinstance(said, str) and said and not said.startswith("#"):
            yield said
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _at(value: object, path: list[str]) -> Iterator[object]:
    """Every value at a path, through lists."""
    if isinstance(value, list):
        for inner in value:
            yield from _at(inner, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _values(value: object, *, is_code: bool) -> Iterator[str | date]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, (int, float, Decimal)):
        yield str(value)
    elif isinstance(value, str):
        yield _day_or_words(value)
    elif isinstance(value, dict) and (said := _of_object(value, is_code=is_code)):
        yield said


def _day_or_words(value: str) -> str | date:
    # A whole date, with or without its time of day; a bare year stays as it was written.
    whole = value[:10]
    if len(value) == len(whole) or value[10:11] == "T":
        return day(value) or value if whole.count("-") == 2 else value  # noqa: PLR2004 - year-month-day
    return value


def _of_object(value: Json, *, is_code: bool) -> str:
    if is_code:
        return next((code for _, code in codings(value)), "") or words(value)
    if (number := amount(value)) is not None:
        return f"{number:f} {value.get('unit') or value.get('code') or ''}".strip()
    if "reference" in value and "coding" not in value:
        return str(value.get("display") or "")
    return words(value)


def _component(part: Json) -> Component:
    quantity = mapping(part.get("valueQuantity"))
    said = next((str(part[name]) for name in ("valueString", "valueInteger", "valueBoolean") if name in part), "")
    return Component(
        title=words(part.get("code")),
        code=next((code for _, code in codings(part.get("code"))), ""),
        value=amount(quantity),
        unit=str(quantity.get("unit") or quantity.get("code") or ""),
        said=said or words(part.get("valueCodeableConcept")),
    )


def _attached(one: Json) -> Attached:
    media_type, _, parameters = str(one.get("contentType") or "application/octet-stream").partition(";")
    charset = parameters.rpartition("charset=")[2].strip().strip('"') or "utf-8"
    content: bytes | None = None
    if isinstance(one.get("data"), str):
        try:
            content = b64decode(one["data"])
        except (binascii.Error, ValueError):
            content = None
    return Attached(media_type.strip().casefold(), charset, str(one.get("title") or ""), content)
