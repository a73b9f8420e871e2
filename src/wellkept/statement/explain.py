"""Why the statement in force allows what it allows: the clauses about one thing, with their passages and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from wellkept.policy.table import Table
from wellkept.policy.vocabulary import CHOICES, DATA, PARTIES, PURPOSES, Tree
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement import declared
from wellkept.statement.cells import Block, opened
from wellkept.statement.contradictions import Contradiction, contradictions
from wellkept.statement.keeps import keeps
from wellkept.statement.model import Cookie, Host, InForce
from wellkept.statement.problems import did_you_mean
from wellkept.statement.quoting import Explanation, Told, kept, quoted, told_by
from wellkept.statement.said import clause_place, documents, said
from wellkept.statement.sentences import said_of
from wellkept.statement.telling import bounds_words

__all__ = ["Explanation", "NothingKnown", "Told", "explain"]


class NothingKnown(ValueError):
    """Nothing in the documents or the vocabulary has the name."""


def explain(inforce: InForce, what: str, language: str = "en") -> Explanation:
    """The clauses about a data category, term, purpose, party, cookie, host, choice, setting or clause.

    A name that several of them bear is told for all; "data:contact" asks for one kind. "contradictions" tells the
    pairs of clauses that open and close the same cells. Raises `NothingKnown`.
    """
    if what == "contradictions":
        return _all_contradictions(inforce, language)
    kind, _, name = what.partition(":")
    tellers = {kind: _TELLERS[kind]} if kind in _TELLERS and name else _TELLERS
    wanted = name if tellers is not _TELLERS else what
    found = [one for tell in tellers.values() if (one := tell(inforce, wanted, language)) is not None]
    if not found:
        raise NothingKnown(f"nothing is called “{what}”{did_you_mean(what, _names(inforce))}")
    return Explanation(
        subject=what,
        facts=tuple(fact for one in found for fact in one.facts),
        told=tuple(dict.fromkeys(told for one in found for told in one.told)),
        opened=tuple(count for one in found for count in one.opened),
    )


def _names(inforce: InForce) -> list[str]:
    statement = inforce.statement
    pages: tuple[Cookie | Host, ...] = (*statement.cookies, *statement.hosts)
    own = [*statement.terms, *(one.name for one in pages)]
    clauses = [clause.id for document in documents(inforce) for clause in document.source.clauses]
    return [*DATA, *PURPOSES, *PARTIES, *SETTINGS, *CHOICES, *own, *clauses, "contradictions"]


def _in_tree(dimension: int, tree: Tree) -> Callable[[InForce, str, str], Explanation | None]:
    def tell(inforce: InForce, name: str, language: str) -> Explanation | None:
        terms = inforce.statement.terms if tree is DATA else {}
        if name not in tree.nodes and name not in terms:
            return None
        leaves = tree.expand(terms.get(name, (name,)))
        rules = [told_by(inforce, rule, language) for rule in said(inforce) if rule.reached[dimension] & leaves]
        keeping = kept(inforce, leaves, language) if tree is DATA else ()
        label = tree[name].label(language) if name in tree.nodes else ", ".join(terms[name])
        return Explanation(
            subject=name,
            facts=(f"{tree.kind} {name}: {label}",),
            told=(*rules, *keeping),
            opened=_openers(inforce, dimension, leaves),
        )

    return tell


def _openers(inforce: InForce, dimension: int, leaves: frozenset[str]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for block in opened(Table(inforce.sources)):
        inside = _cells_with(block, dimension, leaves)
        if inside:
            counts.update(dict.fromkeys(sources_of(block), inside))
    return tuple((source.name, counts[source.name]) for source in inforce.sources if counts[source.name])


def _cells_with(block: Block, dimension: int, leaves: frozenset[str]) -> int:
    values = (block.data, block.purposes, block.parties)[dimension - 1]
    return block.cells // len(values) * len(leaves.intersection(values))


def sources_of(block: Block) -> frozenset[str]:
    """The documents of which some clause opens these cells."""
    return frozenset(alternative.clauses[0].partition("#")[0] for alternative in block.after.alternatives)


def _clause(inforce: InForce, name: str, language: str) -> Explanation | None:
    found: list[Told] = []
    facts: list[str] = []
    for document in documents(inforce):
        for clause in document.source.clauses:
            ref = document.source.ref(clause)
            if name not in {clause.id, ref}:
                continue
            facts.append(f"clause {ref}")
            found += [told_by(inforce, rule, language) for rule in said(inforce) if rule.ref == ref]
            found += [
                quoted(inforce, "keeps", ref, bounds_words(one.keep, language), one.place, language)
                for one in keeps(inforce)
                if one.ref == ref
            ]
            if not found or found[-1].ref != ref:
                states = ", ".join(document.notes[clause.id].states)
                found.append(quoted(inforce, "says", ref, states, clause_place(document, clause.id), language))
    return Explanation(subject=name, facts=tuple(facts), told=tuple(found)) if found else None


def _all_contradictions(inforce: InForce, language: str) -> Explanation:
    facts = tuple(_contradiction_words(pair, language) for pair in contradictions(inforce))
    return Explanation(subject="contradictions", facts=facts or ("no clause closes what another opens",), told=())


def _contradiction_words(pair: Contradiction, language: str) -> str:
    settled = "declared with over" if pair.declared else "the law prevails" if pair.by_law else "NOT DECLARED"
    what = said_of(pair.shared, language)
    return (
        f"{pair.closing.place}: {pair.closing.ref} closes what {pair.opening.ref} ({pair.opening.place}) opens\n"
        f"    {pair.kind}: {pair.relation}; {pair.cells} cells; {settled}\n"
        f"    {what}"
    )


_TELLERS: dict[str, Callable[[InForce, str, str], Explanation | None]] = {
    "data": _in_tree(1, DATA),
    "purpose": _in_tree(2, PURPOSES),
    "party": _in_tree(3, PARTIES),
    "setting": declared.setting,
    "choice": declared.choice,
    "page": declared.page,
    "clause": _clause,
}
