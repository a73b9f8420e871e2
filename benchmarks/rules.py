"""Made-up rules and requests, the same for every engine and every run.

One clause holds one rule: seven in ten open, two narrow, one closes. All slots are spelled out as leaves of
Wellkept's vocabulary, since no engine knows another's trees; None is any.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wellkept.policy.rules import ANY, Allow, Clause, Limit, Never, Rank, Source
from wellkept.policy.table import reach
from wellkept.policy.vocabulary import ACTIONS, CONDITIONS, DATA, PARTIES, PURPOSES, Action
from wellkept.policy.vocabulary.purposes import SALE

Effect = Literal["allow", "limit", "never"]

_EFFECTS: tuple[Effect, ...] = (
    "allow",
    "allow",
    "limit",
    "allow",
    "allow",
    "never",
    "allow",
    "allow",
    "limit",
    "allow",
)
_SEED = 20_260_301
HELD = tuple(CONDITIONS)[:9]
_PURPOSES = tuple(name for name in PURPOSES if name not in SALE and name != "sale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in plain sets. A limit closes what it covers unless all its conditions hold; a never, always."""

    id: str
    effect: Effect
    actions: tuple[str, ...] | None
    data: tuple[str, ...] | None
    purposes: tuple[str, ...] | None
    parties: tuple[str, ...] | None
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One leaf for one purpose with one party, and the conditions that hold."""

    action: str
    data: str
    purpose: str
    party: str
    held: tuple[str, ...]


def source(clauses: int) -> Source:
    """As many clauses as asked, in Wellkept's own form."""
    chance = random.Random(_SEED)
    made = tuple(_clause(chance, place) for place in range(clauses))
    return Source(name="benchmark", rank=Rank.STATEMENT, clauses=made)


def plain(written: Source) -> list[Rule]:
    """The same clauses in plain sets, as the other engines get them."""
    return [_plain(clause.id, rule) for clause in written.clauses for rule in _of(clause)]


def requests(written: Source, many: int) -> list[Request]:
    """Requests about these rules; three in four are about a cell that some rule opens."""
    chance = random.Random(_SEED + len(written.clauses))
    opening = [rule for rule in plain(written) if rule.effect == "allow"]
    return [_near(chance, chance.choice(opening)) if chance.random() < 0.75 else _any(chance) for _ in range(many)]


def _clause(chance: random.Random, place: int) -> Clause:
    name = f"clause-{place}"
    effect = _EFFECTS[place % len(_EFFECTS)]
    if effect == "allow":
        return Clause(id=name, allows=(_allow(chance),))
    if effect == "limit":
        return Clause(id=name, limits=(_limit(chance),))
    return Clause(id=name, nevers=(_never(chance),))


def _allow(chance: random.Random) -> Allow:
    return Allow(
        action=chance.choice(ACTIONS),
        data=_some(chance, tuple(DATA), 4),
        purposes=_some(chance, _PURPOSES, 4),
        parties=_some(chance, tuple(PARTIES), 4),
        conditions=_some(chance, HELD, 2) if chance.random() < 0.5 else (),
    )


def _limit(chance: random.Random) -> Limit:
    return Limit(
        action=chance.choice((None, *ACTIONS)),
        data=_maybe(chance, tuple(DATA)),
        purposes=_some(chance, _PURPOSES, 2),
        parties=_maybe(chance, tuple(PARTIES)),
        conditions=_some(chance, HELD, 2),
    )


def _never(chance: random.Random) -> Never:
    return Never(
        action=chance.choice((None, *ACTIONS)),
        data=_some(chance, tuple(DATA), 3),
        purposes=_some(chance, _PURPOSES, 4),
        parties=_maybe(chance, tuple(PARTIES)),
    )


def _some(chance: random.Random, names: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(chance.sample(names, chance.randint(1, most)))


def _maybe(chance: random.Random, names: Sequence[str]) -> tuple[str, ...]:
    return ANY if chance.random() < 0.3 else _some(chance, names, 2)


def _of(clause: Clause) -> tuple[Allow | Limit | Never, ...]:
    return (*clause.allows, *clause.limits, *clause.nevers)


def _plain(name: str, rule: Allow | Limit | Never) -> Rule:
    _, data, purposes, parties = reach(rule)
    effects: dict[type, Effect] = {Allow: "allow", Limit: "limit", Never: "never"}
    return Rule(
        id=name,
        effect=effects[type(rule)],
        actions=None if rule.action is None else (str(rule.action),),
        data=None if rule.data == ANY else tuple(sorted(data)),
        purposes=tuple(sorted(purposes)),
        parties=None if rule.parties == ANY else tuple(sorted(parties)),
        conditions=() if isinstance(rule, Never) else rule.conditions,
    )


def _near(chance: random.Random, rule: Rule) -> Request:
    others = tuple(name for name in HELD if name not in rule.conditions)
    return Request(
        action=chance.choice(rule.actions or tuple(map(str, ACTIONS))),
        data=chance.choice(rule.data or DATA.leaves),
        purpose=chance.choice(rule.purposes or PURPOSES.leaves),
        party=chance.choice(rule.parties or PARTIES.leaves),
        held=(*rule.conditions, *chance.sample(others, chance.randint(2, len(others)))),
    )


def _any(chance: random.Random) -> Request:
    return Request(
        action=str(chance.choice(tuple(Action))),
        data=chance.choice(DATA.leaves),
        purpose=chance.choice(PURPOSES.leaves),
        party=chance.choice(PARTIES.leaves),
        held=tuple(chance.sample(HELD, chance.randint(0, len(HELD)))),
    )
