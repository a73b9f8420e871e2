"""How long data are kept, by all documents together, and what moved between two statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wellkept.policy.rules import After, Keep, Rank
from wellkept.policy.vocabulary import DATA
from wellkept.statement.model import InForce, Place
from wellkept.statement.said import documents, rule_place

Bounds = frozenset[tuple[After, int]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One keep with its clause, its line and the leaves it covers."""

    ref: str
    rank: Rank
    place: Place
    keep: Keep
    leaves: frozenset[str]


@dataclass(frozen=True, slots=True)
class Period:
    """How long one kind of data is kept: it goes at the first of `longest`, and not before all of `shortest`."""

    longest: Bounds
    shortest: Bounds


@dataclass(frozen=True, slots=True)
class KeepMove:
    """Data whose period changed. `grown`: somebody's data may now be kept longer, or must be; `shrunk`: shorter."""

    data: frozenset[str]
    before: Period
    after: Period
    grown: bool
    shrunk: bool


def keeps(inforce: InForce) -> tuple[Kept, ...]:
    """Every keep of every document, in the order of citation."""
    return tuple(
        Kept(
            document.source.ref(clause),
            document.source.rank,
            rule_place(document, clause.id, "keep", number),
            keep,
            DATA.expand(keep.data),
        )
        for document in documents(inforce)
        for clause in document.source.clauses
        for number, keep in enumerate(clause.keeps)
    )


def periods(inforce: InForce) -> dict[str, Period]:
    """The period of every leaf that some clause keeps."""
    longest: dict[str, set[tuple[After, int]]] = {}
    shortest: dict[str, set[tuple[After, int]]] = {}
    for one in keeps(inforce):
        for leaf in one.leaves:
            if one.keep.at_most is not None:
                longest.setdefault(leaf, set()).add((one.keep.after, one.keep.at_most))
            if one.keep.at_least is not None:
                shortest.setdefault(leaf, set()).add((one.keep.after, one.keep.at_least))
    return {
        leaf: Period(_tightest(longest.get(leaf, ()), min), _tightest(shortest.get(leaf, ()), max))
        for leaf in DATA.leaves
        if leaf in longest or leaf in shortest
    }


_SILENT = Period(frozenset(), frozenset())


def compare_keeps(before: InForce, after: InForce) -> tuple[KeepMove, ...]:
    """The data whose period moved, those that moved alike together."""
    old, new = periods(before), periods(after)
    moved: dict[tuple[Period, Period], set[str]] = {}
    for leaf in DATA.leaves:
        pair = (old.get(leaf, _SILENT), new.get(leaf, _SILENT))
        if pair[0] != pair[1]:
            moved.setdefault(pair, set()).add(leaf)
    return tuple(
        KeepMove(frozenset(leaves), one, two, grown=_longer(two, one), shrunk=_longer(one, two))
        for (one, two), leaves in moved.items()
    )


def _longer(one: Period, other: Period) -> bool:
    """Whether `one` may keep what `other` had to remove, or must keep what `other` might remove.

    Clocks that start at different events cannot be compared, so a bound is met only by one of the same clock.
    """
    unmet = any(not _met(bound, one.longest) for bound in other.longest)
    return unmet or any(not _met_from_below(bound, other.shortest) for bound in one.shortest)


def _met(bound: tuple[After, int], by: Bounds) -> bool:
    return any(after is bound[0] and days <= bound[1] for after, days in by)


def _met_from_below(bound: tuple[After, int], by: Bounds) -> bool:
    return any(after is bound[0] and days >= bound[1] for after, days in by)


def _tightest(bounds: Iterable[tuple[After, int]], pick: Callable[[int, int], int]) -> Bounds:
    by_clock: dict[After, int] = {}
    for after, days in bounds:
        by_clock[after] = pick(by_clock.get(after, days), days)
    return frozenset(by_clock.items())
