"""Cells that one clause opens and another closes, each pair named by how the two sides lie to each other.

The sixteen relations are those of PolicyLint: data ∈ {=, ⊏, ⊐, ≈} by entity ∈ {=, ⊏, ⊐, ≈}, seen from the clause
that opens; the entity is the party together with the purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wellkept.policy.rules import Allow, Never, Rank
from wellkept.statement.model import InForce
from wellkept.statement.said import Said, said


class Relation(StrEnum):
    """How what is opened lies to what is closed."""

    SAME = "="
    INSIDE = "⊏"
    AROUND = "⊐"
    OVERLAP = "≈"


class Kind(StrEnum):
    """What a pair of relations amounts to."""

    LOGICAL = "logical contradiction"
    NARROWING = "narrowing definition"
    PARTIAL = "partial overlap"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A clause that opens, a clause that closes, and the cells of both.

    `declared`: the closing clause names the opening one in its `over`; `by_law`: the law takes away a part of
    what another document opens, which is what law is for and needs no `over`.
    """

    opening: Said
    closing: Said
    data: Relation
    entity: Relation
    declared: bool
    by_law: bool
    shared: tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]

    @property
    def kind(self) -> Kind:
        """The class of the pair: wholly closed, closed in part by a narrower clause, or crossing."""
        both = {self.data, self.entity}
        if Relation.OVERLAP in both:
            return Kind.PARTIAL
        return Kind.NARROWING if Relation.AROUND in both else Kind.LOGICAL

    @property
    def relation(self) -> str:
        """The pair of relations, as it is printed."""
        return f"data {self.data}, party and purpose {self.entity}"

    @property
    def cells(self) -> int:
        """How many cells both clauses cover."""
        actions, data, purposes, parties = self.shared
        return len(actions) * len(data) * len(purposes) * len(parties)


def contradictions(inforce: InForce) -> list[Contradiction]:
    """Every pair of clauses of which one opens a cell that the other closes, declared or not."""
    rules = said(inforce)
    nevers = [rule for rule in rules if isinstance(rule.rule, Never)]
    return [found for rule in rules if isinstance(rule.rule, Allow) for found in _against(rule, nevers)]


def _against(opening: Said, nevers: list[Said]) -> Iterator[Contradiction]:
    for closing in nevers:
        if any(mine.isdisjoint(theirs) for mine, theirs in zip(opening.reached, closing.reached, strict=True)):
            continue
        yield _contradiction(opening, closing)


def _contradiction(opening: Said, closing: Said) -> Contradiction:
    actions, data, purposes, parties = (
        mine & theirs for mine, theirs in zip(opening.reached, closing.reached, strict=True)
    )
    data_lies = _relation(opening.reached[1], closing.reached[1])
    entity_lies = _joined(
        _relation(opening.reached[2], closing.reached[2]), _relation(opening.reached[3], closing.reached[3])
    )
    whole = {data_lies, entity_lies} <= {Relation.SAME, Relation.INSIDE}
    return Contradiction(
        opening,
        closing,
        data_lies,
        entity_lies,
        declared=_declared(opening, closing),
        by_law=closing.rank is Rank.LAW and opening.rank is not Rank.LAW and not whole,
        shared=(actions, data, purposes, parties),
    )


def _declared(opening: Said, closing: Said) -> bool:
    over = closing.rule.over if isinstance(closing.rule, Never) else ()
    return opening.ref in over


def _relation(opened: frozenset[str], closed: frozenset[str]) -> Relation:
    if opened == closed:
        return Relation.SAME
    if opened < closed:
        return Relation.INSIDE
    return Relation.AROUND if opened > closed else Relation.OVERLAP


def _joined(purposes: Relation, parties: Relation) -> Relation:
    """The relation of the two sets of pairs (purpose, party)."""
    if purposes is parties or parties is Relation.SAME:
        return purposes
    return parties if purposes is Relation.SAME else Relation.OVERLAP
