"""Sets of cells as words that people read: "share email address with the company that sends messages for us"."""

from __future__ import annotations

from collections.abc import Iterable

from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, names
from wellkept.policy.vocabulary.actions import LABELS
from wellkept.policy.vocabulary.purposes import REQUIRED
from wellkept.statement.folding import labelled, listed
from wellkept.statement.spanish import contracted

Cells = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]

_JOINTS: dict[str, dict[Action, str]] = {
    "en": {Action.COLLECT: "from", Action.USE: "by", Action.SHARE: "with", Action.TRACK: "by"},
    "es": {Action.COLLECT: "de", Action.USE: "por", Action.SHARE: "con", Action.TRACK: "por"},
}
_ALL = {"en": ("everything", "any purpose", "anyone"), "es": ("todo", "cualquier fin", "cualquiera")}
_FOR = {"en": "for", "es": "para"}
_WHEN = {"en": "when", "es": "cuando"}
_AND = {"en": " and ", "es": " y "}
_OR = {"en": "; or ", "es": "; o "}
_ALWAYS = {"en": "without conditions", "es": "sin condiciones"}


def said_of(cells: Cells, language: str) -> str:
    """One box of cells: the actions, then data, party and purpose by their shortest names."""
    actions, data, purposes, parties = cells
    everything, any_purpose, anyone = _ALL[language]
    acts = [action for action in Action if action in actions]
    what = labelled(DATA, data, language, all_of_them=everything)
    who = labelled(PARTIES, parties, language, all_of_them=anyone)
    free = purposes | REQUIRED if purposes >= frozenset(PURPOSES.leaves) - REQUIRED else purposes
    why = labelled(PURPOSES, free, language, all_of_them=any_purpose)
    verb = listed([LABELS[act][language == "es"] for act in acts], language)
    joint = _JOINTS[language][acts[0]]
    return contracted(f"{verb} {what} {joint} {who} {_FOR[language]} {why}", language)


def when(ways: Iterable[int], language: str) -> str:
    """Alternatives as words: each way to open is its conditions together; "without conditions" where one is empty."""
    each = [[CONDITIONS[name][language == "es"] for name in names(way)] for way in sorted(ways)]
    if not each or [] in each:
        return _ALWAYS[language] if each else ""
    return f"{_WHEN[language]} {_OR[language].join(_AND[language].join(way) for way in each)}"
