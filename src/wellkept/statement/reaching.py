"""Whom a change of the statement reaches: those for whom something that opens differs, by the facts kept of them.

A condition is either kept of a person (whether she is a member, of age, said no to mailings …) or of the moment (she
asked, she agreed). With the first known, what is left of a cell's alternatives are conditions of the moment; a change
reaches her exactly when what is left differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wellkept.statement.compare import CellChange


def left_of(alternatives: Iterable[int], held: int, kept: int) -> frozenset[int]:
    """The fewest conditions of the moment that open, for somebody of whom `held` of the `kept` conditions hold."""
    left = {needed & ~kept for needed in alternatives if not needed & kept & ~held}
    return frozenset(one for one in left if not any(other != one and not other & ~one for other in left))


def reaches(change: CellChange, held: int, kept: int) -> bool:
    """Whether a change of cells makes a difference to somebody."""
    moved = change.difference
    if moved.lost or moved.gained:
        return True
    return left_of(moved.before, held, kept) != left_of(moved.after, held, kept)


def reached(change: CellChange, people: Mapping[int, int], kept: int) -> int:
    """How many are reached; `people` counts them by the kept conditions that hold."""
    return sum(number for held, number in people.items() if reaches(change, held, kept))
