"""ExplanationOfBenefit resources in the shape of CARIN Blue Button 2.0 (hl7.fhir.us.carin-bb)."""

from datetime import date, timedelta

from wellkept.site.demonstration import plan
from wellkept.site.demonstration.adjudication import REFUSALS, adjudicated, header_adjudication, payment, status, totals
from wellkept.site.demonstration.billing import DAYS_TO_DECIDE, Bill, Line
from wellkept.site.demonstration.claim_facts import supporting_facts
from wellkept.site.demonstration.codes.conditions import CONDITIONS
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.directory import organization_reference, practitioner_reference
from wellkept.site.demonstration.fhir import CARIN, Json, concept, meta, moment
from wellkept.site.demonstration.numbers import luhn_digit
from wellkept.site.demonstration.patients import coverage_reference, patient_reference
from wellkept.site.demonstration.people import Person

_PROFILES = {
    "professional": "Professional-NonClinician",
    "oral": "Oral",
    "inpatient": "Inpatient-Institutional",
    "outpatient": "Outpatient-Institutional",
    "pharmacy": "Pharmacy",
}
_INSTITUTIONAL = {"inpatient", "outpatient"}
_ROLES = {"pharmacy": "prescribing", "inpatient": "attending", "outpatient": "attending"}
_PLACES = {
    "office": "11", "follow-up": "11", "checkup": "11", "child-checkup": "11", "specialist": "11", "therapy": "11",
    "dental": "11", "imaging": "11", "video": "10", "emergency": "23", "hospital": "21", "surgery": "22",
    "laboratory": "81",
}  # fmt: skip


def claim(person: Person, bill: Bill, *, number: int, today: date) -> Json:
    """Give the explanation of one bill. `number` makes the claim's own number, unique in the plan."""
    received = min(bill.end + timedelta(days=2), today)
    decided = min(bill.end + timedelta(days=0 if bill.kind == "pharmacy" else DAYS_TO_DECIDE), today)
    in_process = bill.outcome == "in-process"
    digits = f"{bill.day:%y}{number:07d}"
    found: Json = {
        "resourceType": "ExplanationOfBenefit",
        "id": resource_id(f"claim/{bill.key}"),
        "meta": meta(
            received if in_process else decided,
            f"{CARIN}/StructureDefinition/C4BB-ExplanationOfBenefit-{_PROFILES[bill.kind]}|2.0.0",
        ),
        "identifier": [
            {
                "type": concept("C4BBIdentifierType", "uc"),
                "system": plan.CLAIM_NUMBER,
                "value": f"C{digits}{luhn_digit(digits)}",
            }
        ],
        "status": "active",
        "type": concept("claim-type", "institutional" if bill.kind in _INSTITUTIONAL else bill.kind),
        "use": "claim",
        "patient": patient_reference(person),
        "billablePeriod": {"start": bill.day.isoformat(), "end": bill.end.isoformat()},
        "created": moment(received, 10),
        "insurer": organization_reference("larkspur"),
        "provider": organization_reference(bill.biller),
        "outcome": "queued" if in_process else "complete",
        "careTeam": [_rendering(bill)],
        "supportingInfo": supporting_facts(person, bill, received),
        "diagnosis": _diagnoses(bill),
        "insurance": [{"focal": True, "coverage": coverage_reference(person, bill.product)}],
        "item": [_item(bill, line, place) for place, line in enumerate(bill.lines, start=1)],
        "adjudication": header_adjudication(bill),
        "total": totals(bill),
    }
    if bill.kind in _INSTITUTIONAL:
        found["subType"] = concept("C4BBInstitutionalClaimSubType", bill.kind)
    if procedures := _procedures(bill):
        found["procedure"] = procedures
    if not in_process:
        found["payment"] = payment(bill, decided)
    if bill.outcome in REFUSALS:
        found["processNote"] = [{"number": 1, "type": "display", "text": REFUSALS[bill.outcome][1]}]
    return found


def _rendering(bill: Bill) -> Json:
    role = _ROLES.get(bill.kind, "rendering")
    member: Json = {
        "sequence": 1,
        "provider": practitioner_reference(bill.doctor),
        "role": concept("C4BBClaimCareTeamRole", role),
    }
    if role == "rendering":
        member["qualification"] = concept("nucc", bill.doctor.taxonomy, text=bill.doctor.specialty)
    return member


def _diagnoses(bill: Bill) -> list[Json]:
    found: list[Json] = []
    for place, why in enumerate(bill.why, start=1):
        kind = concept("ex-diagnosistype", "principal")
        if place > 1:
            other = bill.kind in _INSTITUTIONAL
            kind = concept("C4BBClaimDiagnosisType", "other" if other else "secondary")
        about = CONDITIONS[why]
        entry: Json = {
            "sequence": place,
            "diagnosisCodeableConcept": concept("icd10", about.icd10, text=about.words),
            "type": [kind],
        }
        found.append(entry)
    return found


def _procedures(bill: Bill) -> list[Json]:
    codes = [line.service for line in bill.lines if line.service and line.service.pcs]
    return [
        {
            "sequence": place,
            "type": [concept("C4BBClaimProcedureType", "principal")],
            "date": moment(bill.day),
            "procedureCodeableConcept": concept("pcs", service.pcs, text=service.words),
        }
        for place, service in enumerate(codes[:1], start=1)
    ]


def _item(bill: Bill, line: Line, place: int) -> Json:
    found: Json = {"sequence": place, "servicedDate": bill.day.isoformat()}
    found["diagnosisSequence"] = [1]
    if line.system == "revenue":
        found["revenue"] = concept("revenue", line.code, text=line.words)
        found["productOrService"] = concept("data-absent-reason", "not-applicable", text=line.words)
    else:
        found["productOrService"] = concept(line.system, line.code, text=line.words)
    if bill.kind in {"professional", "oral"}:
        found["locationCodeableConcept"] = concept("place", _PLACES[bill.setting])
    adjudication = adjudicated(line.amounts, decided=bill.outcome != "in-process")
    if bill.kind in {"professional", "oral"}:
        adjudication.insert(0, status(bill))
    if bill.outcome in REFUSALS:
        found["noteNumber"] = [1]
        adjudication.append({
            "category": concept("C4BBAdjudicationDiscriminator", "adjustmentreason"),
            "reason": {"coding": [
                {"system": "https://x12.org/codes/claim-adjustment-reason-codes", "code": REFUSALS[bill.outcome][0]}
            ]},
        })  # fmt: skip
    found["adjudication"] = adjudication
    return found
