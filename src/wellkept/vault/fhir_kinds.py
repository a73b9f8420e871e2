"""Which category of data a FHIR R4 resource is: its type, and where a type holds several, what it says of itself."""

from __future__ import annotations

from wellkept.vault.fhir_reading import Json, codings, mapping, several

_BY_TYPE: dict[str, str] = {
    "Coverage": "coverage.enrolment",
    "Condition": "health.conditions",
    "MedicationRequest": "health.medications",
    "MedicationDispense": "health.medications",
    "MedicationStatement": "health.medications",
    "MedicationAdministration": "health.medications",
    "AllergyIntolerance": "health.allergies",
    "Immunization": "health.immunisations",
    "DiagnosticReport": "health.results",
    "Specimen": "health.results",
    "ImagingStudy": "health.results",
    "Encounter": "health.visits",
    "Procedure": "health.procedures",
    "CarePlan": "health.care_plans",
    "CareTeam": "health.care_plans",
    "Goal": "health.care_plans",
    "DocumentReference": "health.documents",
    "Media": "health.documents",
    "Device": "health.devices",
    "FamilyMemberHistory": "health.history",
    "Provenance": "health.history",
    "QuestionnaireResponse": "health.assessment",
    "ServiceRequest": "care.referrals",
    "Appointment": "care.appointments",
    "RelatedPerson": "family.representation",
}
# Types that name people and places around a record, without being about a patient.
SUPPORTING = frozenset({"Organization", "Practitioner", "PractitionerRole", "Location", "Medication"})

# Every type that an entry of the medical record may be of.
ALL_TYPES = (*(kind for kind, leaf in _BY_TYPE.items() if leaf.startswith("health.")), "Observation")

# CARIN for Blue Button 2.0, ExplanationOfBenefit.type; BFD's own codes for Part D say the same.
_CLAIM_TYPES = {"pharmacy": "claims.pharmacy", "oral": "claims.dental", "vision": "claims.dental"}

# US Core 6.1, Observation.category; the first that is found decides.
_OBSERVATIONS = (
    ("vital-signs", "health.vitals"),
    ("laboratory", "health.results"),
    ("imaging", "health.results"),
    ("clinical-test", "health.results"),
    ("procedure", "health.results"),
    ("exam", "health.results"),
    ("social-history", "health.social"),
    ("sdoh", "health.social"),
    ("activity", "health.social"),
    ("survey", "health.assessment"),
)


def category(resource: Json) -> str | None:
    """The leaf of the data tree that a resource is, None for a type that the plan does not keep."""
    kind = resource.get("resourceType")
    if kind == "ExplanationOfBenefit":
        return _claim(resource)
    if kind == "Observation":
        return _observation(resource)
    return _BY_TYPE.get(str(kind))


def types_of(leaf: str) -> tuple[str, ...]:
    """The FHIR types that may be of this category."""
    if leaf.startswith("claims."):
        return ("ExplanationOfBenefit",)
    found = [kind for kind, category_ in _BY_TYPE.items() if category_ == leaf]
    if leaf in {category_ for _, category_ in _OBSERVATIONS}:
        found.append("Observation")
    return tuple(found)


def _claim(resource: Json) -> str:
    said = {code for _, code in codings(mapping(resource.get("type")))}
    return next((leaf for code, leaf in _CLAIM_TYPES.items() if code in said), "claims.medical")


def _observation(resource: Json) -> str:
    said = {code for concept in several(resource.get("category")) for _, code in codings(concept)}
    return next((leaf for code, leaf in _OBSERVATIONS if code in said), "health.results")
