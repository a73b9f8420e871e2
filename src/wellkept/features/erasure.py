"""Erasing a person: by the office that carries out rights when she asks, by the clock when nothing is kept any more."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from wellkept.gate import admit, done, promised, verb
from wellkept.identity.leaving import remove_accounts_of
from wellkept.identity.visitor import Visitor
from wellkept.policy.vocabulary import DATA
from wellkept.vault import erasure

_ALL_OF_HERS = (
    "identity",
    "contact",
    "member",
    "family",
    "coverage",
    "claims",
    "health",
    "care",
    "sensitive",
    "account",
)


class MustBeKept(Exception):
    """Something of hers must still be kept, so that nothing was erased."""

    def __init__(self, until: date) -> None:
        super().__init__(f"records of this person must be kept until {until}; erase them after that day")
        self.until = until


@verb("people.erase", data=_ALL_OF_HERS, purposes=("member.correct", "operations.hosting"))
def erase_person(visitor: Visitor, person: UUID, *, purpose: str, today: date) -> None:
    """Erase a person for good: her key, and so every copy in a backup too, her rows and her accounts.

    The law's shortest keeping is counted from the day that the newest record of its kind came. One that was cut short
    is done again. Raises `Refused` and `MustBeKept`.
    """
    permit = admit(visitor, erase_person, of=person, purpose=purpose)
    until = max((day + _shortest(leaf) for leaf, day in erasure.newest(permit).items()), default=date.min)
    if until > today:
        raise MustBeKept(until)
    remove_accounts_of(person)
    erasure.erase(permit, written=lambda: done(permit, erase_person))


def _shortest(leaf: str) -> timedelta:
    """How long a leaf must be kept at least, by statement, notice and law."""
    keeps = (keep for source in promised().in_force.sources for clause in source.clauses for keep in clause.keeps)
    return timedelta(days=max((keep.at_least or 0 for keep in keeps if leaf in DATA.expand(keep.data)), default=0))
