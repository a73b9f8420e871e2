"""Clauses and text, one to one, and each clause's categories and parties where its passage can show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wellkept.policy.rules import ANY, Allow, Clause, Keep, Limit, Never
from wellkept.policy.vocabulary import DATA, PARTIES, Action, Tree
from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.model import Document, InForce, Passage, Place, Text
from wellkept.statement.said import clause_place
from wellkept.statement.slots import Slot, SlotKind, slots

_OWN_CODE = frozenset(PARTIES.under("own"))
_READER = frozenset(PARTIES.under("person"))

Rules = Iterable[Allow | Limit | Never | Keep]


def check_pairing(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """The statement and its notices, in each language they have."""
    for document in (inforce.statement, *inforce.notices):
        for text in document.texts.values():
            yield from _paired(document, text)


def _paired(document: Document, text: Text) -> Iterator[Finding]:
    clauses = {clause.id: clause for clause in document.source.clauses}
    if clauses and not text.passages:
        yield error(
            Place(text.file, 1), "text", f"there is no text yet for the {len(clauses)} clauses of {document.name}"
        )
        return
    by_clause: dict[str, list[Passage]] = {}
    for passage in text.passages:
        for name in passage.clauses:
            by_clause.setdefault(name, []).append(passage)
            if name not in clauses:
                told = f"{{#{name}}} names no clause: write the clause, or take the anchor away"
                yield error(passage.place, "text", told)
    for name, clause in clauses.items():
        if name in by_clause:
            yield from _rendered(document, clause, by_clause[name])
            continue
        told = f"the clause “{name}” has no text in {text.file}: end a passage with {{#{name}}}"
        yield error(clause_place(document, name), "text", told)


def _rendered(document: Document, clause: Clause, passages: list[Passage]) -> Iterator[Finding]:
    found = [slot for passage in passages for slot in slots(passage, document)]
    place = passages[0].place
    wants = (
        ("data", "categories", DATA, data_named(_all(clause))),
        ("but", "exceptions", DATA, _named(never.but for never in clause.nevers)),
        ("with", "parties", PARTIES, _parties(clause)),
    )
    for part, words, tree, wanted in wants:
        shown = {name for slot in found for name in _shown(slot, tree, document)}
        if missing := [name for name in wanted if not _shows(tree, name, shown)]:
            kind = "party" if tree is PARTIES else "data"
            told = f"{words} of “{clause.id}” that no slot renders: {', '.join(missing)}"
            write = f"write {{{{ {clause.id}.{part} }}}} or {{{{ {kind}:{missing[0]} }}}}"
            yield error(place, "rendering", f"{told}; {write}")
    if any(keep.at_most or keep.at_least for keep in clause.keeps) and not _says_how_long(clause, found):
        told = f"the text of “{clause.id}” does not say how long: write {{{{ {clause.id}.keep }}}}"
        yield error(place, "rendering", told)


def _shown(slot: Slot, tree: Tree, document: Document) -> Iterable[str]:
    """The names of `tree` that a slot renders."""
    if slot.kind is SlotKind.LABEL:
        return (slot.name,) if slot.part == ("party" if tree is PARTIES else "data") else ()
    if slot.kind is SlotKind.TERM:
        return document.terms.get(slot.name, ()) if tree is DATA else ()
    if slot.kind is not SlotKind.CLAUSE:
        return ()
    clause = next(clause for clause in document.source.clauses if clause.id == slot.name)
    only, _, part = slot.part.rpartition(".")
    if tree is PARTIES:
        return _named(rule.parties for rule in _acts(clause, only)) if part == "with" else ()
    if part == "but":
        return _named(never.but for never in clause.nevers)
    return data_named(_all(clause, only)) if part == "data" else ()


def _acts(clause: Clause, only: str = "") -> tuple[Allow | Limit | Never, ...]:
    kinds: dict[str, tuple[Allow | Limit | Never, ...]] = {
        "allow": clause.allows,
        "limit": clause.limits,
        "never": clause.nevers,
    }
    return kinds[only] if only else (*clause.allows, *clause.limits, *clause.nevers)


def _all(clause: Clause, only: str = "") -> Rules:
    return _acts(clause, only) if only else (*_acts(clause), *clause.keeps)


def _says_how_long(clause: Clause, found: list[Slot]) -> bool:
    """A keep's length is printed by its own slot, or by the setting that gives the same number."""
    return any(
        (slot.kind is SlotKind.CLAUSE and slot.name == clause.id and slot.part == "keep")
        or (slot.kind is SlotKind.SETTING and slot.name.startswith(("retention.", "web_logs.")))
        for slot in found
    )


def data_named(rules: Rules) -> list[str]:
    """The data that rules name, each once."""
    return _named(rule.data for rule in rules)


def _shows(tree: Tree, name: str, shown: set[str]) -> bool:
    """Whether `name` is rendered, itself or as all of its parts."""
    parts = [part for part in shown if part == name or part.startswith(name + ".")]
    return bool(parts) and tree.expand(parts) == frozenset(tree.under(name))


def _named(lists: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(name for names in lists if names != ANY for name in names))


def _parties(clause: Clause) -> list[str]:
    """The parties to render: not the plan's own staff where data are only used, its own code, or the reader."""
    wanted: list[str] = []
    for rule in _acts(clause):
        silent = _READER | (WORKFORCE if rule.action is Action.USE else frozenset())
        silent |= _OWN_CODE if rule.action is Action.TRACK else frozenset()
        wanted += [name for name in _named([rule.parties]) if not silent.issuperset(PARTIES.under(name))]
    return list(dict.fromkeys(wanted))
