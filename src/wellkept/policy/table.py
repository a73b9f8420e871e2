"""All clauses of all sources as one finite table of cells.

Each value of each dimension knows, as one int, which rules cover it; the rules that cover a cell are the AND of
four ints, and cells that the same rules cover share one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wellkept.policy.asks import Decision
from wellkept.policy.rules import Allow, Limit, Never, Source
from wellkept.policy.vocabulary import ACTIONS, DATA, PARTIES, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.policy.vocabulary.purposes import SALE, named

Cell = tuple[Action, str, str, str]


class SaleOpened(ValueError):
    """A clause opens selling or renting of personal data; no statement may (promise D8)."""

    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} opens the sale or rent of personal data, which no statement may do")
        self.ref = ref


@dataclass(frozen=True, slots=True)
class Rule:
    """One allow, limit or never with the clause it belongs to and its place in the order of citation."""

    ref: str
    order: tuple[int, str, int]
    says: Allow | Limit | Never


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to open a cell: the conditions that must hold, and what is then said."""

    needed: int
    clauses: tuple[str, ...]
    obligations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """What the rules say of a cell: alternatives in the order of citation, or the nevers that close it."""

    alternatives: tuple[Alternative, ...]
    nevers: tuple[str, ...]


class Table:
    """The compiled rules of some sources. Raises `SaleOpened` and `UnknownName`."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self.rules = tuple(_rules(sources))
        self._covers: tuple[dict[str, int], ...] = (
            dict.fromkeys(ACTIONS, 0),
            dict.fromkeys(DATA.leaves, 0),
            dict.fromkeys(PURPOSES.leaves, 0),
            dict.fromkeys(PARTIES.leaves, 0),
        )
        for place, rule in enumerate(self.rules):
            self._enter(1 << place, rule)
        self._rows: dict[int, Row] = {}
        self.decisions: dict[object, Decision] = {}

    def _enter(self, bit: int, rule: Rule) -> None:
        reached = reach(rule.says)
        if isinstance(rule.says, Allow) and reached[2] & SALE and reached[1] & PERSONAL:
            raise SaleOpened(rule.ref)
        for dimension, values in zip(self._covers, reached, strict=True):
            for value in values:
                dimension[value] |= bit

    def mask(self, cell: Cell) -> int:
        """The rules that cover a cell, one bit each, in the order of `rules`."""
        actions, data, purposes, parties = self._covers
        return actions[cell[0]] & data[cell[1]] & purposes[cell[2]] & parties[cell[3]]

    def row(self, cell: Cell) -> Row:
        """What the rules say of a cell."""
        mask = self.mask(cell)
        row = self._rows.get(mask)
        if row is None:
            row = self._rows[mask] = _row([rule for place, rule in enumerate(self.rules) if mask >> place & 1])
        return row

    def groups(self) -> tuple[list[tuple[int, tuple[str, ...]]], ...]:
        """For each dimension the sets of values that the same rules cover, each with its int.

        Cells made of the same groups share a row, so a whole table is walked by walking groups.
        """
        return tuple(_grouped(dimension) for dimension in self._covers)


def reach(rule: Allow | Limit | Never) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The actions, data leaves, purposes and parties that a rule covers (`docs/semantics.md`, reach)."""
    actions = frozenset(ACTIONS) if rule.action is None else frozenset((rule.action,))
    data = DATA.expand(rule.data)
    if isinstance(rule, Never):
        data -= DATA.expand(rule.but)
    purposes = frozenset(leaf for name in rule.purposes for leaf in named(name))
    return actions, data, purposes, PARTIES.expand(rule.parties)


def _rules(sources: Iterable[Source]) -> Iterator[Rule]:
    for source in sources:
        for clause in source.clauses:
            says: tuple[Allow | Limit | Never, ...] = (*clause.allows, *clause.limits, *clause.nevers)
            for place, rule in enumerate(says):
                yield Rule(source.ref(clause), (source.rank, source.ref(clause), place), rule)


def _row(covering: list[Rule]) -> Row:
    covering.sort(key=lambda rule: rule.order)
    nevers = tuple(dict.fromkeys(rule.ref for rule in covering if isinstance(rule.says, Never)))
    if nevers:
        return Row((), nevers)
    limits = [(rule.ref, bits(rule.says.conditions)) for rule in covering if isinstance(rule.says, Limit)]
    limited = 0
    for _, needed in limits:
        limited |= needed
    allows = [(rule, rule.says) for rule in covering if isinstance(rule.says, Allow)]
    allows.sort(key=lambda pair: (len(set(pair[1].obligations)), pair[0].order))
    return Row(
        tuple(
            Alternative(
                needed=bits(allow.conditions) | limited,
                clauses=tuple(dict.fromkeys((rule.ref, *(ref for ref, _ in limits)))),
                obligations=frozenset(allow.obligations),
            )
            for rule, allow in allows
        ),
        (),
    )


def _grouped(dimension: dict[str, int]) -> list[tuple[int, tuple[str, ...]]]:
    groups: dict[int, list[str]] = {}
    for value, mask in dimension.items():
        groups.setdefault(mask, []).append(value)
    return [(mask, tuple(values)) for mask, values in groups.items()]
