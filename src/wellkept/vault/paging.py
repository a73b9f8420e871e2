"""Lists come in pages by key, never by offset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and what to ask for as `after` to get the next ones (None at the end).

    `counts` are those of the whole list by (year or None, category), where they were asked for.
    """

    rows: tuple[Row, ...]
    next: UUID | None
    counts: Mapping[tuple[int | None, str], int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
