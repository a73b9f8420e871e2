"""Patient and Coverage resources: who the member is, and what covers them."""

from collections.abc import Iterator
from datetime import date

from wellkept.site.demonstration import plan
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.directory import address, organization_reference, practitioner_reference
from wellkept.site.demonstration.fhir import CARIN, Json, concept, meta, reference, system
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.plan import PRODUCTS, Product
from wellkept.site.demonstration.providers import PRACTITIONERS

LANGUAGES = {"en": "English", "es": "Spanish", "vi": "Vietnamese"}
_RELATIONSHIPS = {"self": "self", "spouse": "spouse", "child": "child", "partner": "common"}


def patient_reference(person: Person) -> Json:
    return reference("Patient", resource_id(f"patient/{person.key}"))


def coverage_reference(person: Person, product: str) -> Json:
    return reference("Coverage", resource_id(f"coverage/{person.key}/{product}"))


def patient(person: Person, *, today: date) -> Json:
    found: Json = {
        "resourceType": "Patient",
        "id": resource_id(f"patient/{person.key}"),
        "meta": meta(_loaded(person, today), f"{CARIN}/StructureDefinition/C4BB-Patient|2.0.0"),
        "identifier": _identifiers(person),
        "active": True,
        "name": [{"use": "official", "family": person.member.family, "given": person.member.given.split()}],
        "telecom": _telecom(person),
        "gender": "female" if person.member.sex == "F" else "male",
        "birthDate": person.birth.isoformat(),
        "address": [address(person.address)],
        "communication": [
            {
                "language": {
                    "coding": [{"system": system("language"), "code": person.language}],
                    "text": LANGUAGES[person.language],
                },
                "preferred": True,
            }
        ],
        "generalPractitioner": [practitioner_reference(PRACTITIONERS[person.doctor])],
    }
    return found


def _loaded(person: Person, today: date) -> date:
    return min(person.covered.start, today)


def _identifiers(person: Person) -> list[Json]:
    found: list[Json] = [
        {"type": concept("v2-0203", "MB"), "system": plan.MEMBER_NUMBER, "value": person.number},
    ]
    if person.cin:
        found.append({"type": concept("v2-0203", "MA"), "system": plan.CIN, "value": person.cin})
    if person.mbi:
        found.append({"type": concept("v2-0203", "MC"), "system": plan.MBI, "value": person.mbi})
    return found


def _telecom(person: Person) -> list[Json]:
    found: list[Json] = [{"system": "phone", "value": person.phone, "use": "mobile"}]
    if person.email:
        found.append({"system": "email", "value": person.email})
    return found


def coverages(person: Person, *, subscriber: Person, today: date) -> Iterator[Json]:
    """Give the person's coverage: health, and dental where the household has it."""
    yield _coverage(person, PRODUCTS[person.product], subscriber, today)
    if person.dental:
        yield _coverage(person, PRODUCTS["dental"], subscriber, today)


def _coverage(person: Person, product: Product, subscriber: Person, today: date) -> Json:
    period: Json = {"start": person.covered.start.isoformat()}
    if person.covered.end:
        period["end"] = person.covered.end.isoformat()
    itself = person.number == subscriber.number
    return {
        "resourceType": "Coverage",
        "id": resource_id(f"coverage/{person.key}/{product.key}"),
        "meta": meta(_loaded(person, today), f"{CARIN}/StructureDefinition/C4BB-Coverage|2.0.0"),
        "identifier": [{"type": concept("v2-0203", "MB"), "system": plan.MEMBER_NUMBER, "value": person.number}],
        "status": "cancelled" if person.covered.end else "active",
        "type": concept("v3-ActCode", product.type),
        "subscriber": patient_reference(subscriber),
        "subscriberId": person.subscriber,
        "beneficiary": patient_reference(person),
        "dependent": person.policy,
        "relationship": concept("subscriber-relationship", "self" if itself else _RELATIONSHIPS[person.member.role]),
        "period": period,
        "payor": [organization_reference("larkspur")],
        "class": [
            {"type": concept("coverage-class", "group"), "value": product.sponsor.group, "name": product.sponsor.name},
            {"type": concept("coverage-class", "plan"), "value": product.key.upper(), "name": product.name},
        ],
        "network": product.name,
    }
