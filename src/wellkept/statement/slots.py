"""Slots: `{{ … }}` in the text of a document, filled from its rules, settings and names, so that neither can drift.

A slot is one of: a vocabulary label (`data:contact.email`, `term:personal`); the labels of a clause's rules
(`messaging-vendors.data`); a setting (`session.idle_sign_off`); a fact of the document (`contacts.telephone`,
`statement.effective`, `plan.name`); a list (`cookies`, `choices`, `notices`, `hosts`, `services`).
Labels are joined by "and"; after ` | or` they are joined by "or": `{{ messaging-vendors.never.data | or }}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wellkept.policy.vocabulary import CHOICES, CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, SUBJECTS
from wellkept.policy.vocabulary.services import SERVICES
from wellkept.policy.vocabulary.settings import SECTIONS, SETTINGS
from wellkept.statement.model import Document, Passage, Place
from wellkept.statement.problems import Problem, did_you_mean

_SLOT = re.compile(r"\{\{([^{}]*)\}\}")
_LOOSE = re.compile(r"\{\{|\}\}")

LABELS: dict[str, tuple[str, frozenset[str]]] = {
    "data": (DATA.kind, frozenset(DATA.nodes)),
    "purpose": (PURPOSES.kind, frozenset(PURPOSES.nodes)),
    "party": (PARTIES.kind, frozenset(PARTIES.nodes)),
    "choice": ("choice", frozenset(CHOICES)),
    "condition": ("condition", frozenset(CONDITIONS)),
    "obligation": ("obligation", frozenset(OBLIGATIONS)),
    "subject": ("kind of subject", frozenset(SUBJECTS)),
    "service": ("service", frozenset(SERVICES)),
    "setting": ("setting", frozenset(SETTINGS)),
}
PARTS = ("data", "with", "for", "but", "keep", "when", "obliges")
RULES = ("allow", "limit", "never")
WHOLE = ("cookies", "choices", "notices", "hosts", "services")
FACTS = ("effective", "version", "title", "supersedes", "modelled_on")
PLAN = ("name", "id", "time_zone")


class SlotKind(StrEnum):
    """What a slot is filled from."""

    LABEL = "label"
    TERM = "term"
    CLAUSE = "clause"
    SETTING = "setting"
    CONTACT = "contact"
    STATEMENT = "statement"
    PLAN = "plan"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One slot of a passage.

    `name` is the clause, setting, contact or vocabulary name; `part` the tree of a label, or what of a clause is
    rendered: "data", "with", "for", "but", "keep", "when", "obliges", with "allow.", "limit." or "never." before it
    where only such rules are meant. `either` joins labels by "or". `start` and `end` are offsets in the passage's
    Markdown.
    """

    kind: SlotKind
    name: str
    part: str = ""
    either: bool = False
    start: int
    end: int
    place: Place


class WrongSlot(ValueError):
    """A slot that says nothing the program knows."""


def slots(passage: Passage, document: Document) -> Iterator[Slot]:
    """The slots of a passage in order. Raises `WrongSlot` at one that cannot be understood."""
    for found in _SLOT.finditer(passage.markdown):
        yield _slot(found[1].strip(), found, passage, document)


def slot_problems(document: Document) -> Iterator[Problem]:
    """Slots of any of its texts that cannot be understood, and braces that open or close no slot."""
    for text in document.texts.values():
        for passage in text.passages:
            yield from _passage_problems(passage, document)


def _passage_problems(passage: Passage, document: Document) -> Iterator[Problem]:
    for found in _SLOT.finditer(passage.markdown):
        try:
            _slot(found[1].strip(), found, passage, document)
        except WrongSlot as fault:
            yield Problem(place_at(passage, found.start()), str(fault))
    rest = _SLOT.sub(lambda found: " " * len(found[0]), passage.markdown)
    for found in _LOOSE.finditer(rest):
        message = f"“{found[0]}” without its other half; a slot is {{{{ name }}}}"
        yield Problem(place_at(passage, found.start()), message)


def place_at(passage: Passage, offset: int) -> Place:
    """The place of an offset in a passage's Markdown."""
    return Place(passage.place.file, passage.place.line + passage.markdown.count("\n", 0, offset))


def _slot(written: str, found: re.Match[str], passage: Passage, document: Document) -> Slot:
    written, bar, joint = (part.strip() for part in written.partition("|"))
    if bar and joint != "or":
        raise WrongSlot(f"“{written} | {joint}” is no slot; what may stand after the bar is “or”")
    kind, name, part = _understood(written, document)
    if bar and kind not in (SlotKind.CLAUSE, SlotKind.TERM):
        raise WrongSlot(f"“{written}” is no list of labels, so nothing can be joined by “or”")
    start, end = found.span()
    place = place_at(passage, start)
    return Slot(kind=kind, name=name, part=part, either=bool(bar), start=start, end=end, place=place)


def _understood(written: str, document: Document) -> tuple[SlotKind, str, str]:
    tree, colon, name = written.partition(":")
    if colon:
        return _label(tree.strip(), name.strip(), document)
    if written in WHOLE or written in SETTINGS:
        return (SlotKind.WHOLE if written in WHOLE else SlotKind.SETTING), written, ""
    head, _, part = written.partition(".")
    match head:
        case "contacts":
            return SlotKind.CONTACT, _one_of("contact", part, document.contacts), ""
        case "statement":
            return SlotKind.STATEMENT, _one_of("fact of the statement", part, FACTS), ""
        case "plan":
            return SlotKind.PLAN, _one_of("fact of the plan", part, PLAN), ""
    return _clause(written, head, part, document)


def _label(tree: str, name: str, document: Document) -> tuple[SlotKind, str, str]:
    if tree == "term":
        return SlotKind.TERM, _one_of("term", name, document.terms), ""
    kinds = (*LABELS, "term")
    if tree not in LABELS:
        raise WrongSlot(f"unknown kind of label “{tree}”; it is one of {', '.join(kinds)}{did_you_mean(tree, kinds)}")
    kind, names = LABELS[tree]
    return SlotKind.LABEL, _one_of(kind, name, names), tree


def _clause(written: str, id_: str, part: str, document: Document) -> tuple[SlotKind, str, str]:
    clauses = [clause.id for clause in document.source.clauses]
    if id_ not in clauses:
        if id_ in SECTIONS:
            raise WrongSlot(f"unknown setting “{written}”{did_you_mean(written, SETTINGS)}")
        names = (*clauses, *WHOLE, *SECTIONS, "contacts", "statement", "plan")
        raise WrongSlot(f"unknown slot “{written}”: “{id_}” is no clause of this document{did_you_mean(id_, names)}")
    rules, dot, last = part.partition(".")
    if (last if dot else part) not in PARTS or (dot and rules not in RULES):
        if id_ in SECTIONS:
            raise WrongSlot(f"unknown setting “{written}”{did_you_mean(written, SETTINGS)}")
        raise WrongSlot(f"clause “{id_}” has no “{part}”; write {', '.join(f'{id_}.{known}' for known in PARTS)}")
    return SlotKind.CLAUSE, id_, part


def _one_of(kind: str, name: str, names: object) -> str:
    known = [str(each) for each in names]  # type: ignore[attr-defined]
    if name not in known:
        raise WrongSlot(f"unknown {kind} “{name}”{did_you_mean(name, known)}")
    return name
