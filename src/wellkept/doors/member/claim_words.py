"""Claims in plain words: what a status means, what the sums mean, why something was not paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from wellkept.doors.shared.templatetags.words import money
from wellkept.features.claims import Amounts, Claim, ClaimRow

_STATUS: dict[str, str | Promise] = {
    "paid": gettext_lazy("Paid"),
    "partly_paid": gettext_lazy("Paid in part"),
    "denied": gettext_lazy("Not paid"),
    "in_process": gettext_lazy("Still being worked on"),
    "cancelled": gettext_lazy("Cancelled"),
    "processed": gettext_lazy("Decided"),
}
KINDS: dict[str, str | Promise] = {
    "medical": gettext_lazy("Medical care"),
    "pharmacy": gettext_lazy("Pharmacy"),
    "dental": gettext_lazy("Dental or vision care"),
}
# Claim adjustment reason codes (X12 list 139), said in our own words.
_REASONS: dict[str, str | Promise] = {
    "1": gettext_lazy("This part goes toward your deductible: what you pay in a year before the plan pays."),
    "2": gettext_lazy("This part is your coinsurance: your share of the price."),
    "3": gettext_lazy("This part is your copay: the fixed amount that you pay for a visit or a medicine."),
    "4": gettext_lazy("The code for the service and the note added to it do not fit together."),
    "11": gettext_lazy("The health problem on the claim does not fit the service."),
    "16": gettext_lazy("The claim lacks something that we need to decide it."),
    "18": gettext_lazy("This is a second copy of a claim that we already have."),
    "22": gettext_lazy("Another health plan may have to pay first."),
    "23": gettext_lazy("What another health plan decided changed this amount."),
    "26": gettext_lazy("This care was given before your coverage began."),
    "27": gettext_lazy("This care was given after your coverage had ended."),
    "29": gettext_lazy("The claim came too late."),
    "31": gettext_lazy("We could not find the person on the claim among our members."),
    "39": gettext_lazy("The office asked us beforehand, and we did not approve this service."),
    "45": gettext_lazy("The price is above what we agreed with the office. You do not owe the difference."),
    "49": gettext_lazy("Routine exams of this kind are not covered."),
    "50": gettext_lazy("We did not find this service medically necessary."),
    "55": gettext_lazy("The treatment is seen as experimental."),
    "96": gettext_lazy("Your plan does not cover this service."),
    "97": gettext_lazy("The price of this service is part of another one that was billed."),
    "109": gettext_lazy("Another plan covers this. The office must send the claim there."),
    "119": gettext_lazy("You have reached the limit of your benefit for this service."),
    "151": gettext_lazy("The papers that we have do not show a need for so many or so frequent services."),
    "167": gettext_lazy("This health problem is not covered."),
    "197": gettext_lazy("The plan was not asked beforehand, and this service needs its approval."),
    "198": gettext_lazy("More was done than we had approved beforehand."),
    "204": gettext_lazy("Your plan does not cover this service, device or medicine."),
    "242": gettext_lazy("The office is not in the network of your plan."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in a list. `tone` is "attention" or "problem" where a status should be seen, else ""."""

    row: ClaimRow
    title: str
    status: str
    tone: str
    owed: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One amount with what it means for the member; `part` names its piece of the bar, "" for none."""

    words: str
    amount: Decimal
    means: str
    part: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not paid: the plain words, and the code that the claim carries ("" for none).

    `theirs`: the words are the sender's, not ours.
    """

    words: str
    code: str
    theirs: bool = False


def line_of(row: ClaimRow) -> Line:
    """A row of a list in words."""
    return Line(row, row.about or kind_words(row.kind), status_words(row.status), _tone(row.status), _owed(row))


def status_words(status: str) -> str:
    """A status in words."""
    return str(_STATUS.get(status, status))


def kind_words(kind: str) -> str:
    """What sort of care a claim is for."""
    return str(KINDS.get(kind, kind))


def answer(claim: Claim) -> str:
    """The one thing that a reader of a claim wants to know."""
    owe = claim.amounts.you_owe
    if claim.status == "cancelled":
        return gettext("This claim was cancelled")
    if claim.status == "in_process":
        return gettext("We are still working on this claim")
    if claim.status == "denied":
        return gettext("We did not pay for this")
    if owe is None:
        return gettext("The claim does not say what you owe")
    return gettext("You may owe %(amount)s") % {"amount": money(owe)} if owe else gettext("You owe nothing for this")


def lead(claim: Claim) -> str:
    """What the answer means."""
    owe = claim.amounts.you_owe
    if claim.status == "cancelled":
        return gettext("The office took it back, or it was sent by mistake. You need to do nothing.")
    if claim.status == "in_process":
        return gettext("Wait with paying until it is decided.")
    if claim.status == "denied":
        read_on = gettext("Read below why, and what you can do.")
        return f"{gettext('You may owe %(amount)s.') % {'amount': money(owe)}} {read_on}" if owe else read_on
    return _not_a_bill(owe)


def _not_a_bill(owe: Decimal | None) -> str:
    if owe is None:
        return gettext("This is not a bill. Wait for the bill from the office or pharmacy.")
    if owe:
        return gettext("This is not a bill. Compare it with the bill from the office or pharmacy, and pay there.")
    return gettext("If the office or pharmacy sends you a bill for it, call us before you pay.")


def sums(amounts: Amounts) -> tuple[Sum, ...]:
    """The amounts that the claim has, from what was billed to what is owed."""
    taken_off = amounts.discount
    if taken_off is None and amounts.billed is not None and amounts.allowed is not None:
        taken_off = amounts.billed - amounts.allowed - (amounts.not_covered or Decimal(0))
        taken_off = taken_off if taken_off > 0 else None
    found = (
        (gettext("Billed"), amounts.billed, gettext("What the office or pharmacy asked for."), "", False),
        (gettext("Taken off"), taken_off, gettext("What our agreement takes off. Nobody owes it."), "off", False),
        (gettext("Not covered"), amounts.not_covered, gettext("What the plan does not pay for."), "", False),
        (gettext("Allowed"), amounts.allowed, gettext("The price that is left by our agreement."), "", False),
        (gettext("Other insurance paid"), amounts.other_paid, gettext("What another plan paid first."), "other", False),
        (gettext("Plan paid"), amounts.plan_paid, gettext("What we paid for you."), "paid", False),
        (gettext("You may owe"), amounts.you_owe, _made_of(amounts), "owe", True),
    )
    return tuple(
        Sum(words, amount, means, part, strong) for words, amount, means, part, strong in found if amount is not None
    )


def reasons(claim: Claim) -> tuple[Reason, ...]:
    """Why something was not paid, each once: codes in our words, then what the sender wrote besides."""
    found = [_reason(said) for said in claim.reasons]
    spoken = {reason.words for reason in found}
    found += [Reason(note, "", theirs=True) for note in claim.notes if note not in spoken]
    return tuple({reason.words: reason for reason in found}.values())


def _reason(said: str) -> Reason:
    code = said.removeprefix("CO-").removeprefix("PR-").removeprefix("OA-").removeprefix("PI-").strip()
    if code in _REASONS:
        return Reason(str(_REASONS[code]), code)
    if " " not in said:
        return Reason(
            gettext("The claim gives a code that we have no plain words for. Call us and we will explain."), said
        )
    return Reason(said, "", theirs=True)


def _made_of(amounts: Amounts) -> str:
    if not amounts.you_owe:
        return gettext("By this claim nothing is left for you to pay.")
    parts = [
        gettext("%(amount)s toward your deductible") % {"amount": money(amounts.deductible)}
        if amounts.deductible
        else "",
        gettext("%(amount)s copay") % {"amount": money(amounts.copay)} if amounts.copay else "",
        gettext("%(amount)s coinsurance") % {"amount": money(amounts.coinsurance)} if amounts.coinsurance else "",
        gettext("%(amount)s not covered") % {"amount": money(amounts.not_covered)} if amounts.not_covered else "",
    ]
    said = [part for part in parts if part]
    return (
        gettext("Your share: %(parts)s.") % {"parts": ", ".join(said)} if said else gettext("Your share of the price.")
    )


def _owed(row: ClaimRow) -> str:
    if row.status in {"in_process", "cancelled"} or row.you_owe is None:
        return ""
    if not row.you_owe:
        return gettext("You owe nothing")
    return gettext("You may owe %(amount)s") % {"amount": money(row.you_owe)}


def _tone(status: str) -> str:
    return {"denied": "problem", "partly_paid": "attention", "in_process": "attention"}.get(status, "")


def shares(found: Iterable[Sum]) -> list[tuple[str, Decimal]]:
    """The pieces that a bar is made of, none of them empty."""
    return [(one.part, one.amount) for one in found if one.part and one.amount > 0]
