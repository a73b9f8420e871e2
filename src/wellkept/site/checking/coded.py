"""Verbs and clauses: which verb no clause covers, which clause no verb serves, which obligation waits for a verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wellkept.gate import Promised, coded
from wellkept.policy.rules import Allow
from wellkept.policy.table import reach
from wellkept.statement.check import Does, kept_by_silence


def gaps(now: Promised) -> Iterator[str]:
    """Each gap in one sentence, verbs first."""
    does = coded()
    by_purpose: dict[tuple[str, str], list[Does]] = defaultdict(list)
    for one in does:
        by_purpose[one.verb, one.purpose].append(one)
    for (name, purpose), asked in sorted(by_purpose.items()):
        if not any(_opens(now, one) for one in asked):
            yield f"no clause covers the verb {name} for {purpose}: it does not run"
    for rule in kept_by_silence(now.in_force, does):
        obligations = ", ".join(rule.rule.obligations) if isinstance(rule.rule, Allow) else ""
        yield f"no verb acts under {rule.ref} ({rule.place}), which obliges to {obligations}"
    for source in now.in_force.sources:
        for clause in source.clauses:
            if clause.allows and not any(_is_served(reach(allow), does) for allow in clause.allows):
                yield f"no verb serves {source.ref(clause)}"


def _opens(now: Promised, asked: Does) -> bool:
    return any(
        now.table.row((asked.action, leaf, asked.purpose, party)).alternatives
        for leaf in asked.data
        for party in asked.parties
    )


def _is_served(reached: tuple[frozenset[str], ...], does: tuple[Does, ...]) -> bool:
    actions, data, purposes, parties = reached
    return any(
        one.action in actions and one.data & data and one.purpose in purposes and one.parties & parties for one in does
    )
