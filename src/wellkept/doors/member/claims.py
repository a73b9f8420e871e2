"""Claims: the list, and one claim in plain words."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext, ngettext

from wellkept.doors.member import claim_words, plots
from wellkept.doors.member.narrowing import Kinds, narrowing, wanted
from wellkept.doors.member.page import Sheet, after_of, page
from wellkept.doors.shared.templatetags.words import listed, money
from wellkept.doors.shared.visitors import Asked
from wellkept.features.claims import Claim, list_claims, read_claim

# Keys that an address may carry, since they say nothing.
_KINDS: Kinds = {
    key: (kind, claim_words.KINDS[kind]) for key, kind in (("a", "medical"), ("b", "pharmacy"), ("c", "dental"))
}


@page("claims")
def claims(request: Asked, person: UUID | None) -> Sheet:
    """The claims, newest first; of a year or of a kind if asked."""
    after, asked = after_of(request), wanted(request, _KINDS)
    kind = _KINDS[asked.key][0] if asked.key else ""
    found = list_claims(request.visitor, person, after=after, year=asked.year, kind=kind, counted=True)
    said = {
        "claims": [claim_words.line_of(row) for row in found.found],
        "narrowing": narrowing(asked, found.found.counts, _counted, kinds=_KINDS, later=after is not None),
        "next": found.found.next,
        "later": after is not None,
    }
    return Sheet("member/claims.html", said, found)


def _counted(count: int) -> str:
    return ngettext("%(count)s claim", "%(count)s claims", count) % {"count": f"{count:,}"}


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
