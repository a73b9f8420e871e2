"""Two versions of the statement side by side, and what the later one means that the earlier one did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from wellkept.features.statement import Reading, named, reading_of
from wellkept.gate import admit_once, promised, verb
from wellkept.gate.in_force import compiled
from wellkept.identity.visitor import Visitor
from wellkept.statement.compare import Comparison, compare
from wellkept.statement.html import html_of, tokens_of
from wellkept.statement.model import InForce, Passage
from wellkept.statement.reaching import reached
from wellkept.statement.text import fill
from wellkept.vault import standing

_DELIVER = "site.deliver"


@dataclass(frozen=True, slots=True)
class Side:
    """Passages that stand against each other, as HTML; "" where one version has nothing. `same` when they agree."""

    before: str
    after: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions: their texts in step, and what changed in meaning."""

    before: Reading
    after: Reading
    sides: tuple[Side, ...]
    comparison: Comparison


@verb("statement.compare", data=("site",), purposes=(_DELIVER,))
def compare_versions(visitor: Visitor, before: str, after: str, language: str) -> Compared:
    """Two versions of the plan's statement side by side. Raises `NoSuchVersion` and `Refused`."""
    admit_once(visitor, compare_versions, purpose=_DELIVER)
    old, new = named(before), named(after)
    return Compared(
        before=reading_of(old, language),
        after=reading_of(new, language),
        sides=_sides(old, new, language),
        comparison=_comparison(old, new),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many members each change of cells reaches, in the order of the comparison; `members` is all of them."""

    comparison: Comparison
    members: int
    reached: tuple[int, ...]


@verb(
    "statement.reach",
    data=("coverage.enrolment", "profile.choices", "family.representation"),
    purposes=("operations.audit",),
)
def count_reached(visitor: Visitor, before: str, after: str) -> Reach:
    """For how many members a later version changes something. Raises `NoSuchVersion` and `Refused`."""
    permit = admit_once(visitor, count_reached, purpose="operations.audit")
    comparison = _comparison(named(before), named(after))
    old_enough = promised().old_enough
    people, kept = standing.counted(permit, old_enough), standing.kept_conditions(old_enough)
    counts = tuple(reached(change, people, kept) for change in comparison.cells)
    return Reach(comparison=comparison, members=sum(people.values()), reached=counts)


@lru_cache(maxsize=16)
def _comparison(before: str, after: str) -> Comparison:
    return compare(compiled(before).in_force, compiled(after).in_force)


@lru_cache(maxsize=32)
def _sides(before: str, after: str, language: str) -> tuple[Side, ...]:
    return tuple(
        _aligned(_passages(compiled(before).in_force, language), _passages(compiled(after).in_force, language))
    )


def _passages(inforce: InForce, language: str) -> list[str]:
    """Each passage as HTML, without the title."""
    text = inforce.statement.texts.get(language) or inforce.statement.texts["en"]
    return [_html(passage, inforce, text.language) for passage in text.passages if passage.level != 1]


def _html(passage: Passage, inforce: InForce, language: str) -> str:
    hashes = "#" * passage.level + " " if passage.level else ""
    return html_of(tokens_of(hashes + fill(passage, inforce.statement, inforce, language)))


def _aligned(old: list[str], new: list[str]) -> Iterator[Side]:
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Side(words, words, same=True) for words in old[a:b])
            continue
        for step in range(max(b - a, d - c)):
            left = old[a + step] if a + step < b else ""
            right = new[c + step] if c + step < d else ""
            yield Side(left, right, same=False)
