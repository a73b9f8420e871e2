"""Obligations against the program: whoever does what a clause allows must fulfil what the clause obliges to.

A clause under which no verb of the program can act is kept by silence: nothing is done that could break it. That is
work still to do, and no fault of the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from wellkept.policy.rules import Allow
from wellkept.policy.table import Table
from wellkept.statement.check.finding import Does, Finding, Surroundings, error
from wellkept.statement.folding import listed
from wellkept.statement.model import InForce
from wellkept.statement.said import Said, said


def check_obligations(inforce: InForce, around: Surroundings) -> Iterator[Finding]:
    """Each allow with an obligation that some verb acting under it does not fulfil."""
    for rule, obligations, acting in _obliging(inforce, around.does or ()):
        for name in obligations:
            if lacking := sorted({does.verb for does in acting if name not in does.fulfils}):
                told = f'obliges = ["{name}"]: {_verbs(lacking)} under this clause and would have to be refused'
                yield error(rule.place, "obligation", f"{told}; no promise may oblige to what the program does not do")


def kept_by_silence(inforce: InForce, does: Iterable[Does]) -> Iterator[Said]:
    """The allows with obligations under which no verb can act."""
    return (rule for rule, _, acting in _obliging(inforce, does) if not acting)


def _obliging(inforce: InForce, does: Iterable[Does]) -> Iterator[tuple[Said, tuple[str, ...], list[Does]]]:
    table = Table(inforce.sources)
    coded = tuple(does)
    for rule in said(inforce):
        if isinstance(rule.rule, Allow) and rule.rule.obligations:
            yield rule, rule.rule.obligations, [one for one in coded if acts_under(one, rule, table)]


def acts_under(does: Does, rule: Said, table: Table) -> bool:
    """Whether a verb can ask for a cell that this rule covers and that no never closes."""
    actions, data, purposes, parties = rule.reached
    if does.action not in actions or does.purpose not in purposes:
        return False
    cells = product(does.data & data, does.parties & parties)
    return any(not table.row((does.action, leaf, does.purpose, party)).nevers for leaf, party in cells)


def _verbs(names: list[str]) -> str:
    several = len(names) > 1
    return f"the verb{'s' if several else ''} {listed(names, 'en')} {'act' if several else 'acts'}"
