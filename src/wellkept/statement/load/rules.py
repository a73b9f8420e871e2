"""Clauses: the tables under [[clause]] become allows, limits, nevers and keeps of the policy language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from wellkept.policy.rules import ANY, After, Allow, Clause, Keep, Limit, Never
from wellkept.policy.vocabulary import ACTIONS, CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, Action
from wellkept.statement.durations import NotASpan, Span, days
from wellkept.statement.load.fields import Fields
from wellkept.statement.model import Note, Place
from wellkept.statement.problems import Problem, did_you_mean

Terms = dict[str, tuple[str, ...]]
Rule = TypeVar("Rule", Allow, Limit, Never, Keep)

PURPOSES_OR_ANY = (*PURPOSES, "*")
PARTIES_OR_ANY = (*PARTIES, "*")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_AFTERS = tuple(after.value for after in After)


@dataclass(slots=True)
class Clauses:
    """The clauses of one document, their notes, and where they stand."""

    clauses: list[Clause] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def read_clauses(document: Fields, terms: Terms, name: str) -> Clauses:
    """All clauses of a document called `name`; problems are noted with the reader."""
    found = Clauses()
    for table in document.each("clause"):
        clause, note = _clause(table, terms, name)
        if f"clause:{clause.id}" in found.places:
            first = found.places[f"clause:{clause.id}"].line
            table.wrong(f"clause “{clause.id}” stands twice; the first is at line {first}", "id")
            continue
        found.clauses.append(clause)
        found.notes[clause.id] = note
        found.places[f"clause:{clause.id}"] = table.place()
        for kind in ("allow", "limit", "never", "keep"):
            for place, rule in enumerate(table.each(kind)):
                found.places[f"clause:{clause.id}.{kind}.{place}"] = rule.place()
    _know_beaten(document, found, name)
    return found


def _clause(table: Fields, terms: Terms, name: str) -> tuple[Clause, Note]:
    id_ = table.text("id", needed=True)
    if id_ and not _ID.fullmatch(id_):
        table.wrong(f"clause id “{id_}” must be small letters, digits and hyphens, beginning with a letter", "id")
    clause = Clause(
        id=id_,
        section=_section(table),
        allows=_rules(table, "allow", lambda rule: _allow(rule, terms)),
        limits=_rules(table, "limit", lambda rule: _limit(rule, terms)),
        nevers=_rules(table, "never", lambda rule: _never(rule, terms, name)),
        keeps=_rules(table, "keep", lambda rule: _keep(rule, terms)),
    )
    note = Note(
        states=table.words("states"),
        informs=table.take("informs", bool, default=False),
        cites=table.text("cites"),
        sentences={language: table.text(language) for language in ("en", "es") if table.has(language)},
    )
    table.finish()
    if not (clause.allows or clause.limits or clause.nevers or clause.keeps or note.states or note.informs):
        message = "has no rule; give it an allow, limit, never or keep, or “states”, or “informs = true”"
        table.wrong(f"clause “{id_}” {message}")
    return clause, note


def _section(table: Fields) -> str:
    if table.has("section") and isinstance(table.raw("section"), int):
        return str(table.take("section", int, 0))
    return table.text("section")


def _rules(table: Fields, kind: str, read: Callable[[Fields], Rule]) -> tuple[Rule, ...]:
    found = []
    for rule in table.each(kind):
        found.append(read(rule))
        rule.finish()
    return tuple(found)


def _allow(rule: Fields, terms: Terms) -> Allow:
    action = _action(rule, needed=True) or Action.USE
    return Allow(
        action=action,
        data=categories(rule, "data", terms, needed=True),
        purposes=known(rule, "for", PURPOSES_OR_ANY, PURPOSES.kind, needed=True),
        parties=_allowed_parties(rule, action),
        conditions=known(rule, "when", CONDITIONS, "condition"),
        obligations=known(rule, "obliges", OBLIGATIONS, "obligation"),
    )


def _allowed_parties(rule: Fields, action: Action) -> tuple[str, ...]:
    if action is Action.USE and not rule.has("with"):
        return ("workforce",)
    return known(rule, "with", PARTIES_OR_ANY, PARTIES.kind, needed=True)


def _limit(rule: Fields, terms: Terms) -> Limit:
    return Limit(
        action=_action(rule),
        data=categories(rule, "data", terms) or ANY,
        purposes=known(rule, "for", PURPOSES_OR_ANY, PURPOSES.kind) or ANY,
        parties=known(rule, "with", PARTIES_OR_ANY, PARTIES.kind) or ANY,
        conditions=known(rule, "when", CONDITIONS, "condition", needed=True),
    )


def _never(rule: Fields, terms: Terms, name: str) -> Never:
    return Never(
        action=_action(rule),
        data=categories(rule, "data", terms) or ANY,
        but=categories(rule, "but", terms),
        purposes=known(rule, "for", PURPOSES_OR_ANY, PURPOSES.kind) or ANY,
        parties=known(rule, "with", PARTIES_OR_ANY, PARTIES.kind) or ANY,
        over=tuple(ref if "#" in ref else f"{name}#{ref}" for ref in rule.words("over")),
    )


def _keep(rule: Fields, terms: Terms) -> Keep:
    at_most, at_least = _days(rule, "at_most"), _days(rule, "at_least")
    if at_most is None and at_least is None:
        rule.wrong('a keep needs “at_most” or “at_least”, for instance at_most = "400 days"')
    if at_most is not None and at_least is not None and at_most < at_least:
        rule.wrong(f"“at_most” ({at_most} days) is shorter than “at_least” ({at_least} days)", "at_most")
    return Keep(
        data=categories(rule, "data", terms, needed=True),
        at_most=at_most,
        at_least=at_least,
        after=After(rule.one_of("after", _AFTERS, After.EVENT.value)),
        setting=rule.take("setting", bool, default=False),
    )


def _days(rule: Fields, key: str) -> Span | None:
    written = rule.text(key)
    if not written:
        return None
    try:
        return days(written)
    except NotASpan as fault:
        rule.wrong(f"“{key}”: {fault}", key)
        return None


def _action(rule: Fields, *, needed: bool = False) -> Action | None:
    word = rule.one_of("action", tuple(ACTIONS), "", needed=needed)
    return Action(word) if word else None


def known(rule: Fields, key: str, names: Collection[str], kind: str, *, needed: bool = False) -> tuple[str, ...]:
    """The words of a list, each of which must be a name of the vocabulary; unknown ones are dropped and reported."""
    return _checked(rule, key, rule.words(key, needed=needed), names, kind)


def categories(rule: Fields, key: str, terms: Terms, *, needed: bool = False) -> tuple[str, ...]:
    """Data categories, each term spelled out as the categories that it names."""
    written = _checked(rule, key, rule.words(key, needed=needed), {*DATA, "*", *terms}, DATA.kind)
    return tuple(dict.fromkeys(node for word in written for node in terms.get(word, (word,))))


def _checked(rule: Fields, key: str, words: Iterable[str], names: Collection[str], kind: str) -> tuple[str, ...]:
    found = []
    for place, word in enumerate(words):
        if word in names:
            found.append(word)
        else:
            rule.wrong(f"unknown {kind} “{word}”{did_you_mean(word, names)}", key, place)
    return tuple(found)


def _know_beaten(document: Fields, found: Clauses, name: str) -> None:
    own = {clause.id for clause in found.clauses}
    for clause in found.clauses:
        for place, never in enumerate(clause.nevers):
            for ref in never.over:
                source, _, id_ = ref.partition("#")
                if source == name and id_ not in own:
                    at = found.places.get(f"clause:{clause.id}.never.{place}", document.place())
                    document.reader.problems.append(
                        Problem(at, f"“over” names “{id_}”, which is no clause here{did_you_mean(id_, own)}")
                    )
