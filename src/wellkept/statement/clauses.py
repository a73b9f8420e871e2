"""Clauses by their reference, and what their rules name, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from wellkept.policy.rules import ANY, Allow, Clause, Keep, Limit, Never
from wellkept.policy.vocabulary import CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, Tree
from wellkept.statement.durations import words
from wellkept.statement.folding import listed
from wellkept.statement.lists import joined
from wellkept.statement.model import Document, InForce, Plan
from wellkept.statement.slots import Slot

Of = TypeVar("Of")

# Where each kind of rule holds what a slot asks for.
_SHARED = {"data": "data", "with": "parties", "for": "purposes"}
_SLOTS: dict[type, dict[str, str]] = {
    Allow: {**_SHARED, "when": "conditions", "obliges": "obligations"},
    Limit: {**_SHARED, "when": "conditions"},
    Never: {**_SHARED, "but": "but"},
    Keep: {"data": "data"},
}
_EVERYTHING = {
    "data": ("any information", "cualquier información"),
    "for": ("any purpose", "cualquier fin"),
    "with": ("anyone", "cualquiera"),
}
_NOTHING = ("nothing", "nada")
_NO_TIME = ("no time at all", "ningún tiempo")
_BETWEEN = ("between {} and {}", "entre {} y {}")


def document_of(inforce: InForce, source: str) -> Document | Plan:
    """The document in force that is called `source`. Raises KeyError."""
    documents: tuple[Document | Plan, ...] = (inforce.statement, *inforce.notices, *inforce.laws, inforce.plan)
    return {document.source.name: document for document in documents}[source]


def clause_of(document: Document | Plan, id_: str) -> Clause:
    """A clause by its id. Raises KeyError."""
    return {clause.id: clause for clause in document.source.clauses}[id_]


def part_words(slot: Slot, document: Document, language: str) -> str:
    """What a clause slot renders: the labels of the clause's rules, as a list in `language`."""
    clause = clause_of(document, slot.name)
    only, _, part = slot.part.rpartition(".")
    if part == "keep":
        return listed(list(_once(_kept(keep, language) for keep in clause.keeps)), language)
    rules = _rules(clause, only)
    named = _once(name for rule in rules for name in _named(rule, part))
    written = [name for name in named if name not in ANY]
    if not written:
        return (_EVERYTHING[part] if named and part in _EVERYTHING else _NOTHING)[language == "es"]
    return joined([_label(part, name, language) for name in written], language, either=slot.either)


def _rules(clause: Clause, only: str) -> tuple[Allow | Limit | Never | Keep, ...]:
    match only:
        case "allow":
            return clause.allows
        case "limit":
            return clause.limits
        case "never":
            return clause.nevers
    return (*clause.allows, *clause.limits, *clause.nevers, *clause.keeps)


def _named(rule: Allow | Limit | Never | Keep, part: str) -> tuple[str, ...]:
    slot = _SLOTS[type(rule)].get(part)
    names: tuple[str, ...] = getattr(rule, slot) if slot else ()
    return names


def _label(part: str, name: str, language: str) -> str:
    trees: dict[str, Tree] = {"data": DATA, "but": DATA, "with": PARTIES, "for": PURPOSES}
    if part in trees:
        return trees[part][name].label(language)
    return (OBLIGATIONS if part == "obliges" else CONDITIONS)[name][language == "es"]


def _kept(keep: Keep, language: str) -> str:
    spans = [span for span in (keep.at_least, keep.at_most) if span is not None]
    if spans == [0]:
        return _NO_TIME[language == "es"]
    said = [words(span, language) for span in spans]
    return said[0] if len(said) == 1 or said[0] == said[1] else _BETWEEN[language == "es"].format(*said)


def _once(items: Iterable[Of]) -> tuple[Of, ...]:
    return tuple(dict.fromkeys(items))
