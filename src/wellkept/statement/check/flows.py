"""Clauses against clauses: nothing is both open and closed, and nothing closes what the law keeps open."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.policy.rules import Limit, Never, Rank
from wellkept.policy.table import Table
from wellkept.policy.vocabulary.purposes import REQUIRED
from wellkept.statement.cells import no_wider, walk
from wellkept.statement.check.finding import Finding, Surroundings, error, warning
from wellkept.statement.contradictions import Contradiction, contradictions
from wellkept.statement.model import InForce, Place
from wellkept.statement.said import Said, said
from wellkept.statement.sentences import said_of


def check_flows(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """Contradictions, dangling `over`s, nevers that name a required purpose, limits that close the law's doors."""
    found = contradictions(inforce)
    for pair in found:
        if not pair.declared and not pair.by_law:
            yield _undeclared(pair)
    rules = said(inforce)
    yield from _required(rules)
    yield from _overs(inforce, rules, found)
    yield from _law_closed(inforce, rules)


def _undeclared(pair: Contradiction) -> Finding:
    opening, closing = pair.opening, pair.closing
    what = said_of(pair.shared, "en")
    told = f"“{closing.clause.id}” closes what {_where(opening, closing)} opens ({pair.kind}: {pair.relation}): {what}"
    if closing.rank >= Rank.LAW:
        return error(opening.place, "contradiction", f"{told}; {closing.ref} beats it: narrow this allow")
    name = opening.clause.id if opening.document is closing.document else opening.ref
    if opening.rank is Rank.LAW:
        return error(
            closing.place, "law-closed", f'{told}; the law keeps it open: narrow this never, or say over = ["{name}"]'
        )
    return error(closing.place, "contradiction", f'{told}; if the never is meant to win, say over = ["{name}"]')


def _where(opening: Said, closing: Said) -> str:
    if opening.document is closing.document:
        return f"“{opening.clause.id}” ({opening.place})"
    return opening.ref


def _required(rules: tuple[Said, ...]) -> Iterator[Finding]:
    for rule in rules:
        if isinstance(rule.rule, Never) and rule.reached[2] & REQUIRED:
            names = ", ".join(sorted(rule.reached[2] & REQUIRED))
            message = f"a never may not name a purpose that the law requires ({names}): take it out of for = […]"
            yield error(rule.place, "never-required", message)


def _overs(inforce: InForce, rules: tuple[Said, ...], found: list[Contradiction]) -> Iterator[Finding]:
    """The loader knows every name in `over`; a shared document may name clauses that are not in force here."""
    beaten = {(pair.closing.ref, pair.opening.ref) for pair in found}
    present = {source.ref(clause) for source in inforce.sources for clause in source.clauses}
    for rule in rules:
        for ref in rule.rule.over if isinstance(rule.rule, Never) else ():
            if ref in present and (rule.ref, ref) not in beaten:
                told = f'over = ["{_short(ref, rule)}"] beats nothing: that clause opens no cell that this one closes'
                yield warning(rule.place, "over", told)


def _short(ref: str, rule: Said) -> str:
    source, _, clause = ref.partition("#")
    return clause if source == rule.document.source.name else ref


def _law_closed(inforce: InForce, rules: tuple[Said, ...]) -> Iterator[Finding]:
    """A limit of another document that narrows a purpose which the law keeps open for the person or for HHS."""
    narrowing = [
        rule
        for rule in rules
        if isinstance(rule.rule, Limit) and rule.rank is not Rank.LAW and rule.reached[2] & REQUIRED
    ]
    if not narrowing:
        return
    law = Table([document.source for document in inforce.laws])
    whole = Table(inforce.sources)
    told: set[Place] = set()
    for block in walk(law, whole):
        if not REQUIRED.intersection(block.purposes) or no_wider(block.before, block.after):
            continue
        cells = (frozenset((block.action,)), frozenset(block.data), frozenset(block.purposes), frozenset(block.parties))
        for rule in narrowing:
            if rule.place not in told and all(mine & theirs for mine, theirs in zip(rule.reached, cells, strict=True)):
                told.add(rule.place)
                shared = said_of(cells, "en")
                yield error(rule.place, "law-closed", f"this limit narrows what the law keeps open: {shared}")
