"""The supporting information of a claim, which differs by its kind (CARIN Blue Button 2.0)."""

from datetime import date

from wellkept.site.demonstration.billing import Bill
from wellkept.site.demonstration.codes.medicines import MEDICINES
from wellkept.site.demonstration.directory import organization_reference
from wellkept.site.demonstration.fhir import Json, coding, concept, system
from wellkept.site.demonstration.people import Person

_NUBC = "https://www.nubc.org/CodeSystem"
# MS-DRG by the reason of the stay.
_DRG = {"birth": "807", "newborn": "795", "heart-failure": "291", "knee-arthritis": "470"}


def supporting_facts(person: Person, bill: Bill, received: date) -> list[Json]:
    found: list[Json] = [_fact("clmrecvddate", timingDate=received.isoformat())]
    if bill.kind == "pharmacy":
        found += _pharmacy(bill)
    else:
        found.append(_fact("patientaccountnumber", valueString=f"{bill.biller[:2].upper()}-{person.number[2:]}"))
    if bill.kind in {"professional", "oral"}:
        found.append(_fact("servicefacility", valueReference=organization_reference(bill.biller)))
    if bill.kind in {"inpatient", "outpatient"}:
        found += _institutional(bill)
    return [{"sequence": place} | fact for place, fact in enumerate(found, start=1)]


def _fact(category: str, **value: object) -> Json:
    return {"category": concept("C4BBSupportingInfoType", category)} | value


def _code(system_uri: str, code: str) -> Json:
    return {"coding": [{"system": system_uri, "code": code}]}


def _pharmacy(bill: Bill) -> list[Json]:
    if bill.prescription is None:
        msg = "A pharmacy claim needs its prescription."
        raise ValueError(msg)
    drug = MEDICINES[bill.prescription.medicine]
    brand = "1" if drug.tier == "brand" else "2"
    return [
        _fact("dayssupply", valueQuantity={"value": drug.days}),
        _fact("dawcode", code=_code(system("NCPDPDispensedAsWrittenOrProductSelectionCode"), "0")),
        _fact("refillnum", valueQuantity={"value": bill.fill}),
        _fact("refillsauthorized", valueQuantity={"value": drug.refills}),
        _fact("brandgenericindicator", code=_code(system("NCPDPBrandGenericIndicator"), brand)),
        _fact("rxorigincode", code=_code(system("NCPDPPrescriptionOriginCode"), "3")),
        _fact("compoundcode", code=_code(system("NCPDPCompoundCode"), "1")),
    ]


def _institutional(bill: Bill) -> list[Json]:
    inpatient = bill.kind == "inpatient"
    newborn = bill.why[0] == "newborn"
    origin = "PointOfOriginNewborn" if newborn else "PointOfOrigin"
    admission = "4" if newborn else "1" if bill.setting == "emergency" or bill.why[0] == "heart-failure" else "3"
    found = [
        _fact("typeofbill", code=_code(f"{_NUBC}/TypeOfBill", "0111" if inpatient else "0131")),
        _fact("pointoforigin", code=_code(f"{_NUBC}/{origin}", "5" if newborn else "1")),
        _fact("admtype", code=_code(f"{_NUBC}/PriorityTypeOfAdmitOrVisit", admission)),
        _fact("discharge-status", code=_code(f"{_NUBC}/PatDischargeStatus", "01")),
    ]
    if inpatient:
        period = {"start": bill.day.isoformat(), "end": bill.end.isoformat()}
        found.append(_fact("admissionperiod", timingPeriod=period))
        found.append(_fact("drg", code={"coding": [coding("drg", _DRG[bill.why[0]])]}))
    return found
