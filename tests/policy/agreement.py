"""Puts the same random questions to both evaluators. By hand: `python -m tests.policy.agreement 1000000`."""

from __future__ import annotations

import random
import sys

from tests.policy import naive, random_rules
from wellkept.policy.asks import Ask, Decision, Facts
from wellkept.policy.decide import decide
from wellkept.policy.rules import ANY, Source
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, names

ASKS_PER_STATEMENT = 40
FACTS_PER_ASK = 5

WORDS = naive.Words(
    data=list(DATA),
    purposes=list(PURPOSES),
    parties=list(PARTIES),
    marks={name: set(node.marks) for name, node in PURPOSES.nodes.items()},
)


def plain_rules(sources: list[Source]) -> list[naive.Rule]:
    """The rules as plain data; `*` becomes an absent slot, since both cover the same."""
    found = []
    for source in sources:
        for clause in source.clauses:
            kinds = [("allow", clause.allows), ("limit", clause.limits), ("never", clause.nevers)]
            place = 0
            for kind, rules in kinds:
                for rule in rules:
                    found.append(_plain(kind, source, clause.id, place, rule))
                    place += 1
    return found


def _plain(kind, source, clause, place, rule) -> naive.Rule:
    def slot(values):
        return [] if values == ANY else list(values)

    return naive.Rule(
        kind=kind,
        ref=f"{source.name}#{clause}",
        rank=int(source.rank),
        place=place,
        action=None if rule.action is None else str(rule.action),
        data=slot(rule.data),
        purposes=slot(rule.purposes),
        parties=slot(rule.parties),
        but=list(getattr(rule, "but", ())),
        conditions=list(getattr(rule, "conditions", ())),
        obligations=list(getattr(rule, "obligations", ())),
    )


def told(decision: Decision) -> tuple:
    return (
        list(decision.leaves),
        list(decision.closed),
        list(decision.clauses),
        set(decision.obligations),
        set(names(decision.needed)),
        set(names(decision.missing)),
        str(decision.reason),
    )


def told_naively(rules: list[naive.Rule], ask: Ask, facts: Facts) -> tuple:
    found = naive.answer(
        WORDS,
        rules,
        str(ask.action),
        ask.data,
        ask.purpose,
        ask.party,
        ask.whole,
        set(names(facts.held)),
        [(scope.data, scope.purposes, scope.parties) for scope in facts.within],
        [(scope.data, scope.purposes, scope.parties) for scope in facts.restricted],
    )
    return (found.open, found.closed, found.clauses, found.obligations, found.needed, found.missing, found.reason)


def disagreements(*, triples: int, seed: int) -> tuple[int, dict[str, int], list[str]]:
    """How many triples were asked, how often each reason came, and every disagreement in words."""
    chance = random.Random(seed)
    asked, reasons, found = 0, {}, []
    while asked < triples:
        sources = random_rules.sources(chance)
        table, rules = Table(sources), plain_rules(sources)
        for _ in range(ASKS_PER_STATEMENT):
            ask = random_rules.ask(chance, sources)
            for _ in range(FACTS_PER_ASK):
                facts = random_rules.facts(chance)
                ours, theirs = told(decide(table, ask, facts)), told_naively(rules, ask, facts)
                reasons[ours[-1]] = reasons.get(ours[-1], 0) + 1
                asked += 1
                if ours != theirs:
                    found.append(f"{ask} {facts}\n  table {ours}\n  naive {theirs}\n  {sources}")
    return asked, reasons, found


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    number, reasons_found, wrong = disagreements(triples=wanted, seed=20261122)
    sys.stdout.write(f"{number} triples, {len(wrong)} disagreements, reasons {reasons_found}\n")
    sys.stdout.write("\n".join(wrong[:3]))
    sys.exit(1 if wrong else 0)
