"""Why the statement in force allows what it allows: the clauses about one thing, with their passages and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wellkept.policy.rules import Allow, Never
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import CHOICES, DATA, OBLIGATIONS, PARTIES, PURPOSES, Tree, bits
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement.cells import Block, opened
from wellkept.statement.citing import cited
from wellkept.statement.contradictions import Contradiction, contradictions
from wellkept.statement.folding import listed
from wellkept.statement.keeps import keeps
from wellkept.statement.model import Cookie, Document, Host, InForce, Place, Plan
from wellkept.statement.problems import did_you_mean
from wellkept.statement.said import Said, clause_place, documents, said
from wellkept.statement.sentences import said_of, when
from wellkept.statement.slots import slots
from wellkept.statement.telling import bounds_words
from wellkept.statement.text import setting_words


class NothingKnown(ValueError):
    """Nothing in the documents or the vocabulary has the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One clause about what was asked: it "opens", "limits", "closes", "keeps", or "says" it.

    `what` is the rule in words; `heading` and `text` are its passage's; `place` is the rule's line.
    """

    does: str
    ref: str
    section: str
    what: str
    heading: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of one thing: plain `facts`, its clauses, and how many open cells each document opens."""

    subject: str
    facts: tuple[str, ...]
    told: tuple[Told, ...]
    opened: tuple[tuple[str, int], ...] = ()


def explain(inforce: InForce, what: str, language: str = "en") -> Explanation:
    """The clauses about a data category, term, purpose, party, cookie, host, choice, setting or clause.

    A name that several of them bear is told for all; "data:contact" asks for one kind. "contradictions" tells the
    pairs of clauses that open and close the same cells. Raises `NothingKnown`.
    """
    if what == "contradictions":
        return _all_contradictions(inforce, language)
    kind, _, name = what.partition(":")
    tellers = {kind: _TELLERS[kind]} if kind in _TELLERS and name else _TELLERS
    wanted = name if tellers is not _TELLERS else what
    found = [one for tell in tellers.values() if (one := tell(inforce, wanted, language)) is not None]
    if not found:
        raise NothingKnown(f"nothing is called “{what}”{did_you_mean(what, _names(inforce))}")
    return Explanation(
        subject=what,
        facts=tuple(fact for one in found for fact in one.facts),
        told=tuple(dict.fromkeys(told for one in found for told in one.told)),
        opened=tuple(count for one in found for count in one.opened),
    )


def _names(inforce: InForce) -> list[str]:
    statement = inforce.statement
    pages: tuple[Cookie | Host, ...] = (*statement.cookies, *statement.hosts)
    own = [*statement.terms, *(one.name for one in pages)]
    clauses = [clause.id for document in documents(inforce) for clause in document.source.clauses]
    return [*DATA, *PURPOSES, *PARTIES, *SETTINGS, *CHOICES, *own, *clauses, "contradictions"]


def _in_tree(dimension: int, tree: Tree) -> Callable[[InForce, str, str], Explanation | None]:
    def tell(inforce: InForce, name: str, language: str) -> Explanation | None:
        terms = inforce.statement.terms if tree is DATA else {}
        if name not in tree.nodes and name not in terms:
            return None
        leaves = tree.expand(terms.get(name, (name,)))
        rules = [_told(inforce, rule, language) for rule in said(inforce) if rule.reached[dimension] & leaves]
        kept = _kept(inforce, leaves, language) if tree is DATA else ()
        label = tree[name].label(language) if name in tree.nodes else ", ".join(terms[name])
        return Explanation(
            subject=name,
            facts=(f"{tree.kind} {name}: {label}",),
            told=(*rules, *kept),
            opened=_openers(inforce, dimension, leaves),
        )

    return tell


def _openers(inforce: InForce, dimension: int, leaves: frozenset[str]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for block in opened(Table(inforce.sources)):
        inside = _cells_with(block, dimension, leaves)
        if inside:
            counts.update(dict.fromkeys(sources_of(block), inside))
    return tuple((source.name, counts[source.name]) for source in inforce.sources if counts[source.name])


def _cells_with(block: Block, dimension: int, leaves: frozenset[str]) -> int:
    values = (block.data, block.purposes, block.parties)[dimension - 1]
    return block.cells // len(values) * len(leaves.intersection(values))


def sources_of(block: Block) -> frozenset[str]:
    """The documents of which some clause opens these cells."""
    return frozenset(alternative.clauses[0].partition("#")[0] for alternative in block.after.alternatives)


def _told(inforce: InForce, rule: Said, language: str) -> Told:
    does = "opens" if isinstance(rule.rule, Allow) else "closes" if isinstance(rule.rule, Never) else "limits"
    return _quoted(inforce, does, rule.ref, _rule_words(rule, language), rule.place, language)


def _rule_words(rule: Said, language: str) -> str:
    words = [said_of(rule.reached, language)]
    if not isinstance(rule.rule, Never) and rule.rule.conditions:
        words.append(when([bits(rule.rule.conditions)], language))
    if isinstance(rule.rule, Allow) and rule.rule.obligations:
        words.append(listed([OBLIGATIONS[one][language == "es"] for one in rule.rule.obligations], language))
    return "; ".join(words)


def _quoted(inforce: InForce, does: str, ref: str, what: str, place: Place, language: str) -> Told:
    passage = cited(inforce, ref, language)
    clause = next(
        clause
        for document in documents(inforce)
        for clause in document.source.clauses
        if document.source.ref(clause) == ref
    )
    section = clause.section or passage.cites
    heading = passage.heading or passage.title
    return Told(does=does, ref=ref, section=section, what=what, heading=heading, text=passage.text, place=place)


def _kept(inforce: InForce, leaves: frozenset[str], language: str) -> Iterator[Told]:
    for one in keeps(inforce):
        if one.leaves & leaves:
            words = bounds_words(one.keep, language)
            yield _quoted(inforce, "keeps", one.ref, words, one.place, language)


def _clause(inforce: InForce, name: str, language: str) -> Explanation | None:
    found: list[Told] = []
    facts: list[str] = []
    for document in documents(inforce):
        for clause in document.source.clauses:
            ref = document.source.ref(clause)
            if name not in {clause.id, ref}:
                continue
            facts.append(f"clause {ref}")
            found += [_told(inforce, rule, language) for rule in said(inforce) if rule.ref == ref]
            found += [
                _quoted(inforce, "keeps", ref, bounds_words(one.keep, language), one.place, language)
                for one in keeps(inforce)
                if one.ref == ref
            ]
            if not found or found[-1].ref != ref:
                states = ", ".join(document.notes[clause.id].states)
                found.append(_quoted(inforce, "says", ref, states, clause_place(document, clause.id), language))
    return Explanation(subject=name, facts=tuple(facts), told=tuple(found)) if found else None


def _setting(inforce: InForce, name: str, language: str) -> Explanation | None:
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
                found.append(_quoted(inforce, "says", ref, name, place, language))
    return tuple(found)


def _in_passage(document: Document, clause: str, name: str) -> bool:
    return any(
        slot.name == name
        for text in document.texts.values()
        for passage in text.passages
        if clause in passage.clauses
        for slot in slots(passage, document)
    )


def _choice(inforce: InForce, name: str, language: str) -> Explanation | None:
    choice = next((one for one in inforce.statement.choices if one.id == name), None)
    if choice is None:
        return None
    covers = listed([PURPOSES[one].label(language) for one in choice.covers], language)
    heeding = (f"opted_in:{name}", f"not_opted_out:{name}")
    rules = [
        _told(inforce, rule, language)
        for rule in said(inforce)
        if not isinstance(rule.rule, Never) and set(heeding) & set(rule.rule.conditions)
    ]
    fact = f"choice {name}: {CHOICES[name][language == 'es']}; starts {choice.starts}; covers {covers} ({choice.place})"
    return Explanation(subject=name, facts=(fact,), told=tuple(rules))


def _page(inforce: InForce, name: str, language: str) -> Explanation | None:
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
) -> Iterable[Told]:
    wanted = (frozenset(("track",)), data, purposes, parties)
    for rule in said(inforce):
        if all(mine & theirs for mine, theirs in zip(rule.reached, wanted, strict=True)):
            yield _told(inforce, rule, language)


def _all_contradictions(inforce: InForce, language: str) -> Explanation:
    facts = tuple(_contradiction_words(pair, language) for pair in contradictions(inforce))
    return Explanation(subject="contradictions", facts=facts or ("no clause closes what another opens",), told=())


def _contradiction_words(pair: Contradiction, language: str) -> str:
    settled = "declared with over" if pair.declared else "the law prevails" if pair.by_law else "NOT DECLARED"
    what = said_of(pair.shared, language)
    return (
        f"{pair.closing.place}: {pair.closing.ref} closes what {pair.opening.ref} ({pair.opening.place}) opens\n"
        f"    {pair.kind}: {pair.relation}; {pair.cells} cells; {settled}\n"
        f"    {what}"
    )


_TELLERS: dict[str, Callable[[InForce, str, str], Explanation | None]] = {
    "data": _in_tree(1, DATA),
    "purpose": _in_tree(2, PURPOSES),
    "party": _in_tree(3, PARTIES),
    "setting": _setting,
    "choice": _choice,
    "page": _page,
    "clause": _clause,
}
