"""One line of an 834's coverage (loop 2300) as a FHIR R4 Coverage."""

from __future__ import annotations

from typing import Any

from wellkept.vault.coverage_record import CoverageLine, Maintenance
from wellkept.vault.enrolment_record import Enrolment
from wellkept.vault.fhir_reading import Json, code, mapping, several

_LINES = "https://x12.org/element/1205"
_LEVELS = "https://x12.org/element/1207"
_CLASS = "http://terminology.hl7.org/CodeSystem/coverage-class"
_RELATIONSHIP = "http://terminology.hl7.org/CodeSystem/subscriber-relationship"
_ENDS = frozenset({Maintenance.DELETE, Maintenance.TERMINATE})
# X12 element 1069 (INS02) to FHIR's subscriber-relationship.
_RELATIONSHIPS = {"18": "self", "01": "spouse", "19": "child", "09": "child", "17": "child", "53": "common"}
# X12 element 1205 (HD03), as members read it.
LINE_NAMES = {
    "AG": "Preventive care",
    "AH": "24-hour care",
    "AJ": "Medicare risk",
    "AK": "Mental health",
    "DCP": "Dental capitation",
    "DEN": "Dental",
    "EPO": "Exclusive provider organization",
    "FAC": "Facility",
    "HE": "Hearing",
    "HLT": "Health",
    "HMO": "Health maintenance organization",
    "LTC": "Long-term care",
    "LTD": "Long-term disability",
    "MM": "Major medical",
    "MOD": "Mail-order drugs",
    "PDG": "Prescription drugs",
    "POS": "Point of service",
    "PPO": "Preferred provider organization",
    "PRA": "Practitioners",
    "STD": "Short-term disability",
    "UR": "Utilization review",
    "VIS": "Vision",
}


def identity_of(record: Enrolment, line: CoverageLine) -> str:
    """What makes a period of coverage the same in another file: policy, line, plan and first day."""
    begins = line.begin.isoformat() if line.begin else ""
    return f"{record.transaction.policy}|{line.line}|{line.plan}|{begins}"


def coverage_resource(record: Enrolment, line: CoverageLine) -> dict[str, Any]:
    """The Coverage; its id is the identity of the period."""
    period = {"start": line.begin, "end": line.end}
    never_began = line.begin and line.end and line.end < line.begin
    resource: dict[str, Any] = {
        "resourceType": "Coverage",
        "id": identity_of(record, line),
        "status": "cancelled" if never_began or (line.maintenance in _ENDS and line.end is None) else "active",
        "type": {
            "coding": [{"system": _LINES, "code": line.line}],
            "text": LINE_NAMES.get(line.line, line.line),
        },
        "subscriberId": record.identifiers.subscriber_id or record.identifiers.member_id or "",
        "relationship": {"coding": [_coding(_RELATIONSHIP, _RELATIONSHIPS.get(record.relationship, "other"))]},
        "period": {name: day.isoformat() for name, day in period.items() if day},
        "payor": [{"display": record.transaction.payer.name or record.transaction.sponsor.name}],
        "class": _classes(record, line),
    }
    return {name: value for name, value in resource.items() if value}


def is_open_period_of(kept: Json, record: Enrolment, line: CoverageLine) -> bool:
    """Whether a Coverage on record is the unended period that a line without a first day speaks of."""
    plan = next((mapping(part).get("value") for part in several(kept.get("class")) if _is_plan(part)), "")
    same = code(kept.get("type"), _LINES) == line.line and (not line.plan or plan == line.plan)
    policy = str(kept.get("id") or "").partition("|")[0]
    return same and policy == record.transaction.policy and "end" not in mapping(kept.get("period"))


def _is_plan(part: object) -> bool:
    return code(mapping(part).get("type")) == "plan"


def _classes(record: Enrolment, line: CoverageLine) -> list[dict[str, Any]]:
    said = (("plan", line.plan), ("group", record.identifiers.group or ""))
    found = [{"type": {"coding": [_coding(_CLASS, kind)]}, "value": value} for kind, value in said if value]
    if line.level:
        found.append({"type": {"coding": [_coding(_LEVELS, "class")]}, "value": line.level})
    return found


def _coding(system: str, value: str) -> dict[str, str]:
    return {"system": system, "code": value}
