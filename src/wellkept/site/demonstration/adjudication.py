"""How a claim was decided, in CARIN's terms: statuses, amounts, sums and the payment."""

from datetime import date
from typing import Final

from wellkept.site.demonstration.billing import Bill
from wellkept.site.demonstration.fhir import Json, concept, money
from wellkept.site.demonstration.pricing import Amounts

# Claim adjustment reason codes (X12 list 139), in our words.
REFUSALS: Final = {
    "no-authorization": ("197", "The plan was not asked beforehand, and this service needs its approval."),
    "coverage-ended": ("27", "This care was given after coverage had ended."),
}


def status(bill: Bill, name: str = "benefitpaymentstatus") -> Json:
    status = "innetwork" if bill.outcome == "paid" or name != "benefitpaymentstatus" else "other"
    return {
        "category": concept("C4BBAdjudicationDiscriminator", name),
        "reason": concept("C4BBPayerAdjudicationStatus", status),
    }


def header_adjudication(bill: Bill) -> list[Json]:
    names = ["billingnetworkstatus"]
    if bill.kind != "professional":
        names.append("benefitpaymentstatus")
    if bill.kind in {"professional", "oral"}:
        names.append("renderingnetworkstatus")
    return [status(bill, name) for name in names]


def adjudicated(amounts: Amounts, *, decided: bool) -> list[Json]:
    """Give the amounts that are not zero, and always what was asked, allowed, paid, and left to the member."""
    always = [("adjudication", "submitted", amounts.submitted)]
    if decided:
        always += [
            ("adjudication", "eligible", amounts.eligible),
            ("C4BBAdjudication", "paidtoprovider", amounts.paid),
            ("C4BBAdjudication", "memberliability", amounts.member_share),
        ]
    shares = (
        ("C4BBAdjudication", "discount", amounts.discount),
        ("C4BBAdjudication", "noncovered", amounts.not_covered),
        ("adjudication", "deductible", amounts.deductible),
        ("adjudication", "copay", amounts.copay),
        ("C4BBAdjudication", "coinsurance", amounts.coinsurance),
    )
    return [
        {"category": concept(system, code), "amount": money(cents)}
        for system, code, cents in always + [share for share in shares if share[2]]
    ]


def totals(bill: Bill) -> list[Json]:
    total = bill.lines[0].amounts
    for line in bill.lines[1:]:
        total += line.amounts
    return adjudicated(total, decided=bill.outcome != "in-process")


def payment(bill: Bill, decided: date) -> Json:
    paid = sum(line.amounts.paid for line in bill.lines)
    kind = "denied" if bill.outcome in REFUSALS else "paid"
    return {"type": concept("C4BBPayerAdjudicationStatus", kind), "date": decided.isoformat(), "amount": money(paid)}
