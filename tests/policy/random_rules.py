"""Random sources, asks and facts from a seeded generator, small enough that rules meet often."""

from __future__ import annotations

import random

from wellkept.policy.asks import Ask, Facts, Scope
from wellkept.policy.rules import ANY, Allow, Clause, Limit, Never, Rank, Source
from wellkept.policy.vocabulary import ACTIONS, CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, bits
from wellkept.policy.vocabulary.purposes import SALE

_DATA = [name for name in DATA if name.split(".")[0] in {"contact", "claims", "sensitive", "derived"}]
_PURPOSES = [
    name
    for name in PURPOSES
    if name.split(".")[0] in {"member", "treatment", "outreach", "law", "site", "research"} and name not in SALE
]
_PARTIES = [name for name in PARTIES if name.split(".")[0] in {"person", "representative", "workforce", "vendor"}]
_CONDITIONS = list(CONDITIONS)[:9]
_OBLIGATIONS = list(OBLIGATIONS)[:5]


def _some(chance: random.Random, names: list[str], most: int) -> tuple[str, ...]:
    return tuple(chance.sample(names, chance.randint(1, most)))


def _maybe(chance: random.Random, names: list[str], most: int) -> tuple[str, ...]:
    return ANY if chance.random() < 0.35 else _some(chance, names, most)


def _few(chance: random.Random, names: list[str]) -> tuple[str, ...]:
    return tuple(chance.sample(names, chance.choice([0, 0, 0, 1, 1, 2])))


def _purposes(chance: random.Random) -> tuple[str, ...]:
    return _some(chance, _PURPOSES, 4)


def clause(chance: random.Random, name: str) -> Clause:
    allows = tuple(
        Allow(
            action=chance.choice(ACTIONS),
            data=_some(chance, _DATA, 4) if chance.random() < 0.9 else ANY,
            purposes=_purposes(chance),
            parties=_some(chance, _PARTIES, 4) if chance.random() < 0.8 else ANY,
            conditions=_few(chance, _CONDITIONS),
            obligations=_few(chance, _OBLIGATIONS),
        )
        for _ in range(chance.choice([0, 1, 1, 2, 3]))
    )
    limits = tuple(
        Limit(
            action=chance.choice([None, *ACTIONS]),
            data=_maybe(chance, _DATA, 3),
            purposes=_maybe(chance, _PURPOSES, 3),
            parties=_maybe(chance, _PARTIES, 3),
            conditions=_some(chance, _CONDITIONS, 2),
        )
        for _ in range(chance.choice([0, 0, 1, 1]))
    )
    nevers = tuple(
        Never(
            action=chance.choice([None, *ACTIONS]),
            data=_maybe(chance, _DATA, 2),
            but=_few(chance, _DATA),
            purposes=_maybe(chance, _PURPOSES, 2),
            parties=_maybe(chance, _PARTIES, 2),
        )
        for _ in range(chance.choice([0, 0, 0, 1]))
    )
    return Clause(id=name, allows=allows, limits=limits, nevers=nevers)


def sources(chance: random.Random) -> list[Source]:
    """One to three sources of different rank, with one to seven clauses each."""
    ranks = sorted(chance.sample(list(Rank), chance.randint(1, 3)))
    return [
        Source(
            name=f"source-{chance.randint(1, 9)}-{rank.name.lower()}",
            rank=rank,
            clauses=tuple(clause(chance, f"clause-{place}") for place in range(chance.randint(1, 7))),
        )
        for rank in ranks
    ]


def ask(chance: random.Random, asked_of: list[Source]) -> Ask:
    """An ask at random, or (mostly) one that some allow of these sources is about."""
    allows = [allow for source in asked_of for clause in source.clauses for allow in clause.allows]
    if allows and chance.random() < 0.75:
        near = chance.choice(allows)
        return Ask(
            action=near.action,
            data=tuple(chance.choice(_DATA) if name == "*" or chance.random() < 0.2 else name for name in near.data),
            purpose=chance.choice([leaf for name in near.purposes for leaf in PURPOSES.under(name)]),
            party=chance.choice([leaf for name in near.parties for leaf in PARTIES.under(name)]),
            whole=chance.random() < 0.2,
        )
    return Ask(
        action=chance.choice(ACTIONS),
        data=_some(chance, _DATA, 2),
        purpose=chance.choice([name for name in _PURPOSES if name in PURPOSES.index]),
        party=chance.choice([name for name in _PARTIES if name in PARTIES.index]),
        whole=chance.random() < 0.2,
    )


def _scope(chance: random.Random) -> Scope:
    return Scope(
        data=DATA.expand(_maybe(chance, _DATA, 8)),
        purposes=PURPOSES.expand(_maybe(chance, _PURPOSES, 8)),
        parties=PARTIES.expand(_maybe(chance, _PARTIES, 8)),
    )


def facts(chance: random.Random) -> Facts:
    held = chance.sample(_CONDITIONS, chance.randint(0, len(_CONDITIONS)))
    if chance.random() < 0.2:
        held = _CONDITIONS
    if chance.random() < 0.7:
        return Facts(held=bits(held))
    return Facts(
        held=bits(held),
        within=tuple(_scope(chance) for _ in range(chance.choice([0, 1, 2]))),
        restricted=tuple(_scope(chance) for _ in range(chance.choice([0, 1, 2]))),
    )
