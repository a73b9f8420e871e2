"""Sets of cells of one action as few boxes: every combination of some data, some purposes and some parties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """All combinations of these leaves."""

    data: frozenset[str]
    purposes: frozenset[str]
    parties: frozenset[str]


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The same cells as fewer boxes: two that differ in one dimension alone become one, until none do.

    The boxes given do not overlap, and so neither do those returned.
    """
    found = list(boxes)
    while True:
        size = len(found)
        for dimension in Box._fields:
            found = _joined(found, dimension)
        if len(found) == size:
            return tuple(sorted(found, key=lambda box: tuple(map(sorted, box))))


def _joined(boxes: list[Box], dimension: str) -> list[Box]:
    by_others: dict[Box, frozenset[str]] = {}
    for box in boxes:
        others = box._replace(**{dimension: frozenset[str]()})
        by_others[others] = by_others.get(others, frozenset()) | getattr(box, dimension)
    return [others._replace(**{dimension: values}) for others, values in by_others.items()]
