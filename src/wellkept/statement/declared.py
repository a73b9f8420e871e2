"""What a statement declares (settings, choices, cookies, hosts), explained."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.policy.rules import Never
from wellkept.policy.vocabulary import CHOICES, DATA, PARTIES, PURPOSES
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement.folding import listed
from wellkept.statement.model import Cookie, Document, Host, InForce, Plan
from wellkept.statement.quoting import Explanation, Told, quoted, told_by
from wellkept.statement.said import clause_place, said
from wellkept.statement.slots import slots
from wellkept.statement.text import setting_words


def setting(inforce: InForce, name: str, language: str) -> Explanation | None:
    """A setting: what each document gives, the one in force first, and the clauses that state it."""
    if name not in SETTINGS:
        return None
    label = SETTINGS[name].label(language)
    facts: list[str] = []
    stating: tuple[Document | Plan, ...] = (inforce.statement, inforce.plan, *inforce.notices, *inforce.laws)
    for document in stating:
        if name in document.settings:
            words = setting_words(name, document.settings[name], language)
            says = "" if facts else " (in force)"
            facts.append(f"{label}: {words}, by {document.source.name}{says} ({document.places[name]})")
    return Explanation(
        subject=name, facts=tuple(facts) or (f"{label}: no document says",), told=_stating(inforce, name, language)
    )


def _stating(inforce: InForce, name: str, language: str) -> tuple[Told, ...]:
    """The clauses whose notes or passages state a setting, a cookie or a service."""
    found: list[Told] = []
    for document in (inforce.statement, *inforce.notices):
        for clause in document.source.clauses:
            if name in document.notes[clause.id].states or _in_passage(document, clause.id, name):
                place, ref = clause_place(document, clause.id), document.source.ref(clause)
                found.append(quoted(inforce, "says", ref, name, place, language))
    return tuple(found)


def _in_passage(document: Document, clause: str, name: str) -> bool:
    return any(
        slot.name == name
        for text in document.texts.values()
        for passage in text.passages
        if clause in passage.clauses
        for slot in slots(passage, document)
    )


def choice(inforce: InForce, name: str, language: str) -> Explanation | None:
    """A choice: what it covers, and the rules that heed it."""
    choice = next((one for one in inforce.statement.choices if one.id == name), None)
    if choice is None:
        return None
    covers = listed([PURPOSES[one].label(language) for one in choice.covers], language)
    heeding = (f"opted_in:{name}", f"not_opted_out:{name}")
    rules = [
        told_by(inforce, rule, language)
        for rule in said(inforce)
        if not isinstance(rule.rule, Never) and set(heeding) & set(rule.rule.conditions)
    ]
    fact = f"choice {name}: {CHOICES[name][language == 'es']}; starts {choice.starts}; covers {covers} ({choice.place})"
    return Explanation(subject=name, facts=(fact,), told=tuple(rules))


def page(inforce: InForce, name: str, language: str) -> Explanation | None:
    """A cookie or a host: what it is, and the clauses about what it may hold or where it may be."""
    declared: tuple[Cookie | Host, ...] = (*inforce.statement.cookies, *inforce.statement.hosts)
    found = [one for one in declared if one.name == name]
    if not found:
        return None
    facts: list[str] = []
    rules: dict[Told, None] = {}
    for one in found:
        holds = DATA.expand(one.holds) if isinstance(one, Cookie) else frozenset(DATA.leaves)
        purposes = PURPOSES.expand(one.purposes) if isinstance(one, Cookie) else frozenset(PURPOSES.leaves)
        facts.append(_page_fact(one, language))
        rules.update(dict.fromkeys(_about(inforce, holds, purposes, PARTIES.expand([one.party]), language)))
    return Explanation(subject=name, facts=tuple(facts), told=tuple(rules))


def _page_fact(one: Cookie | Host, language: str) -> str:
    party = PARTIES[one.party].label(language)
    if isinstance(one, Host):
        return f"host {one.name}: {party}; on {one.where} pages ({one.place})"
    holds = listed([DATA[node].label(language) for node in one.holds], language)
    return f"cookie {one.name}: {party}; {one.life or 'until the browser closes,'} days; holds {holds} ({one.place})"


def _about(
    inforce: InForce, data: frozenset[str], purposes: frozenset[str], parties: frozenset[str], language: str
) -> Iterator[Told]:
    wanted = (frozenset(("track",)), data, purposes, parties)
    for rule in said(inforce):
        if all(mine & theirs for mine, theirs in zip(rule.reached, wanted, strict=True)):
            yield told_by(inforce, rule, language)
