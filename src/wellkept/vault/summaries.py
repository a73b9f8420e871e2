"""The summary that a list shows of a resource: a short JSON array, sealed beside the resource.

Its first number is the form it was written in, so that an old one is known for what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from wellkept.vault.claim_reading import read_claim
from wellkept.vault.entry_reading import Component, components
from wellkept.vault.fhir_reading import Json, amount, began, code, ended, first, mapping, name_of, named, several, words

FORM = 2  # 2: components, language and the sender's own name for a resource, at the end of a record's
_TITLES = (
    "code",
    "vaccineCode",
    "medicationCodeableConcept",
    "type",
    "description",
    "title",
    "category",
    "reasonCode",
    "relationship",
)
_PERFORMERS = ("performer", "requester", "recorder", "author", "serviceProvider", "participant", "payor", "asserter")
LOINC = "http://loinc.org"
SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"


def summary(resource: Json, names: Mapping[str, str], *, known_as: str = "") -> bytes:
    """The summary of a resource; `names` are what is known of the parties it refers to, by reference.

    `known_as` is what its sender knows it by, so that an entry can be found that another one refers to.
    """
    if resource.get("resourceType") == "ExplanationOfBenefit":
        return _dump(_of_claim(resource, names))
    return _dump([*_of_record(resource, names), _components(resource), resource.get("language") or "", known_as])


def _of_claim(resource: Json, names: Mapping[str, str]) -> list[Any]:
    claim = read_claim(resource, names)
    money = (claim.billed, claim.allowed, claim.plan_paid, claim.you_owe)
    return [FORM, claim.status, claim.began, claim.ended, claim.provider, claim.about, *money]


def _of_record(resource: Json, names: Mapping[str, str]) -> list[Any]:
    quantity = mapping(resource.get("valueQuantity"))
    low, high = _range(resource)
    return [
        FORM,
        _title(resource, names),
        _status(resource),
        began(resource),
        ended(resource),
        code(resource.get("code"), LOINC),
        amount(quantity),
        str(quantity.get("unit") or quantity.get("code") or ""),
        low,
        high,
        words(first(resource.get("interpretation"))),
        _by_whom(resource, names),
        _said(resource),
    ]


def _title(resource: Json, names: Mapping[str, str]) -> str:
    if medicine := named(resource.get("medicationReference"), resource, names):
        return medicine
    for field in _TITLES:
        found = resource.get(field)
        concepts = several(found)
        said = [found] if isinstance(found, str) else [words(concept) for concept in concepts]
        # A concept without words has a bare code; another of the same list may say more.
        if any(said):
            return next((word for word in said if " " in word), next(filter(None, said)))
    return name_of(resource) or str(resource.get("resourceType"))


def _status(resource: Json) -> str:
    return str(resource.get("status") or code(resource.get("clinicalStatus")) or resource.get("lifecycleStatus") or "")


def _components(resource: Json) -> list[list[Any]]:
    return [[one.title, one.code, one.value, one.unit, one.said] for one in components(resource)]


def _said(resource: Json) -> str:
    """What was found where it is not one number: words, or a set of values (blood pressure), as 120/80 mmHg."""
    for field in ("valueString", "valueInteger", "valueBoolean", "valueDateTime"):
        if field in resource:
            return str(resource[field])
    if said := words(resource.get("valueCodeableConcept")):
        return said
    parts = components(resource)
    named = [part.code or part.title for part in parts]
    if named in ([SYSTOLIC, DIASTOLIC], ["", ""]) and all(part.value is not None for part in parts):
        return f"{'/'.join(f'{part.value:f}' for part in parts)} {parts[0].unit}".strip()
    return "; ".join(said for part in parts if (said := _part(part)))


def _part(part: Component) -> str:
    """One of several values with its name."""
    value = part.said if part.value is None else f"{part.value:f} {part.unit}".strip()
    return f"{part.title}: {value}" if part.title and value else value


def _range(resource: Json) -> tuple[Decimal | None, Decimal | None]:
    found = first(resource.get("referenceRange"))
    return amount(found.get("low")), amount(found.get("high"))


def _by_whom(resource: Json, names: Mapping[str, str]) -> str:
    for field in _PERFORMERS:
        found = first(resource.get(field))
        inner = found.get("actor") or found.get("individual") or found
        if called := named(inner, resource, names):
            return called
    return ""


def _dump(parts: list[Any]) -> bytes:
    return orjson.dumps(parts, default=str)
