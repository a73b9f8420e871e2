"""What a check finds: a place, how grave it is, what is wrong and what to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellkept.policy.vocabulary import Action
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
class Does:
    """What a verb of the program can ask for: an action on some data leaves for one purpose with some parties.

    `fulfils` are the obligations that the verb declares to fulfil.
    """

    verb: str
    action: Action
    data: frozenset[str]
    purpose: str
    parties: frozenset[str]
    fulfils: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a check must be told of the world: pure code reads neither the clock nor the running program.

    `does` is what the program can do, None where no program is known; `posted` is the day on which members are, or
    were, told of the version.
    """

    does: tuple[Does, ...] | None = None
    posted: date | None = None
