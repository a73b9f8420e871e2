"""An ExplanationOfBenefit in plain terms: who, when, what was billed, what the plan paid, what is owed.

After CARIN Consumer Directed Payer Data Exchange (Blue Button) 2.0; bears with what Medicare's own server leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wellkept.vault.fhir_reading import Json, amount, began, codings, day, ended, first, mapping, named, several, words

# CodeSystem/adjudication of HL7, C4BBAdjudication of CARIN; the order says which is believed first.
_CODES = {
    "billed": ("submitted",),
    "allowed": ("eligible",),
    "plan_paid": ("benefit", "paidtoprovider"),
    "you_owe": ("memberliability",),
    "deductible": ("deductible",),
    "copay": ("copay",),
    "coinsurance": ("coinsurance",),
    "not_covered": ("noncovered",),
    "discount": ("discount",),
    "other_paid": ("priorpayerpaid",),
    "paid_by_you": ("paidbypatient",),
}
_REASONS = frozenset({"adjustmentreason", "rejectreason", "denialreason"})
# C4BBPayerAdjudicationStatus of CARIN.
_DENIED, _PARTLY, _PAID = frozenset({"denied", "reject", "rejected"}), frozenset({"partialpaid"}), frozenset({"paid"})
_AMOUNTS = tuple(_CODES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Sums of money in US dollars, None where the claim is silent."""

    billed: Decimal | None = None
    allowed: Decimal | None = None
    plan_paid: Decimal | None = None
    you_owe: Decimal | None = None
    deductible: Decimal | None = None
    copay: Decimal | None = None
    coinsurance: Decimal | None = None
    not_covered: Decimal | None = None
    discount: Decimal | None = None
    other_paid: Decimal | None = None
    paid_by_you: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One service of a claim."""

    number: int
    service: str
    code: str
    on: date | None
    quantity: Decimal | None
    amounts: Amounts
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSaid:
    """What a claim says, in plain terms.

    `status` is "paid", "denied", "partly_paid", "in_process", "cancelled", or "processed" where a decided claim
    says neither what was paid nor what was refused. `reasons` are why something was not paid, in the sender's words or
    codes (X12 claim adjustment reason codes).
    """

    status: str
    began: date | None
    ended: date | None
    provider: str
    about: str
    billed: Decimal | None
    allowed: Decimal | None
    plan_paid: Decimal | None
    you_owe: Decimal | None
    amounts: Amounts
    lines: tuple[ClaimLine, ...]
    diagnoses: tuple[str, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    number: str


def read_claim(resource: Json, names: Mapping[str, str]) -> ClaimSaid:
    """Read a claim; `names` are what is known of the parties it refers to, by reference."""
    lines = tuple(_lines(resource))
    total = _amounts(several(resource.get("total")))
    found = _whole(total, lines)
    reasons = (*_reasons(several(resource.get("adjudication"))), *(reason for line in lines for reason in line.reasons))
    return ClaimSaid(
        status=_status(resource, found),
        began=began(resource),
        ended=ended(resource),
        provider=_provider(resource, names),
        about=_about(resource, lines),
        billed=found.billed,
        allowed=found.allowed,
        plan_paid=found.plan_paid,
        you_owe=found.you_owe,
        amounts=found,
        lines=lines,
        diagnoses=tuple(filter(None, (_diagnosis(said) for said in several(resource.get("diagnosis"))))),
        reasons=tuple(dict.fromkeys(reasons)),
        notes=tuple(
            str(note["text"]) for note in map(mapping, several(resource.get("processNote"))) if note.get("text")
        ),
        number=str(first(resource.get("identifier")).get("value") or ""),
    )


def _amounts(said: Iterable[object]) -> Amounts:
    by_code: dict[str, Decimal] = {}
    for part in map(mapping, said):
        value = amount(part.get("amount"))
        if value is not None:
            for _, code in codings(part.get("category")):
                by_code.setdefault(code, value)
    found = {field: next((by_code[code] for code in codes if code in by_code), None) for field, codes in _CODES.items()}
    return Amounts(**found)


def _whole(total: Amounts, lines: tuple[ClaimLine, ...]) -> Amounts:
    """The totals, and where a total is missing the sum of the lines; what is owed from its parts at last."""
    found = {
        field: value
        if (value := getattr(total, field)) is not None
        else _sum(getattr(line.amounts, field) for line in lines)
        for field in _AMOUNTS
    }
    if found["you_owe"] is None:
        found["you_owe"] = _sum(found[part] for part in ("deductible", "copay", "coinsurance", "not_covered"))
    if found["you_owe"] is None:
        found["you_owe"] = found["paid_by_you"]
    return Amounts(**found)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _lines(resource: Json) -> Iterable[ClaimLine]:
    for place, item in enumerate(map(mapping, several(resource.get("item"))), start=1):
        service = mapping(item.get("productOrService"))
        adjudication = several(item.get("adjudication"))
        yield ClaimLine(
            number=place,
            service=words(service) if _said(service) else words(item.get("revenue")),
            code=next((code for _, code in codings(service)), ""),
            on=day(item.get("servicedDate")) or day(mapping(item.get("servicedPeriod")).get("start")),
            quantity=amount(item.get("quantity")),
            amounts=_amounts(adjudication),
            reasons=_reasons(adjudication),
        )


def _said(service: Json) -> bool:
    """Whether a service is named; institutional claims say "not-applicable" and name a revenue code instead."""
    return any("data-absent-reason" not in system for system, _ in codings(service)) or bool(service.get("text"))


def _reasons(adjudication: Iterable[object]) -> tuple[str, ...]:
    parts = [part for part in map(mapping, adjudication) if _is_reason(part)]
    return tuple(filter(None, (words(part.get("reason")) for part in parts)))


def _is_reason(part: Json) -> bool:
    return any(code in _REASONS for _, code in codings(part.get("category")))


def _status(resource: Json, found: Amounts) -> str:
    if str(resource.get("status")) in {"cancelled", "entered-in-error"}:
        return "cancelled"
    if str(resource.get("outcome")) in {"queued", "error"} or resource.get("status") == "draft":
        return "in_process"
    said = {code for _, code in codings(mapping(mapping(resource.get("payment")).get("type")))}
    for codes, status in ((_DENIED, "denied"), (_PARTLY, "partly_paid"), (_PAID, "paid")):
        if said & codes:
            return status
    return _by_amounts(found)


def _by_amounts(found: Amounts) -> str:
    """The status where the sender gives none. A deductible that took it all is no refusal."""
    if found.plan_paid:
        return "partly_paid" if found.not_covered else "paid"
    if found.not_covered:
        return "denied"
    return "processed" if found.plan_paid is None else "paid"


def _provider(resource: Json, names: Mapping[str, str]) -> str:
    if called := _person_or_place(resource.get("provider"), resource, names):
        return called
    team = [mapping(part).get("provider") for part in several(resource.get("careTeam"))]
    return next((called for part in team if (called := _person_or_place(part, resource, names))), "")


def _person_or_place(reference: object, resource: Json, names: Mapping[str, str]) -> str:
    called = named(reference, resource, names)
    return "" if called.isdigit() else called


def _about(resource: Json, lines: tuple[ClaimLine, ...]) -> str:
    """A few words for a list: the first service or else the first diagnosis that has words; bare codes say nothing."""
    said = [line.service for line in lines] + [_diagnosis(part) for part in several(resource.get("diagnosis"))]
    return next((word for word in said if " " in word or word.isalpha()), "")


def _diagnosis(said: object) -> str:
    return words(mapping(said).get("diagnosisCodeableConcept"))
