"""What is wrong with a document, each fault with its file and line and what to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from wellkept.statement.model import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, at its place."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Unreadable(ValueError):
    """Documents that cannot be read as what they should be; `problems` are all that were found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest known one, or nothing."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
