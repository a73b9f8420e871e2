"""Organization, Practitioner, PractitionerRole and Location resources: who gives care, and where."""

from collections.abc import Iterator
from datetime import date

from wellkept.site.demonstration import plan
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.fhir import CARIN, US_CORE, Json, concept, meta, npi_identifier, reference, system
from wellkept.site.demonstration.places import Address
from wellkept.site.demonstration.providers import ORGANIZATIONS, PRACTITIONERS, Organization, Practitioner

_LANGUAGES = {"en": "English", "es": "Spanish", "vi": "Vietnamese"}


def organization_reference(key: str) -> Json:
    return reference("Organization", resource_id(f"organization/{key}"), ORGANIZATIONS[key].name)


def practitioner_reference(doctor: Practitioner) -> Json:
    return reference("Practitioner", resource_id(f"practitioner/{doctor.key}"), doctor.name)


def location_reference(key: str) -> Json:
    return reference("Location", resource_id(f"location/{key}"), ORGANIZATIONS[key].name)


def address(place: Address) -> Json:
    return {
        "use": "home", "type": "physical", "line": [place.line], "city": place.city, "state": "CA",
        "postalCode": place.zip, "country": "US",
    }  # fmt: skip


def directory(*, since: date) -> Iterator[Json]:
    """Give the plan, its providers and their places. `since` is when the entries were last changed."""
    for organization in ORGANIZATIONS.values():
        yield _organization(organization, since)
        yield _location(organization, since)
    for doctor in PRACTITIONERS.values():
        yield _practitioner(doctor, since)
        yield _role(doctor, since)


def _work(place: Address) -> Json:
    return address(place) | {"use": "work"}


def _organization(organization: Organization, since: date) -> Json:
    identifiers: list[Json] = [npi_identifier(organization.npi)]
    if organization.kind == "pay":
        payer = concept("C4BBIdentifierType", "payerid")
        identifiers = [{"type": payer, "system": f"{plan.HOME}/fhir/payer-number", "value": "LARK1"}]
    return {
        "resourceType": "Organization",
        "id": resource_id(f"organization/{organization.key}"),
        "meta": meta(since, f"{CARIN}/StructureDefinition/C4BB-Organization|2.0.0"),
        "identifier": identifiers,
        "active": True,
        "type": [concept("organization-type", organization.kind)],
        "name": organization.name,
        "telecom": [{"system": "phone", "value": organization.phone, "use": "work"}],
        "address": [_work(organization.address)],
    }


def _location(organization: Organization, since: date) -> Json:
    return {
        "resourceType": "Location",
        "id": resource_id(f"location/{organization.key}"),
        "meta": meta(since, f"{US_CORE}-location"),
        "status": "active",
        "name": organization.name,
        "telecom": [{"system": "phone", "value": organization.phone, "use": "work"}],
        "address": _work(organization.address),
        "managingOrganization": organization_reference(organization.key),
    }


def _practitioner(doctor: Practitioner, since: date) -> Json:
    return {
        "resourceType": "Practitioner",
        "id": resource_id(f"practitioner/{doctor.key}"),
        "meta": meta(since, f"{CARIN}/StructureDefinition/C4BB-Practitioner|2.0.0"),
        "identifier": [npi_identifier(doctor.npi)],
        "active": True,
        "name": [{"family": doctor.family, "given": [doctor.given], "prefix": ["Dr."]}],
        "telecom": [{"system": "phone", "value": ORGANIZATIONS[doctor.organization].phone, "use": "work"}],
        "address": [_work(ORGANIZATIONS[doctor.organization].address)],
        "communication": [
            {"coding": [{"system": system("language"), "code": code}], "text": _LANGUAGES[code]}
            for code in doctor.languages
        ],
    }


def _role(doctor: Practitioner, since: date) -> Json:
    return {
        "resourceType": "PractitionerRole",
        "id": resource_id(f"role/{doctor.key}"),
        "meta": meta(since, f"{US_CORE}-practitionerrole"),
        "active": True,
        "practitioner": practitioner_reference(doctor),
        "organization": organization_reference(doctor.organization),
        "specialty": [concept("nucc", doctor.taxonomy, text=doctor.specialty)],
        "location": [location_reference(doctor.organization)],
        "telecom": [{"system": "phone", "value": ORGANIZATIONS[doctor.organization].phone, "use": "work"}],
    }
