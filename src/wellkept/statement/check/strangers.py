"""Nobody who has not said who she is gets personal data: neither a stranger at the site nor just anyone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from wellkept.policy.rules import Allow
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.model import InForce
from wellkept.statement.said import Said, said
from wellkept.statement.sentences import said_of

_STRANGERS = frozenset({"person.visitor", "public"})
_KNOWN = bits(["identified"]) | bits(["signed_on"])
# What people post where others can read is read by those others.
_POSTED = frozenset(PURPOSES.under("publication"))


def check_strangers(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """Each allow that gives personal data to who is neither signed on nor known otherwise."""
    table = Table(inforce.sources)
    for rule in said(inforce):
        if not isinstance(rule.rule, Allow) or rule.rule.action is not Action.SHARE:
            continue
        if given := _given(rule, table):
            what = said_of((rule.reached[0], given, rule.reached[2] - _POSTED, rule.reached[3] & _STRANGERS), "en")
            told = f"“{rule.clause.id}” opens personal data to who is not signed on: {what}"
            yield error(rule.place, "stranger", f'{told}; add when = ["identified"], or name another party')


def _given(rule: Said, table: Table) -> frozenset[str]:
    """The personal data that this rule opens to strangers."""
    _, data, purposes, parties = rule.reached
    cells = product(data & PERSONAL, purposes - _POSTED, parties & _STRANGERS)
    return frozenset(
        leaf
        for leaf, purpose, party in cells
        for way in table.row((Action.SHARE, leaf, purpose, party)).alternatives
        if way.clauses[0] == rule.ref and not way.needed & _KNOWN
    )
