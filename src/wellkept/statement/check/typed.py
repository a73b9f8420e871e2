"""The words of a text as they are typed: without its slots, each match with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wellkept.statement.model import Passage, Place
from wellkept.statement.slots import place_at

_HIDDEN = (
    re.compile(r"\{\{[^{}]*\}\}"),
    re.compile(r"(?<=\])\([^)\s]*\)"),
    re.compile(r"<https?://[^>]*>"),
    re.compile(r"^[ \t]*(?:>[ \t]*)*\d+[.)](?=\s)", re.MULTILINE),
)

GAP = "␣"


@lru_cache(maxsize=8192)
def typed(markdown: str) -> str:
    """Slots, addresses of links and numbers of list items blanked; every offset stays what it was."""
    for hidden in _HIDDEN:
        markdown = hidden.sub(_blank, markdown)
    return markdown


def _blank(found: re.Match[str]) -> str:
    return GAP * len(found.group())


def matches(pattern: re.Pattern[str], passage: Passage) -> Iterator[tuple[str, Place]]:
    """Where the typed words of a passage match, each with its own line."""
    for found in pattern.finditer(typed(passage.markdown)):
        yield " ".join(found.group().split()), place_at(passage, found.start())
