"""Spans of time as documents write them ("20 minutes", "6 years") and as the two languages print them."""

from __future__ import annotations

import math
import re
from fractions import Fraction

_WRITTEN = re.compile(r"(\d{1,6}) (minute|hour|day|week|month|year)s?")
_IN_MINUTES = {"minute": Fraction(1), "hour": Fraction(60)}
_IN_DAYS = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction("365.25") / 12,
    "year": Fraction("365.25"),
}
_SPANISH = {
    "minute": ("minuto", "minutos"),
    "hour": ("hora", "horas"),
    "day": ("día", "días"),
    "week": ("semana", "semanas"),
    "month": ("mes", "meses"),
    "year": ("año", "años"),
}


class NotASpan(ValueError):
    """Words that are no span of time in the unit that is wanted."""


class Span(int):
    """A whole number of minutes or days that remembers how it was written: 2192 for "6 years"."""

    count: int
    unit: str

    def __new__(cls, value: int, count: int, unit: str) -> Span:  # noqa: PYI034
        """The number, with the count and unit it was written in."""
        span = super().__new__(cls, value)
        span.count = count
        span.unit = unit
        return span

    def __reduce__(self) -> tuple[type[Span], tuple[int, int, str]]:
        return Span, (int(self), self.count, self.unit)


def minutes(written: str) -> Span:
    """The minutes in "20 minutes" or "1 hour". Raises `NotASpan`."""
    return _span(written, _IN_MINUTES, "“20 minutes” or “1 hour”")


def days(written: str) -> Span:
    """The days in "30 days", "6 years" (365.25 days each, rounded up) or "72 hours". Raises `NotASpan`."""
    return _span(written, _IN_DAYS, "“30 days”, “2 weeks”, “18 months” or “6 years”")


def _span(written: str, units: dict[str, Fraction], examples: str) -> Span:
    found = _WRITTEN.fullmatch(written)
    if found is None or found[2] not in units:
        raise NotASpan(f"“{written}” is not a span of time; write for instance {examples}")
    count = int(found[1])
    return Span(math.ceil(count * units[found[2]]), count, found[2])


def words(span: int, language: str, unit: str = "day") -> str:
    """How a span reads: "6 years", "6 años"; a plain int is a number of `unit`."""
    count, of = (span.count, span.unit) if isinstance(span, Span) else (int(span), unit)
    if language == "es":
        return f"{count} {_SPANISH[of][count != 1]}"
    return f"{count} {of}{'s' if count != 1 else ''}"
