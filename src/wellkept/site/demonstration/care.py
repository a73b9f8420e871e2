"""Allergies, the care team, and the plan that the team and the member made together (US Core)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.directory import practitioner_reference
from wellkept.site.demonstration.fhir import US_CORE, Json, coding, concept, meta, quantity, reference
from wellkept.site.demonstration.patients import patient_reference
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.providers import PRACTITIONERS
from wellkept.site.demonstration.stories import STORIES
from wellkept.site.demonstration.timeline import Visit


@dataclass(frozen=True, slots=True)
class Aim:
    """What a story leads to: a care plan (SNOMED CT), a goal, and the number it is measured by (LOINC, UCUM)."""

    plan: str
    words: str
    goal: str
    measure: tuple[str, float, str] | None
    activities: tuple[str, ...]


_DIABETES = Aim(
    "698360004",
    "Diabetes self-management plan",
    "A1c below 7 percent",
    ("4548-4", 7, "%"),
    ("Check blood sugar before breakfast", "Walk 20 minutes after dinner", "See the eye doctor once a year"),
)
AIMS: Final = {
    "diabetes-falling": _DIABETES,
    "diabetes-steady": _DIABETES,
    "hypertension": Aim("443402002", "Living with high blood pressure", "Upper blood pressure below 130",
                        ("8480-6", 130, "mm[Hg]"), ("Measure at home twice a week", "Less salt")),
    "asthma": Aim("699728000", "Asthma self-management", "Inhaler needed at most twice a week", None,
                  ("Carry the inhaler", "Know the yellow zone")),
    "pregnancy": Aim("134435003", "Pregnancy care", "A visit every month until week 28", None,
                     ("Take the vitamin every day",)),
}  # fmt: skip

# Substance: code system, code, its name, reaction in SNOMED CT, its name, how bad it could be.
_ALLERGIES: Final = {
    "penicillin": ("rxnorm", "70618", "Penicillin", "271807003", "Rash", "low"),
    "sulfa": ("rxnorm", "10180", "Sulfamethoxazole", "247472004", "Hives", "low"),
    "peanut": ("snomed", "762952008", "Peanut", "39579001", "Anaphylaxis", "high"),
    "shellfish": ("snomed", "735029006", "Shellfish", "247472004", "Hives", "high"),
    "milk": ("snomed", "3718001", "Cow's milk", "271807003", "Rash", "low"),
    "latex": ("snomed", "111088007", "Latex", "271807003", "Rash", "low"),
}
_ALLERGY_KINDS = {
    "penicillin": "medication", "sulfa": "medication", "peanut": "food", "shellfish": "food", "milk": "food",
    "latex": "environment",
}  # fmt: skip
# Roles in the team, SNOMED CT.
_OWN_DOCTOR, _SPECIALIST = ("446050000", "Primary care provider"), ("69280009", "Specialized physician")


def care(person: Person, visits: tuple[Visit, ...], *, today: date) -> Iterator[Json]:
    for name in person.member.allergies:
        yield _allergy(person, name, max(today - timedelta(days=400), person.birth + timedelta(days=200)))
    plans = {
        story: min(visit.day for visit in visits if visit.pattern in STORIES[story].patterns)
        for story in person.member.stories
        if story in AIMS
    }
    if plans:
        yield _team(person, visits, min(plans.values()))
    for story, started in plans.items():
        yield _goal(person, story, started, today + timedelta(days=180))
        yield _plan(person, story, started)


def _allergy(person: Person, name: str, day: date) -> Json:
    system, code, words, reaction, reaction_words, criticality = _ALLERGIES[name]
    return {
        "resourceType": "AllergyIntolerance",
        "id": resource_id(f"allergy/{person.key}/{name}"),
        "meta": meta(day, f"{US_CORE}-allergyintolerance"),
        "clinicalStatus": concept("allergyintolerance-clinical", "active"),
        "verificationStatus": concept("allergyintolerance-verification", "confirmed"),
        "type": "allergy",
        "category": [_ALLERGY_KINDS[name]],
        "criticality": criticality,
        "code": concept(system, code, text=words),
        "patient": patient_reference(person),
        "recordedDate": day.isoformat(),
        "reaction": [{"manifestation": [concept("snomed", reaction, text=reaction_words)]}],
    }


def _team(person: Person, visits: tuple[Visit, ...], day: date) -> Json:
    doctors = {person.doctor: _OWN_DOCTOR}
    for visit in visits:
        if visit.pattern.setting == "specialist":
            doctors.setdefault(visit.doctor.key, _SPECIALIST)
    return {
        "resourceType": "CareTeam",
        "id": resource_id(f"team/{person.key}"),
        "meta": meta(day, f"{US_CORE}-careteam"),
        "status": "active",
        "name": "Your care team",
        "subject": patient_reference(person),
        "period": {"start": day.isoformat()},
        "participant": [
            {"role": [concept("snomed", code, display=words)], "member": practitioner_reference(PRACTITIONERS[key])}
            for key, (code, words) in doctors.items()
        ],
    }


def _goal(person: Person, story: str, day: date, due: date) -> Json:
    aim = AIMS[story]
    target: Json = {"dueDate": due.isoformat()}
    if aim.measure:
        loinc, value, unit = aim.measure
        target |= {"measure": concept("loinc", loinc), "detailRange": {"high": quantity(value, unit)}}
    return {
        "resourceType": "Goal",
        "id": resource_id(f"goal/{person.key}/{story}"),
        "meta": meta(day, f"{US_CORE}-goal"),
        "lifecycleStatus": "active",
        "description": {"text": aim.goal},
        "subject": patient_reference(person),
        "startDate": day.isoformat(),
        "target": [target],
    }


def _plan(person: Person, story: str, day: date) -> Json:
    aim = AIMS[story]
    items = "".join(f"<li>{activity}</li>" for activity in aim.activities)
    div = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{aim.words}</p><ul>{items}</ul></div>'
    problems = STORIES[story].problems
    return {
        "resourceType": "CarePlan",
        "id": resource_id(f"plan/{person.key}/{story}"),
        "meta": meta(day, f"{US_CORE}-careplan"),
        "text": {"status": "generated", "div": div},
        "status": "active",
        "intent": "plan",
        "category": [
            {"coding": [coding("care", "assess-plan")]},
            concept("snomed", aim.plan, text=aim.words),
        ],
        "title": aim.words,
        "subject": patient_reference(person),
        "period": {"start": day.isoformat()},
        "careTeam": [reference("CareTeam", resource_id(f"team/{person.key}"))],
        "addresses": [
            reference("Condition", resource_id(f"condition/{person.key}/{story}/{problem}")) for problem in problems
        ],
        "goal": [reference("Goal", resource_id(f"goal/{person.key}/{story}"))],
        "activity": [
            {"detail": {"status": "in-progress", "description": activity}} for activity in aim.activities
        ],
    }  # fmt: skip
