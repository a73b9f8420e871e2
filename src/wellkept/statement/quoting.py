"""Clauses as an explanation tells them: the rule in words, its passage and its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wellkept.policy.rules import Allow, Never
from wellkept.policy.vocabulary import OBLIGATIONS, bits
from wellkept.statement.citing import cited
from wellkept.statement.folding import listed
from wellkept.statement.keeps import keeps
from wellkept.statement.model import InForce, Place
from wellkept.statement.said import Said, documents
from wellkept.statement.sentences import said_of, when
from wellkept.statement.telling import bounds_words


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


def told_by(inforce: InForce, rule: Said, language: str) -> Told:
    does = "opens" if isinstance(rule.rule, Allow) else "closes" if isinstance(rule.rule, Never) else "limits"
    return quoted(inforce, does, rule.ref, _rule_words(rule, language), rule.place, language)


def _rule_words(rule: Said, language: str) -> str:
    words = [said_of(rule.reached, language)]
    if not isinstance(rule.rule, Never) and rule.rule.conditions:
        words.append(when([bits(rule.rule.conditions)], language))
    if isinstance(rule.rule, Allow) and rule.rule.obligations:
        words.append(listed([OBLIGATIONS[one][language == "es"] for one in rule.rule.obligations], language))
    return "; ".join(words)


def quoted(inforce: InForce, does: str, ref: str, what: str, place: Place, language: str) -> Told:
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


def kept(inforce: InForce, leaves: frozenset[str], language: str) -> Iterator[Told]:
    for one in keeps(inforce):
        if one.leaves & leaves:
            words = bounds_words(one.keep, language)
            yield quoted(inforce, "keeps", one.ref, words, one.place, language)
