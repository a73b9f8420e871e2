"""FHIR resources for tests of the vault, made from what a test wants to say."""

from wellkept.vault.resources import Incoming

ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"


def claim(number="1", *, kind="professional", on="2026-03-02", diagnosis="J06.9", totals=None, **more):
    """An ExplanationOfBenefit as CARIN has it."""
    amounts = totals or {"submitted": 180, "eligible": 120, "benefit": 95, "copay": 25, "memberliability": 25}
    return {
        "resourceType": "ExplanationOfBenefit",
        "id": f"claim-{number}",
        "identifier": [{"value": f"CLM{number}"}],
        "status": "active",
        "outcome": "complete",
        "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": kind}]},
        "patient": {"reference": "Patient/p1"},
        "billablePeriod": {"start": on, "end": on},
        "provider": {"reference": "Organization/7", "display": "Larkspur Family Clinic"},
        "diagnosis": [
            {"diagnosisCodeableConcept": {"coding": [{"system": ICD10, "code": diagnosis, "display": "Common cold"}]}}
        ],
        "item": [
            {
                "productOrService": {
                    "coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "99213", "display": "Office visit"}]
                },
                "servicedDate": on,
                "adjudication": [_amount("submitted", amounts.get("submitted", 0))],
            }
        ],
        "total": [_amount(code, value) for code, value in amounts.items()],
        **more,
    }


def _amount(code, value):
    return {
        "category": {"coding": [{"code": code}]},
        "amount": {"value": value, "currency": "USD"},
    }


def observation(
    number="1", *, code="4548-4", title="Hemoglobin A1c", value=6.1, on="2026-03-02", category="laboratory"
):
    """A measurement with its reference range."""
    return {
        "resourceType": "Observation",
        "id": f"obs-{number}",
        "status": "final",
        "category": [{"coding": [{"code": category}]}],
        "code": {"coding": [{"system": LOINC, "code": code}], "text": title},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": f"{on}T08:00:00-08:00",
        "valueQuantity": {"value": value, "unit": "%"},
        "referenceRange": [{"low": {"value": 4}, "high": {"value": 5.6}}],
    }


def condition(number="1", *, code="E11.9", title="Type 2 diabetes", on="2020-01-05"):
    """A diagnosis on the problem list."""
    return {
        "resourceType": "Condition",
        "id": f"cond-{number}",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"coding": [{"system": ICD10, "code": code}], "text": title},
        "subject": {"reference": "Patient/p1"},
        "onsetDateTime": on,
    }


def incoming(resource, *, source="feed.claims", **more):
    """As a sender gives it."""
    return Incoming(resource=resource, source=source, identity=f"{resource['resourceType']}/{resource['id']}", **more)
