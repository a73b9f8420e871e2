"""The small parts that FHIR resources are made of, and the code systems' names."""

from collections.abc import Mapping
from datetime import date
from typing import Final

Json = dict[str, object]

TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem"
CARIN: Final = "http://hl7.org/fhir/us/carin-bb"
US_CORE: Final = "http://hl7.org/fhir/us/core/StructureDefinition/us-core"

SYSTEMS: Final[Mapping[str, str]] = {
    "icd10": "http://hl7.org/fhir/sid/icd-10-cm",
    "pcs": "http://www.cms.gov/Medicare/Coding/ICD10",
    "snomed": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "ndc": "http://hl7.org/fhir/sid/ndc",
    "cvx": "http://hl7.org/fhir/sid/cvx",
    "cpt": "http://www.ama-assn.org/go/cpt",
    "cdt": "http://www.ada.org/cdt",
    "revenue": "https://www.nubc.org/CodeSystem/RevenueCodes",
    "ucum": "http://unitsofmeasure.org",
    "npi": "http://hl7.org/fhir/sid/us-npi",
    "nucc": "http://nucc.org/provider-taxonomy",
    "language": "urn:ietf:bcp:47",
    "place": "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
    "note": "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
    "care": "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
    "drg": "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/"
    "MS-DRG-Classifications-and-Software",
}


def system(name: str) -> str:
    """Give the URI of a short name above, of a code system of terminology.hl7.org, or of CARIN (C4BB…)."""
    if name.startswith("C4BB"):
        return f"{CARIN}/CodeSystem/{name}"
    return SYSTEMS.get(name, f"{TERMINOLOGY}/{name}")


def coding(system_name: str, code: str, display: str = "") -> Json:
    found: Json = {"system": system(system_name), "code": code}
    if display:
        found["display"] = display
    return found


def concept(system_name: str, code: str, *, display: str = "", text: str = "") -> Json:
    found: Json = {"coding": [coding(system_name, code, display)]}
    if text:
        found["text"] = text
    return found


def reference(kind: str, id_: str, display: str = "") -> Json:
    found: Json = {"reference": f"{kind}/{id_}"}
    if display:
        found["display"] = display
    return found


def quantity(value: float, unit: str, words: str = "") -> Json:
    return {"value": value, "unit": words or unit, "system": SYSTEMS["ucum"], "code": unit}


def money(cents: int) -> Json:
    return {"value": cents / 100, "currency": "USD"}


def moment(day: date, hour: int = 9, minute: int = 0) -> str:
    """Give a FHIR instant, in California's winter time all year."""
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}:00-08:00"


def meta(day: date, profile: str) -> Json:
    return {"lastUpdated": moment(day, 12), "profile": [profile]}


def npi_identifier(number: str) -> Json:
    return {"type": concept("v2-0203", "NPI"), "system": SYSTEMS["npi"], "value": number}
