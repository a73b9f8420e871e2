"""The statement in one glance: the clauses that close the most, in the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wellkept.gate import admit_once, promised, verb
from wellkept.gate.in_force import compiled
from wellkept.identity.visitor import Visitor
from wellkept.policy.rules import ANY, Clause, Never
from wellkept.policy.vocabulary import ACTIONS, DATA, PARTIES, PURPOSES, Action
from wellkept.policy.vocabulary.purposes import SALE
from wellkept.statement.citing import cited
from wellkept.statement.html import plain
from wellkept.statement.model import Document, InForce
from wellkept.statement.text import fill

_DELIVER = "site.deliver"
_SHORTEST, _LONGEST = 30, 260
# Words that lean on the passage before: what begins with one is not understood alone.
_LEANS = re.compile(r"(?:So|Then|This|They|It|That|Así|Entonces|Esto|Eso|Por eso)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A clause as a visitor reads it first: its words, the section they stand in, and the clause's id."""

    clause: str
    words: str
    section: str


@verb("statement.promises", data=("site",), purposes=(_DELIVER,))
def read_promises(visitor: Visitor, language: str, most: int = 5) -> tuple[Promise, ...]:
    """The strongest promises of the statement in force, one a section, the strongest first. Raises `Refused`."""
    admit_once(visitor, read_promises, purpose=_DELIVER)
    return _promises(promised().version, language, most)


@lru_cache(maxsize=16)
def _promises(version: str, language: str, most: int) -> tuple[Promise, ...]:
    inforce = compiled(version).in_force
    chosen: dict[str, Promise] = {}
    for clause in _strongest_first(inforce.statement):
        found = _told(inforce, clause, language)
        if found:
            chosen.setdefault(found.section, found)
        if len(chosen) == most:
            break
    return tuple(chosen.values())


def _strongest_first(statement: Document) -> Iterator[Clause]:
    """What closes the most first; then what bounds a time or asks for leave; then what states a setting."""
    clauses = statement.source.clauses
    yield from sorted((clause for clause in clauses if clause.nevers), key=_closes, reverse=True)
    yield from (clause for clause in clauses if clause.limits and not clause.nevers)
    yield from (clause for clause in clauses if clause.keeps and not clause.nevers)
    yield from (clause for clause in clauses if statement.notes[clause.id].states)


def _closes(clause: Clause) -> int:
    return sum(_cells(never) * _weight(never) for never in clause.nevers)


def _weight(never: Never) -> int:
    """What people ask about first: whether their data are sold, then with whom they are shared and who follows them."""
    if PURPOSES.expand(never.purposes) <= SALE:
        return 100
    return 5 if never.action in (Action.SHARE, Action.TRACK) or never.parties != ANY else 1


def _cells(never: Never) -> int:
    data = DATA.expand(never.data) - DATA.expand(never.but)
    acts = 1 if never.action else len(ACTIONS)
    return acts * len(data) * len(PURPOSES.expand(never.purposes)) * len(PARTIES.expand(never.parties))


def _told(inforce: InForce, clause: Clause, language: str) -> Promise | None:
    """The clause's words, if they are neither too short nor too long for a glance."""
    found = cited(inforce, inforce.statement.source.ref(clause), language)
    words = ""
    for sentence in _SENTENCE.split(found.text.strip()):
        longer = f"{words} {sentence}".strip()
        if words and len(longer) > _LONGEST:
            break
        words = longer
    fits = _SHORTEST <= len(words) <= _LONGEST and words.endswith((".", "!", "?")) and not _LEANS.match(words)
    return Promise(clause=clause.id, words=words, section=_section(inforce, clause.id, language)) if fits else None


def _section(inforce: InForce, clause: str, language: str) -> str:
    """The heading of the section that says the clause: the highest one below the title."""
    texts = inforce.statement.texts
    text = texts.get(language) or texts["en"]
    highest = min((passage.level for passage in text.passages if passage.level > 1), default=0)
    section = ""
    for passage in text.passages:
        if passage.level and passage.level == highest:
            section = plain(fill(passage, inforce.statement, inforce, text.language))
        elif clause in passage.clauses:
            break
    return section
