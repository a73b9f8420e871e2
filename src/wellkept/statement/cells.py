"""Two tables, cell by cell but quickly: cells that the same rules cover in both stand and fall together.

What a cell allows is a set of alternatives, each a set of conditions; A is no wider than B exactly when each
alternative of A contains one of B (`docs/semantics.md`, comparison).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wellkept.policy.rules import Allow
from wellkept.policy.table import Alternative, Row, Table
from wellkept.policy.vocabulary import Action

_CLOSED = Row((), ())


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that share one row before and one row after: every combination of these values."""

    action: Action
    data: tuple[str, ...]
    purposes: tuple[str, ...]
    parties: tuple[str, ...]
    before: Row
    after: Row

    @property
    def cells(self) -> int:
        """How many cells they are."""
        return len(self.data) * len(self.purposes) * len(self.parties)


@dataclass(frozen=True, slots=True)
class Difference:
    """How one row differs from another; `before` and `after` are the fewest conditions that open, as ints.

    Both are empty where obligations alone differ. `lost` and `gained` are the obligations that go or come for
    somebody whose ask is open in both.
    """

    before: frozenset[int]
    after: frozenset[int]
    wider: bool
    narrower: bool
    lost: frozenset[str]
    gained: frozenset[str]


def no_wider(one: Row, other: Row) -> bool:
    """Whether whatever opens `one` opens `other` too."""
    return all(
        any(not less.needed & ~alternative.needed for less in other.alternatives) for alternative in one.alternatives
    )


def difference(before: Row, after: Row) -> Difference | None:
    """How `after` differs from `before`; None where every ask gets the same answer and the same obligations."""
    lost, gained = _obligations(before.alternatives, after.alternatives)
    wider, narrower = not no_wider(after, before), not no_wider(before, after)
    if not (wider or narrower or lost or gained):
        return None
    if not (wider or narrower):
        # The conditions stay as they are, so that cells of other conditions may be told together.
        return Difference(frozenset(), frozenset(), wider, narrower, lost, gained)
    return Difference(_fewest(before), _fewest(after), wider, narrower, lost, gained)


def _fewest(row: Row) -> frozenset[int]:
    ways = {alternative.needed for alternative in row.alternatives}
    return frozenset(way for way in ways if not any(other != way and not other & ~way for other in ways))


def _obligations(
    before: tuple[Alternative, ...], after: tuple[Alternative, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """What is cited depends on the facts; a pair that some facts cite is cited by its own conditions together."""
    lost: frozenset[str] = frozenset()
    gained: frozenset[str] = frozenset()
    for old in before:
        for new in after:
            held = old.needed | new.needed
            if _cited(before, held) is old and _cited(after, held) is new:
                lost |= old.obligations - new.obligations
                gained |= new.obligations - old.obligations
    return lost, gained


def _cited(alternatives: tuple[Alternative, ...], held: int) -> Alternative | None:
    return next((one for one in alternatives if not one.needed & ~held), None)


def walk(before: Table, after: Table) -> Iterator[Block]:
    """All cells that some allow of either table covers, in blocks.

    A value that only one table knows is closed in the other, so tables made under two vocabularies compare too.
    """
    refined = [_refined(old, new) for old, new in zip(before.groups(), after.groups(), strict=True)]
    opens = (_allows(before), _allows(after))
    for masks, (action, data, purposes, parties) in _combined(refined, opens):
        old = before.row((action, data[0], purposes[0], parties[0])) if masks[0] else _CLOSED
        new = after.row((action, data[0], purposes[0], parties[0])) if masks[1] else _CLOSED
        yield Block(action, data, purposes, parties, old, new)


def opened(table: Table) -> Iterator[Block]:
    """The open cells of one table, in blocks (`before` and `after` are the same)."""
    return (block for block in walk(table, table) if block.after.alternatives)


_Values = tuple[str, ...]
_Masks = tuple[int, int]
_Groups = list[tuple[int, _Values]]
_Refined = list[tuple[_Masks, _Values]]


def _refined(before: _Groups, after: _Groups) -> _Refined:
    old = {value: mask for mask, values in before for value in values}
    new = {value: mask for mask, values in after for value in values}
    together: dict[_Masks, list[str]] = {}
    for value in dict.fromkeys((*old, *new)):
        together.setdefault((old.get(value, 0), new.get(value, 0)), []).append(value)
    return [(masks, tuple(values)) for masks, values in together.items()]


def _allows(table: Table) -> int:
    return sum(1 << place for place, rule in enumerate(table.rules) if isinstance(rule.says, Allow))


def _combined(
    refined: list[_Refined], opens: _Masks
) -> Iterator[tuple[_Masks, tuple[Action, _Values, _Values, _Values]]]:
    """Every combination that an allow covers; the others are closed on both sides and never made."""
    actions, data, purposes, parties = refined
    for acted, whats in actions:
        for action in whats:
            for meant, wanted in _narrowed(acted, purposes, opens):
                for stored, leaves in _narrowed(meant, data, opens):
                    for masks, others in _narrowed(stored, parties, opens):
                        yield masks, (Action(action), leaves, wanted, others)


def _narrowed(masks: _Masks, dimension: _Refined, opens: _Masks) -> Iterator[tuple[_Masks, _Values]]:
    for (old, new), values in dimension:
        both = (masks[0] & old, masks[1] & new)
        if both[0] & opens[0] or both[1] & opens[1]:
            yield both, values
