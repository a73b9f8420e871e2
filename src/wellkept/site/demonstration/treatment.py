"""What was done at a visit: MedicationRequest, Immunization and Procedure resources (US Core)."""

from collections.abc import Iterator

from wellkept.site.demonstration.codes.conditions import CONDITIONS
from wellkept.site.demonstration.codes.medicines import MEDICINES
from wellkept.site.demonstration.codes.services import SERVICES
from wellkept.site.demonstration.codes.vaccines import VACCINES
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.directory import location_reference, practitioner_reference
from wellkept.site.demonstration.fhir import US_CORE, Json, concept, meta, moment, reference
from wellkept.site.demonstration.patients import patient_reference
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.timeline import Prescription, Visit

_HOSPITAL_SETTINGS = {"hospital", "emergency", "surgery"}


def encounter_reference(visit: Visit) -> Json:
    return reference("Encounter", resource_id(f"encounter/{visit.key}"))


def place_of(visit: Visit) -> str:
    """Give the key of the organization where the visit was."""
    return "poppy-ridge" if visit.pattern.setting in _HOSPITAL_SETTINGS else visit.doctor.organization


def prescription_order(person: Person, prescription: Prescription) -> Json:
    drug, visit = MEDICINES[prescription.medicine], prescription.visit
    why = CONDITIONS[visit.pattern.why[-1]]
    return {
        "resourceType": "MedicationRequest",
        "id": resource_id(f"prescription/{prescription.key}"),
        "meta": meta(visit.day, f"{US_CORE}-medicationrequest"),
        "status": "active" if prescription.active else "completed",
        "intent": "order",
        "category": [concept("medicationrequest-category", "community")],
        "reportedBoolean": False,
        "medicationCodeableConcept": concept("rxnorm", drug.rxnorm, display=drug.name, text=drug.words),
        "subject": patient_reference(person),
        "encounter": encounter_reference(visit),
        "authoredOn": moment(visit.day, 9, 20),
        "requester": practitioner_reference(visit.doctor),
        "reasonCode": [concept("icd10", why.icd10, text=why.words)],
        "dosageInstruction": [{"text": drug.directions}],
        "dispenseRequest": {
            "numberOfRepeatsAllowed": drug.refills,
            "quantity": {"value": drug.quantity},
            "expectedSupplyDuration": {
                "value": drug.days,
                "unit": "days",
                "system": "http://unitsofmeasure.org",
                "code": "d",
            },
        },
    }


def shots(person: Person, visit: Visit) -> Iterator[Json]:
    for name in visit.pattern.vaccines:
        vaccine = VACCINES[name]
        yield {
            "resourceType": "Immunization",
            "id": resource_id(f"immunization/{visit.key}/{name}"),
            "meta": meta(visit.day, f"{US_CORE}-immunization"),
            "status": "completed",
            "vaccineCode": concept("cvx", vaccine.cvx, display=vaccine.name, text=vaccine.words),
            "patient": patient_reference(person),
            "encounter": encounter_reference(visit),
            "occurrenceDateTime": moment(visit.day, 9, 30),
            "primarySource": True,
            "location": location_reference(place_of(visit)),
            "performer": [{"actor": practitioner_reference(visit.doctor)}],
        }


def procedures(person: Person, visit: Visit) -> Iterator[Json]:
    for name in visit.pattern.services:
        service = SERVICES[name]
        if service.snomed is None or visit.pattern.outcome:
            continue
        code, display = service.snomed
        yield {
            "resourceType": "Procedure",
            "id": resource_id(f"procedure/{visit.key}/{name}"),
            "meta": meta(visit.end, f"{US_CORE}-procedure"),
            "status": "completed",
            "code": concept("snomed", code, display=display, text=service.words),
            "subject": patient_reference(person),
            "encounter": encounter_reference(visit),
            "performedDateTime": moment(visit.day, 9, 40),
            "performer": [{"actor": practitioner_reference(visit.doctor)}],
        }
