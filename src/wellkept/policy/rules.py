"""The rules of one source as data: clauses of allows, limits, nevers and keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from wellkept.policy.vocabulary import Action

ANY: tuple[str, ...] = ("*",)


class Rank(IntEnum):
    """Whose words a clause is; pages cite the statement first, then the notice, then the law, then the plan."""

    STATEMENT = 0
    NOTICE = 1
    LAW = 2
    PLAN = 3


class After(StrEnum):
    """What starts the clock of a keep."""

    EVENT = "event"
    LAST_ACTIVITY = "last_activity"
    PURPOSE_ENDED = "purpose_ended"
    ACCOUNT_CLOSED = "account_closed"
    COVERAGE_ENDED = "coverage_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """Opens cells. Every slot is filled; `parties` of a `use` without `with` is the whole workforce."""

    action: Action
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    parties: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Narrows every allow it meets, in any clause; an absent slot is ANY, an absent action is None."""

    action: Action | None = None
    data: tuple[str, ...] = ANY
    purposes: tuple[str, ...] = ANY
    parties: tuple[str, ...] = ANY
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """Closes cells, but for the data in `but`. `over` names the clauses it is meant to beat."""

    action: Action | None = None
    data: tuple[str, ...] = ANY
    but: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ANY
    parties: tuple[str, ...] = ANY
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long data are kept, in days after `after`; None = no bound. `at_most=0`: used, never stored.

    `setting` marks a number that is the plan's own, because the document gives none.
    """

    data: tuple[str, ...]
    at_most: int | None = None
    at_least: int | None = None
    after: After = After.EVENT
    setting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One promise, or one passage of law, under its id."""

    id: str
    section: str = ""
    allows: tuple[Allow, ...] = ()
    limits: tuple[Limit, ...] = ()
    nevers: tuple[Never, ...] = ()
    keeps: tuple[Keep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All clauses of one document: `name` is "kaiser-permanente/2017-09-13", "generic/2026-02", "us" or a plan."""

    name: str
    rank: Rank
    clauses: tuple[Clause, ...]

    def ref(self, clause: Clause) -> str:
        """How the clause is cited everywhere: "source#clause"."""
        return f"{self.name}#{clause.id}"
