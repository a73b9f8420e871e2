"""Every rule that is in force, with the document, the clause and the line that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wellkept.policy.rules import Allow, Clause, Limit, Never, Rank
from wellkept.policy.table import reach
from wellkept.statement.model import Document, InForce, Place, Plan

Reach = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """One allow, limit or never of one clause; `reached` are the values it covers in each dimension."""

    document: Document | Plan
    clause: Clause
    rule: Allow | Limit | Never
    place: Place
    reached: Reach = field(compare=False, repr=False)

    @property
    def ref(self) -> str:
        """How the clause is cited everywhere: "source#clause"."""
        return self.document.source.ref(self.clause)

    @property
    def rank(self) -> Rank:
        """Whose words they are."""
        return self.document.source.rank


def documents(inforce: InForce) -> tuple[Document | Plan, ...]:
    """All that decide together, in the order of citation."""
    return (inforce.statement, *inforce.notices, *inforce.laws, inforce.plan)


def said(inforce: InForce) -> tuple[Said, ...]:
    """All rules of all documents, in the order of citation."""
    return tuple(rule for document in documents(inforce) for rule in said_by(document))


def said_by(document: Document | Plan) -> Iterator[Said]:
    """The rules of one document."""
    for clause in document.source.clauses:
        kinds: tuple[tuple[str, Iterable[Allow | Limit | Never]], ...] = (
            ("allow", clause.allows),
            ("limit", clause.limits),
            ("never", clause.nevers),
        )
        for kind, rules in kinds:
            for number, rule in enumerate(rules):
                place = rule_place(document, clause.id, kind, number)
                yield Said(document, clause, rule, place, reach(rule))


def place_of(document: Document | Plan, *names: str) -> Place:
    """The line of the first of `names` that the document knows, else the document's first line."""
    for name in names:
        if name in document.places:
            return document.places[name]
    files = {Rank.STATEMENT: "statement.toml", Rank.NOTICE: "notice.toml", Rank.PLAN: "plan.toml"}
    known = next(iter(document.places.values()), None)
    file = known.file if known else files.get(document.source.rank, f"{document.source.name}.toml")
    return Place(file, 1)


def clause_place(document: Document | Plan, clause: str) -> Place:
    """The line on which a clause begins."""
    return place_of(document, f"clause:{clause}")


def rule_place(document: Document | Plan, clause: str, kind: str, number: int) -> Place:
    """The line of the n-th allow, limit, never or keep of a clause."""
    return place_of(document, f"clause:{clause}.{kind}.{number}", f"clause:{clause}")
