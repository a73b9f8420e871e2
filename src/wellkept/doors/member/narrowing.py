"""Narrowing a list to a year and a kind: a plain form, whose words say exactly how many there are.

The address carries the year and a neutral key of the kind, and nothing that tells what somebody was treated for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext

from wellkept.doors.shared.visitors import Asked

_FEWEST = 11  # a list of ten can be seen at a glance
_YEARS = range(1900, 2200)

Counts = Mapping[tuple[int | None, str], int]
Kinds = Mapping[str, tuple[str, str | Promise]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: a year, and the key of a kind ("" for all)."""

    year: int | None
    key: str

    @property
    def is_narrow(self) -> bool:
        """Whether anything was asked for."""
        return self.year is not None or bool(self.key)


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a choice."""

    key: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The form above a list (no options: nothing to choose), how many there are in words, and what a pager keeps."""

    years: tuple[Option, ...]
    kinds: tuple[Option, ...]
    words: str
    keep: str
    is_narrow: bool


def wanted(request: Asked, kinds: Kinds | None = None) -> Wanted:
    """The year and kind that the address asks for; what is neither is as if it was not there."""
    year, key = request.GET.get("year", ""), request.GET.get("kind", "")
    known = year.isascii() and year.isdigit() and len(year) == 4 and int(year) in _YEARS  # noqa: PLR2004 - digits
    return Wanted(int(year) if known else None, key if key in (kinds or {}) else "")


def narrowing(
    asked: Wanted, counts: Counts, counted: Callable[[int], str], *, kinds: Kinds | None = None, later: bool = False
) -> Narrowing:
    """The form and the words for a list; `counted` says "12 claims"."""
    kinds = kinds or {}
    kind = kinds[asked.key][0] if asked.key else ""
    count = sum(
        some for (year, one), some in counts.items() if asked.year in {None, year} and (not kind or one == kind)
    )
    is_long = sum(counts.values()) >= _FEWEST or asked.is_narrow
    years = sorted({year for year in (asked.year, *(when for when, _ in counts)) if year is not None}, reverse=True)
    there = {kind for _, kind in counts}
    keys = [key for key, (name, _) in kinds.items() if name in there or key == asked.key]
    return Narrowing(
        years=tuple(Option(str(year), str(year), year == asked.year) for year in years)
        if is_long and (len(years) > 1 or asked.year)
        else (),
        kinds=tuple(Option(key, str(kinds[key][1]), key == asked.key) for key in keys)
        if is_long and (len(keys) > 1 or asked.key)
        else (),
        words=_words(asked, counted(count), str(kinds[asked.key][1]) if asked.key else "", later=later, many=count > 1),
        keep=urlencode({name: said for name, said in (("year", asked.year), ("kind", asked.key)) if said}),
        is_narrow=asked.is_narrow,
    )


def _words(asked: Wanted, counted: str, kind: str, *, later: bool, many: bool) -> str:
    said = counted
    if asked.year is not None:
        said = gettext("%(counted)s in %(year)s") % {"counted": said, "year": asked.year}
    if kind:
        said = gettext("%(counted)s, only: %(kind)s") % {"counted": said, "kind": kind}
    if later:
        return gettext("The older ones of %(counted)s") % {"counted": said}
    return gettext("%(counted)s, newest first") % {"counted": said} if many and not kind else said
