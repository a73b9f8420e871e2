"""A second evaluator, written from docs/semantics.md alone: slow, plain, and sharing no code with the first.

It takes the vocabulary's rows and the rules as plain data and asks every question cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

TOLD_FIRST = ["never", "restriction", "scope", "condition", "silence"]


@dataclass
class Words:
    """The vocabulary as plain data: names in their order, and the marks that each name itself bears."""

    data: list[str]
    purposes: list[str]
    parties: list[str]
    marks: dict[str, set[str]]


@dataclass
class Rule:
    """An allow, a limit or a never. An empty slot is an absent one."""

    kind: str
    ref: str
    rank: int
    place: int
    action: str | None
    data: list[str]
    purposes: list[str]
    parties: list[str]
    but: list[str]
    conditions: list[str]
    obligations: list[str]


@dataclass
class Answer:
    """What is told of an ask."""

    open: list[str]
    closed: list[str]
    clauses: list[str]
    obligations: set[str]
    needed: set[str]
    missing: set[str]
    reason: str


@cache
def leaves_of(names):
    return [name for name in names if not any(other.startswith(name + ".") for other in names)]


@cache
def stands_for(name, leaf):
    return name in {"*", leaf} or leaf.startswith(name + ".")


@cache
def leaves_below(data, names):
    return [leaf for leaf in leaves_of(data) if any(stands_for(name, leaf) for name in names)]


@cache
def ancestors(name):
    parts = name.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def marked(words, leaf, mark):
    return any(mark in words.marks.get(name, set()) for name in ancestors(leaf))


def slot_covers(slot, leaf):
    return not slot or any(stands_for(name, leaf) for name in slot)


def purpose_covered(words, slot, leaf):
    if not marked(words, leaf, "required"):
        return slot_covers(slot, leaf)
    for name in slot:
        if name == leaf:
            return True
        above_and_marked = name in ancestors(leaf) and any(
            "required" in words.marks.get(up, set()) for up in ancestors(name)
        )
        if above_and_marked:
            return True
    return False


def covers(words, rule, action, leaf, purpose, party):
    if rule.action is not None and rule.action != action:
        return False
    if any(stands_for(name, leaf) for name in rule.but):
        return False
    return (
        slot_covers(rule.data, leaf)
        and purpose_covered(words, rule.purposes, purpose)
        and slot_covers(rule.parties, party)
    )


def in_order(rules):
    return sorted(rules, key=lambda rule: (rule.rank, rule.ref, rule.place))


def without_repeats(names):
    return list(dict.fromkeys(names))


def inside(scope, leaf, purpose, party):
    data, purposes, parties = scope
    return leaf in data and purpose in purposes and party in parties


def cell(words, rules, action, leaf, purpose, party, held, within, restricted):
    covering = [rule for rule in rules if covers(words, rule, action, leaf, purpose, party)]
    nevers = in_order([rule for rule in covering if rule.kind == "never"])
    if nevers:
        return Answer([], [leaf], without_repeats([rule.ref for rule in nevers]), set(), set(), set(), "never")
    allows = in_order([rule for rule in covering if rule.kind == "allow"])
    if not allows:
        return Answer([], [leaf], [], set(), set(), set(), "silence")
    limits = in_order([rule for rule in covering if rule.kind == "limit"])
    alternatives = []
    for allow in sorted(allows, key=lambda rule: len(set(rule.obligations))):
        needs = set(allow.conditions)
        for limit in limits:
            needs |= set(limit.conditions)
        clauses = without_repeats([allow.ref] + [limit.ref for limit in limits])
        alternatives.append((needs, clauses, set(allow.obligations)))
    for needs, clauses, obligations in alternatives:
        if needs <= held:
            if not all(inside(scope, leaf, purpose, party) for scope in within):
                return Answer([], [leaf], [], set(), set(), set(), "scope")
            rescued = purpose == "treatment.emergency" and "emergency" in held
            hit = any(inside(scope, leaf, purpose, party) for scope in restricted)
            if marked(words, purpose, "restrictable") and hit and not rescued:
                return Answer([], [leaf], [], set(), set(), set(), "restriction")
            return Answer([leaf], [], clauses, obligations, needs, set(), "allowed")
    fewest = min(len(needs - held) for needs, _, _ in alternatives)
    needs, clauses, _ = next(one for one in alternatives if len(one[0] - held) == fewest)
    return Answer([], [leaf], clauses, set(), set(), needs - held, "condition")


def answer(words, rules, action, names, purpose, party, whole, held, within=(), restricted=()):
    leaves = leaves_below(tuple(words.data), tuple(names))
    cells = [cell(words, rules, action, leaf, purpose, party, held, within, restricted) for leaf in leaves]
    opened = [one for one in cells if one.open]
    refused = [one for one in cells if not one.open]
    if not opened or (whole and refused):
        reason = next((told for told in TOLD_FIRST if any(one.reason == told for one in refused)), "silence")
        because = [one for one in refused if one.reason == reason]
        clauses = without_repeats([ref for one in because for ref in one.clauses])
        missing = set().union(*(one.missing for one in because))
        return Answer([], list(leaves), clauses, set(), set(), missing, reason)
    return Answer(
        [leaf for one in opened for leaf in one.open],
        [leaf for one in refused for leaf in one.closed],
        without_repeats([ref for one in opened for ref in one.clauses]),
        set().union(*(one.obligations for one in opened)),
        set().union(*(one.needed for one in opened)),
        set(),
        "allowed",
    )
