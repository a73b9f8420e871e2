"""What a check finds: a place, how grave it is, what is wrong and what to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellkept.statement.model import Place


class Severity(StrEnum):
    """An error keeps a statement from being put in force; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change. `rule` is the name of the check that found it."""

    place: Place
    severity: Severity
    message: str
    rule: str

    def __str__(self) -> str:
        warning = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.place}: {warning}{self.message}"


def error(place: Place, rule: str, message: str) -> Finding:
    """A finding that keeps a statement from being put in force."""
    return Finding(place, Severity.ERROR, message, rule)


def warning(place: Place, rule: str, message: str) -> Finding:
    """A finding that does not."""
    return Finding(place, Severity.WARNING, message, rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a check must be told of the world: pure code reads neither the clock nor the running program.

    `fulfilled` are the obligations that some verb of the program fulfils, None where no verb is known; `posted` is
    the day on which members are, or were, told of the version.
    """

    fulfilled: frozenset[str] | None = None
    posted: date | None = None
