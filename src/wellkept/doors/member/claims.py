"""Claims: the list, and one claim in plain words."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from wellkept.doors.member import claim_words, plots
from wellkept.doors.member.page import Sheet, after_of, page
from wellkept.doors.shared.templatetags.words import listed, money
from wellkept.doors.shared.visitors import Asked
from wellkept.features.claims import Claim, list_claims, read_claim


@page("claims")
def claims(request: Asked, person: UUID | None) -> Sheet:
    """The claims, newest first."""
    after = after_of(request)
    found = list_claims(request.visitor, person, after=after)
    said = {
        "claims": [claim_words.line_of(row) for row in found.found],
        "next": found.found.next,
        "later": after is not None,
    }
    return Sheet("member/claims.html", said, found)


@page("claims")
def claim(request: Asked, person: UUID | None, claim: UUID) -> Sheet:
    """One claim: the answer, the sums, the services, why something was not paid, and what one can do."""
    found = read_claim(request.visitor, person, claim)
    shown = found.found
    sums = claim_words.sums(shown.amounts)
    bar = plots.split(claim_words.shares(sums))
    said = {
        "claim": shown,
        "answer": claim_words.answer(shown),
        "lead": claim_words.lead(shown),
        "status": claim_words.status_words(shown.status),
        "kind": claim_words.kind_words(shown.kind),
        "sums": sums,
        "bar": bar if len(bar) > 1 else (),
        "bar_title": _bar_title(sums),
        "reasons": claim_words.reasons(shown),
        "denied": shown.status == "denied",
        "has_money": _has_money(shown),
    }
    return Sheet("member/claim.html", said, found)


def _bar_title(sums: tuple[claim_words.Sum, ...]) -> str:
    parts = [f"{one.words} {money(one.amount)}" for one in sums if one.part and one.amount > 0]
    return gettext("Of what was billed: %(parts)s") % {"parts": listed(parts)}


def _has_money(claim: Claim) -> bool:
    return any(line.amounts.allowed is not None for line in claim.lines)
