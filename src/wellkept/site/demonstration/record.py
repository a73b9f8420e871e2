"""The health record of one person: encounters, conditions, notes, and the treatment given (US Core)."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from wellkept.site.demonstration.codes.conditions import CONDITIONS
from wellkept.site.demonstration.dice import between, resource_id
from wellkept.site.demonstration.directory import location_reference, organization_reference, practitioner_reference
from wellkept.site.demonstration.fhir import US_CORE, Json, coding, concept, meta, moment
from wellkept.site.demonstration.patients import patient_reference
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.stories import STORIES
from wellkept.site.demonstration.timeline import Prescription, Visit
from wellkept.site.demonstration.treatment import encounter_reference, place_of, prescription_order, procedures, shots

# Setting: class (v3-ActCode), its name, type (SNOMED CT), its name, words for the page.
_SETTINGS: Final = {
    "office": ("AMB", "ambulatory", "185345009", "Encounter for symptom", "Office visit"),
    "follow-up": ("AMB", "ambulatory", "390906007", "Follow-up encounter", "Follow-up visit"),
    "checkup": ("AMB", "ambulatory", "162673000", "General examination of patient", "Yearly checkup"),
    "child-checkup": ("AMB", "ambulatory", "410620009", "Well child visit", "Well-child visit"),
    "specialist": ("AMB", "ambulatory", "185347001", "Encounter for problem", "Specialist visit"),
    "therapy": ("AMB", "ambulatory", "390906007", "Follow-up encounter", "Counseling visit"),
    "imaging": ("AMB", "ambulatory", "185347001", "Encounter for problem", "Imaging visit"),
    "dental": ("AMB", "ambulatory", "185349003", "Encounter for check up", "Dental visit"),
    "surgery": ("AMB", "ambulatory", "185347001", "Encounter for problem", "Outpatient procedure"),
    "video": ("VR", "virtual", "448337001", "Telemedicine consultation with patient", "Video visit"),
    "emergency": ("EMER", "emergency", "50849002", "Emergency room admission", "Emergency room visit"),
    "hospital": ("IMP", "inpatient encounter", "32485007", "Hospital admission", "Hospital stay"),
}
_DOCUMENTS = {"hospital": ("18842-5", "Discharge summary")}
_NOTE = ("11506-3", "Progress note")


def record(
    person: Person, visits: Iterable[Visit], prescriptions: Iterable[Prescription], *, today: date
) -> Iterator[Json]:
    visits = tuple(visits)
    yield from _problems(person, visits, today)
    for visit in visits:
        yield _encounter(person, visit)
        yield from _passing(person, visit, today)
        yield from shots(person, visit)
        yield from procedures(person, visit)
        if visit.pattern.note:
            yield _note(person, visit)
    for prescription in prescriptions:
        yield prescription_order(person, prescription)


def _encounter(person: Person, visit: Visit) -> Json:
    class_code, class_name, snomed, name, words = _SETTINGS[visit.pattern.setting]
    start, minutes = between(f"{visit.key}/hour", 8, 15), 25
    end = moment(visit.end, start + 1, 40) if visit.pattern.nights else moment(visit.day, start, minutes)
    why = CONDITIONS[visit.pattern.why[0]]
    doctor = practitioner_reference(visit.doctor)
    return {
        "resourceType": "Encounter",
        "id": resource_id(f"encounter/{visit.key}"),
        "meta": meta(visit.end, f"{US_CORE}-encounter"),
        "status": "finished",
        "class": coding("v3-ActCode", class_code, class_name),
        "type": [concept("snomed", snomed, display=name, text=words)],
        "subject": patient_reference(person),
        "participant": [{"type": [concept("v3-ParticipationType", "PPRF")], "individual": doctor}],
        "period": {"start": moment(visit.day, start), "end": end},
        "reasonCode": [concept("icd10", why.icd10, text=why.words)],
        "location": [{"location": location_reference(place_of(visit))}],
        "serviceProvider": organization_reference(place_of(visit)),
    }


def _problems(person: Person, visits: tuple[Visit, ...], today: date) -> Iterator[Json]:
    """Give the problem list: what the person's stories say they have, since before the years that are shown."""
    if not visits:
        return
    for name in person.member.stories:
        story = STORIES[name]
        for problem in story.problems:
            known = between(f"{person.key}/{problem}/since", 20, 300) + 365 * story.since
            onset = max(today - timedelta(days=known), person.birth + timedelta(days=200))
            yield _condition(
                person, name, problem, onset=onset, category="problem-list-item",
                profile="condition-problems-health-concerns", resolved=None, visit=None,
            )  # fmt: skip


def _passing(person: Person, visit: Visit, today: date) -> Iterator[Json]:
    """Give what the person came with, and got over if that is long enough ago."""
    over = visit.day + timedelta(days=14)
    lasting = {problem for name in person.member.stories for problem in STORIES[name].problems}
    for why in visit.pattern.why:
        if CONDITIONS[why].snomed and why not in lasting:
            yield _condition(
                person, visit.key, why, onset=visit.day, category="encounter-diagnosis",
                profile="condition-encounter-diagnosis", resolved=over if over <= today else None, visit=visit,
            )  # fmt: skip


def _condition(
    person: Person, key: str, name: str, *, onset: date, category: str, profile: str, resolved: date | None,
    visit: Visit | None,
) -> Json:  # fmt: skip
    about = CONDITIONS[name]
    found: Json = {
        "resourceType": "Condition",
        "id": resource_id(f"condition/{person.key}/{key}/{name}"),
        "meta": meta(onset, f"{US_CORE}-{profile}"),
        "clinicalStatus": concept("condition-clinical", "resolved" if resolved else "active"),
        "verificationStatus": concept("condition-ver-status", "confirmed"),
        "category": [concept("condition-category", category)],
        "code": {
            "coding": [coding("snomed", about.snomed), coding("icd10", about.icd10)],
            "text": about.words,
        },
        "subject": patient_reference(person),
        "onsetDateTime": onset.isoformat(),
        "recordedDate": onset.isoformat(),
    }
    if resolved:
        found["abatementDateTime"] = resolved.isoformat()
    if visit:
        found["encounter"] = encounter_reference(visit)
    return found


def _note(person: Person, visit: Visit) -> Json:
    code, title = _DOCUMENTS.get(visit.pattern.setting, _NOTE)
    text = f"{title}, {visit.end.isoformat()}\n{visit.doctor.name}, {visit.doctor.specialty}\n\n{visit.pattern.note}\n"
    return {
        "resourceType": "DocumentReference",
        "id": resource_id(f"note/{visit.key}"),
        "meta": meta(visit.end, f"{US_CORE}-documentreference"),
        "status": "current",
        "type": concept("loinc", code, display=title, text=title),
        "category": [concept("note", "clinical-note")],
        "subject": patient_reference(person),
        "date": moment(visit.end, 17),
        "author": [practitioner_reference(visit.doctor)],
        "custodian": organization_reference(place_of(visit)),
        "content": [
            {
                "attachment": {"contentType": "text/plain", "data": b64encode(text.encode()).decode()},
                "format": {
                    "system": "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                    "code": "urn:ihe:iti:xds:2017:mimeTypeSufficient",
                },
            }
        ],
        "context": {
            "encounter": [encounter_reference(visit)],
            "period": {"start": moment(visit.day), "end": moment(visit.end, 17)},
        },
    }
