"""Verbs and clauses: which verb no clause covers, which clause no verb serves."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.gate import VERBS, Declared, Promised, Way
from wellkept.policy.table import reach
from wellkept.policy.vocabulary import DATA, PARTIES, Action
from wellkept.policy.vocabulary.parties import WORKFORCE

Reached = tuple[Action, frozenset[str], str, frozenset[str]]


def asks_of(declared: Declared) -> Iterator[Reached]:
    """What a verb can ask for: action, leaves, purpose, and the parties it may have."""
    leaves = DATA.expand(declared.data)
    everyone = frozenset(PARTIES.leaves)
    for purpose in declared.purposes:
        if declared.way is Way.IN:
            yield Action.COLLECT, leaves, purpose, everyone
        elif declared.way in (Way.AWAY, Way.TRACK):
            action = Action.TRACK if declared.way is Way.TRACK else Action.SHARE
            yield action, leaves, purpose, frozenset(PARTIES.under(declared.to))
        else:
            yield Action.USE, leaves, purpose, WORKFORCE
            yield Action.SHARE, leaves, purpose, everyone - WORKFORCE


def gaps(now: Promised) -> Iterator[str]:
    """Each gap in one sentence, verbs first."""
    for name, declared in sorted(VERBS.items()):
        for purpose in declared.purposes:
            asked = [one for one in asks_of(declared) if one[2] == purpose]
            if not any(_opens(now, one) for one in asked):
                yield f"no clause covers the verb {name} for {purpose}: it does not run"
    yield from _unfulfilled(now)
    for source in now.in_force.sources:
        for clause in source.clauses:
            if clause.allows and not any(_is_served(reach(allow)) for allow in clause.allows):
                yield f"no verb serves {source.ref(clause)}"


def _unfulfilled(now: Promised) -> Iterator[str]:
    """Obligations that no verb fulfils: the gate refuses what would need them."""
    fulfilled = frozenset[str]().union(*(declared.fulfils for declared in VERBS.values()))
    for source in now.in_force.sources:
        for clause in source.clauses:
            missing = {one for allow in clause.allows for one in allow.obligations} - fulfilled
            if missing:
                yield f"no verb fulfils {', '.join(sorted(missing))}, which {source.ref(clause)} obliges to"


def _opens(now: Promised, asked: Reached) -> bool:
    action, leaves, purpose, parties = asked
    return any(now.table.row((action, leaf, purpose, party)).alternatives for leaf in leaves for party in parties)


def _is_served(reached: tuple[frozenset[str], ...]) -> bool:
    actions, data, purposes, parties = reached
    return any(
        action in actions and leaves & data and purpose in purposes and some & parties
        for declared in VERBS.values()
        for action, leaves, purpose, some in asks_of(declared)
    )
