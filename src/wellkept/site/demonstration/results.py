"""What was measured: vital signs at the visit, laboratory results and their reports (US Core)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from wellkept.site.demonstration.codes.laboratory import FINDINGS, PANELS, TESTS, Panel
from wellkept.site.demonstration.dice import between, resource_id
from wellkept.site.demonstration.directory import organization_reference, practitioner_reference
from wellkept.site.demonstration.fhir import US_CORE, Json, coding, concept, meta, moment, quantity, reference
from wellkept.site.demonstration.patients import patient_reference
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.stories import STORIES
from wellkept.site.demonstration.timeline import Visit
from wellkept.site.demonstration.treatment import encounter_reference

_MEASURED_AT: Final = {"office", "follow-up", "checkup", "child-checkup", "specialist"}
_ADULT = 18
_NOT_DETECTED, _DETECTED = ("260415000", "Not detected"), ("260373001", "Detected")
# Height in cm and weight in kg by age, near the middle of the CDC growth charts.
_GROWTH = ((0, 52, 3.9), (1, 76, 9.8), (2, 87, 12.4), (4, 102, 16.4), (6, 115, 20.7), (8, 128, 25.8), (10, 138, 32.2),
           (12, 149, 41.0), (14, 160, 50.5), (16, 167, 58.0), (18, 170, 64.0))  # fmt: skip


def results(person: Person, visits: Iterable[Visit]) -> Iterator[Json]:
    trends = {name: ends for story in person.member.stories for name, ends in STORIES[story].trends.items()}
    for visit in visits:
        if visit.pattern.setting in _MEASURED_AT:
            yield from _vital_signs(person, visit, trends)
        for name in visit.pattern.panels:
            yield from _panel(person, visit, name, trends)


def _wobble(name: str, width: float) -> float:
    """Give a number from -width to width."""
    return width * (between(name, 0, 2_000) - 1_000) / 1_000


def _on_the_way(ends: tuple[float, float], visit: Visit, name: str) -> float:
    first, last = ends
    value = first + (last - first) * visit.progress
    # Little enough that a plot still tells the story that was meant.
    return value + _wobble(f"{visit.key}/{name}", abs(first - last) * 0.05 + abs(last) * 0.004)


def _observation(person: Person, visit: Visit, name: str, *, category: str, profile: str) -> Json:
    return {
        "resourceType": "Observation",
        "id": resource_id(f"observation/{visit.key}/{name}"),
        "meta": meta(visit.day, f"{US_CORE}-{profile}"),
        "status": "final",
        "category": [concept("observation-category", category)],
        "subject": patient_reference(person),
        "encounter": encounter_reference(visit),
    }


def _vital_signs(person: Person, visit: Visit, trends: Mapping[str, tuple[float, float]]) -> Iterator[Json]:
    height, weight = _size(person, visit, trends)
    vitals = [("body-weight", "29463-7", "Body weight", round(weight, 1), "kg")]
    if visit.pattern.setting in {"checkup", "child-checkup"}:
        vitals.append(("body-height", "8302-2", "Body height", round(height), "cm"))
    for profile, loinc, words, value, unit in vitals:
        yield _observation(person, visit, profile, category="vital-signs", profile=profile) | {
            "code": concept("loinc", loinc, display=words, text=words),
            "effectiveDateTime": moment(visit.day, 9, 5),
            "valueQuantity": quantity(value, unit),
        }
    if person.age_on(visit.day) >= 13:  # noqa: PLR2004 - blood pressure is taken from the teens on
        yield _blood_pressure(person, visit, trends)


def _size(person: Person, visit: Visit, trends: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Give height in cm and weight in kg."""
    age = (visit.day - person.birth).days / 365.25
    if age < _ADULT:
        below = max(row for row in _GROWTH if row[0] <= age)
        above = min((row for row in _GROWTH if row[0] > age), default=below)
        part = (age - below[0]) / (above[0] - below[0])
        middle = tuple(low + (high - low) * part for low, high in zip(below[1:], above[1:], strict=True))
        share = 1 + _wobble(f"{person.key}/growth", 0.06)
        return middle[0] * share, middle[1] * share**2
    tall = 163 if person.member.sex == "F" else 177
    height = tall + _wobble(f"{person.key}/height", 9)
    usual = height * height / 10_000 * (25 + _wobble(f"{person.key}/weight", 4))
    if "weight" in trends:
        return height, _on_the_way(trends["weight"], visit, "weight")
    return height, usual + _wobble(f"{visit.key}/weight", 1.4)


def _blood_pressure(person: Person, visit: Visit, trends: Mapping[str, tuple[float, float]]) -> Json:
    usual = {"systolic": (119.0, 119.0), "diastolic": (75.0, 75.0)}
    pair = {name: round(_on_the_way(trends.get(name, ends), visit, name) + _wobble(f"{visit.key}/{name}/now", 5))
            for name, ends in usual.items()}  # fmt: skip
    codes = {"systolic": ("8480-6", "Systolic blood pressure"), "diastolic": ("8462-4", "Diastolic blood pressure")}
    return _observation(person, visit, "blood-pressure", category="vital-signs", profile="blood-pressure") | {
        "code": concept("loinc", "85354-9", display="Blood pressure panel with all children optional",
                        text="Blood pressure"),
        "effectiveDateTime": moment(visit.day, 9, 5),
        "component": [
            {"code": concept("loinc", loinc, display=words), "valueQuantity": quantity(pair[name], "mm[Hg]", "mmHg")}
            for name, (loinc, words) in codes.items()
        ],
    }  # fmt: skip


def _panel(person: Person, visit: Visit, name: str, trends: Mapping[str, tuple[float, float]]) -> Iterator[Json]:
    panel = PANELS[name]
    found = [_result(person, visit, test, trends) for test in panel.tests]
    yield from found
    yield _report(person, visit, name, panel, found)


def _result(person: Person, visit: Visit, name: str, trends: Mapping[str, tuple[float, float]]) -> Json:
    shell = _observation(person, visit, name, category="laboratory", profile="observation-lab") | {
        "effectiveDateTime": moment(visit.day, 9, 45),
        "performer": [organization_reference("fogbank")],
    }
    if name in FINDINGS:
        finding = FINDINGS[name]
        code, words = _DETECTED if name in visit.pattern.found else _NOT_DETECTED
        return shell | {
            "code": concept("loinc", finding.loinc, display=finding.name, text=finding.words),
            "valueCodeableConcept": concept("snomed", code, display=words, text=words),
            "referenceRange": [{"text": _NOT_DETECTED[1]}],
        }
    test = TESTS[name]
    ends = trends.get(name)
    low, high = test.usual
    usual = low + (high - low) * between(f"{visit.key}/{name}", 0, 1_000) / 1_000
    value = round(_on_the_way(ends, visit, name) if ends else usual, test.digits or None)
    limits: Json = {}
    if test.low is not None:
        limits["low"] = quantity(test.low, test.unit)
    if test.high is not None:
        limits["high"] = quantity(test.high, test.unit)
    flag = "L" if test.low is not None and value < test.low else "N"
    flag = "H" if test.high is not None and value > test.high else flag
    return shell | {
        "code": concept("loinc", test.loinc, display=test.name, text=test.words),
        "valueQuantity": quantity(value, test.unit),
        "interpretation": [concept("v3-ObservationInterpretation", flag)],
        "referenceRange": [limits],
    }


def _report(person: Person, visit: Visit, name: str, panel: Panel, found: list[Json]) -> Json:
    reported = visit.day + timedelta(days=1)
    return {
        "resourceType": "DiagnosticReport",
        "id": resource_id(f"report/{visit.key}/{name}"),
        "meta": meta(reported, f"{US_CORE}-diagnosticreport-lab"),
        "status": "final",
        "category": [{"coding": [coding("v2-0074", "LAB")]}],
        "code": concept("loinc", panel.loinc, display=panel.name, text=panel.words),
        "subject": patient_reference(person),
        "encounter": encounter_reference(visit),
        "effectiveDateTime": moment(visit.day, 9, 45),
        "issued": moment(reported, 7),
        "performer": [organization_reference("fogbank")],
        "resultsInterpreter": [practitioner_reference(visit.doctor)],
        "result": [reference("Observation", str(one["id"])) for one in found],
    }
