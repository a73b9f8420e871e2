"""Claims: lists from sealed summaries, and one claim in plain terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from wellkept.policy.asks import Permit
from wellkept.policy.vocabulary import DATA
from wellkept.vault.claim_reading import Amounts, ClaimLine, read_claim
from wellkept.vault.lists import NotThere, as_day
from wellkept.vault.lists import counted as _counted
from wellkept.vault.lists import listed as _listed
from wellkept.vault.lists import one as _one
from wellkept.vault.paging import Page
from wellkept.vault.permits import within_year

_KINDS = ("ExplanationOfBenefit",)
_LEAVES = DATA.under("claims")

__all__ = ["Amounts", "Claim", "ClaimLine", "ClaimRow", "NotThere", "listed", "one"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list; `kind` is "medical", "pharmacy" or "dental", sums are in US dollars."""

    id: UUID
    kind: str
    status: str
    began: date | None
    ended: date | None
    provider: str
    about: str
    billed: Decimal | None
    allowed: Decimal | None
    plan_paid: Decimal | None
    you_owe: Decimal | None
    is_sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim; see `claim_reading.ClaimSaid` for `status`, `reasons` and `amounts`."""

    id: UUID
    kind: str
    number: str
    status: str
    began: date | None
    ended: date | None
    provider: str
    about: str
    amounts: Amounts
    lines: tuple[ClaimLine, ...]
    diagnoses: tuple[str, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    is_sensitive: bool


def listed(
    permit: Permit,
    *,
    after: UUID | None = None,
    limit: int = 25,
    year: int | None = None,
    kind: str = "",
    counted: bool = False,
) -> Page[ClaimRow]:
    """The claims that the permit opens, newest first; those of a year and a `kind` ("pharmacy") if given.

    `counted`: with the counts of all claims by (year, kind), whatever year and kind were asked for.
    """
    leaves = tuple(leaf for leaf in _LEAVES if kind in {"", leaf[7:]})
    narrowed = permit if year is None else within_year(permit, year)
    rows, following = _listed(narrowed, _KINDS, leaves, after=after, limit=limit)
    found = tuple(_row(*row) for row in rows)
    if not counted:
        return Page(found, following)
    if after is None and following is None and year is None and not kind:
        # The page is the whole list: nothing more is to be asked.
        return Page(found, None, Counter((row.began.year if row.began else None, row.kind) for row in found))
    counts = {(when, leaf[7:]): count for (when, leaf), count in _counted(permit, _KINDS, _LEAVES).items()}
    return Page(found, following, counts)


def _row(row: str, category: str, labels: int, said: list[Any]) -> ClaimRow:
    return ClaimRow(
        UUID(row),
        category[7:],
        said[1],
        as_day(said[2]),
        as_day(said[3]),
        said[4],
        said[5],
        _money(said[6]),
        _money(said[7]),
        _money(said[8]),
        _money(said[9]),
        labels != 0,
    )


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def one(permit: Permit, claim: UUID) -> Claim:
    """One claim in plain terms. Raises `NotThere`."""
    category, labels, summary, raw = _one(permit, claim, _KINDS, _LEAVES)
    said = read_claim(orjson.loads(raw), {})
    return Claim(
        id=claim,
        kind=category.removeprefix("claims."),
        number=said.number,
        status=said.status,
        began=said.began,
        ended=said.ended,
        # The summary was made when the names of the parties were at hand.
        provider=summary[4] or said.provider,
        about=said.about,
        amounts=said.amounts,
        lines=said.lines,
        diagnoses=said.diagnoses,
        reasons=said.reasons,
        notes=said.notes,
        is_sensitive=labels != 0,
    )
