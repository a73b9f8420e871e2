"""Two statements subtracted exactly: what may now happen that might not, and everything else that moved.

A change is material when a cell gets wider, an obligation goes, a setting moves away from its safer direction, or
something is kept longer (`docs/semantics.md`, comparison). A choice that begins switched on, or covers less, is a
setting that moved; a cookie that lives longer is kept longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wellkept.policy.table import Row, Table
from wellkept.policy.vocabulary import PURPOSES, Action
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement.boxes import Box, merged
from wellkept.statement.cells import Difference, difference, walk
from wellkept.statement.keeps import KeepMove, compare_keeps
from wellkept.statement.model import Choice, Cookie, Document, InForce, Passage, SettingValue


@dataclass(frozen=True, slots=True)
class CellChange:
    """Cells that changed in the same way. `before` and `after` are the clauses that decided them."""

    action: Action
    boxes: tuple[Box, ...]
    difference: Difference
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def cells(self) -> int:
        """How many cells they are."""
        return sum(len(box.data) * len(box.purposes) * len(box.parties) for box in self.boxes)


@dataclass(frozen=True, slots=True)
class SettingMove:
    """A setting whose value in force changed; None where no document gives one."""

    name: str
    before: SettingValue | None
    after: SettingValue | None
    less_safe: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What is declared by name and came, went or changed: a "service", "choice", "cookie", "host" or "contact"."""

    kind: str
    name: str
    before: object | None
    after: object | None
    material: bool = False


@dataclass(frozen=True, slots=True)
class TextMove:
    """A passage of one language that is in one version only, with the clauses that it says."""

    language: str
    before: Passage | None
    after: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything in which `after` differs from `before`."""

    before: str
    after: str
    cells: tuple[CellChange, ...]
    settings: tuple[SettingMove, ...]
    keeps: tuple[KeepMove, ...]
    listed: tuple[Listed, ...]
    text: tuple[TextMove, ...]

    @property
    def material(self) -> bool:
        """Whether members must be told beforehand, where the statement promises that."""
        return (
            any(change.difference.wider or change.difference.lost for change in self.cells)
            or any(move.less_safe for move in self.settings)
            or any(move.grown for move in self.keeps)
            or any(one.material for one in self.listed)
        )

    @property
    def text_only(self) -> bool:
        """Whether words changed and nothing else."""
        return bool(self.text) and not (self.cells or self.settings or self.keeps or self.listed)

    @property
    def same(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.cells or self.settings or self.keeps or self.listed or self.text)


def compare(before: InForce, after: InForce) -> Comparison:
    """Everything in which `after`, with its notices, laws and plan, differs from `before`."""
    return Comparison(
        before=before.version,
        after=after.version,
        cells=compare_tables(Table(before.sources), Table(after.sources)),
        settings=tuple(_settings(before, after)),
        keeps=compare_keeps(before, after),
        listed=tuple(_listed(before.statement, after.statement)),
        text=tuple(_text(before.statement, after.statement)),
    )


def compare_tables(before: Table, after: Table) -> tuple[CellChange, ...]:
    """The cells alone. The tables may come from two vocabularies: a value that one lacks is closed there."""
    found: dict[tuple[Action, Difference], list[Box]] = {}
    cited: dict[tuple[Action, Difference], tuple[dict[str, None], dict[str, None]]] = {}
    for block in walk(before, after):
        differs = difference(block.before, block.after)
        if differs is None:
            continue
        key = (block.action, differs)
        box = Box(frozenset(block.data), frozenset(block.purposes), frozenset(block.parties))
        found.setdefault(key, []).append(box)
        old, new = cited.setdefault(key, ({}, {}))
        old.update(dict.fromkeys(_deciding(block.before)))
        new.update(dict.fromkeys(_deciding(block.after)))
    changes = (
        CellChange(action, merged(boxes), differs, tuple(cited[action, differs][0]), tuple(cited[action, differs][1]))
        for (action, differs), boxes in found.items()
    )
    return tuple(sorted(changes, key=_order))


def _deciding(row: Row) -> tuple[str, ...]:
    return row.nevers or tuple(ref for alternative in row.alternatives for ref in alternative.clauses)


def _order(change: CellChange) -> tuple[bool, bool, int, int]:
    """Wider first, then lost obligations, then by action and size."""
    differs = change.difference
    return (not differs.wider, not differs.lost, list(Action).index(change.action), -change.cells)


def _settings(before: InForce, after: InForce) -> Iterator[SettingMove]:
    for name, setting in SETTINGS.items():
        old, new = before.setting(name), after.setting(name)
        if old == new:
            continue
        less_safe = new is None if old is None or new is None else setting.less_safe(old, new)
        yield SettingMove(name, old, new, less_safe)


def _listed(before: Document, after: Document) -> Iterator[Listed]:
    yield from _moved("service", dict.fromkeys(before.services, ""), dict.fromkeys(after.services, ""))
    yield from _moved("contact", before.contacts, after.contacts)
    yield from _moved("choice", {one.id: one for one in before.choices}, {one.id: one for one in after.choices})
    yield from _moved("cookie", {one.name: one for one in before.cookies}, {one.name: one for one in after.cookies})
    yield from _moved("host", {one.name: one for one in before.hosts}, {one.name: one for one in after.hosts})


def _moved(kind: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Listed]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if _facts(old) != _facts(new):
            yield Listed(kind, name, old, new, _material(old, new))


def _facts(one: object) -> object:
    """What a declaration says, without its line."""
    match one:
        case Choice():
            return (one.starts, frozenset(one.covers), frozenset(one.excepts))
        case Cookie():
            return (one.party, one.life, frozenset(one.holds), frozenset(one.purposes), one.where)
        case None | str():
            return one
    return (one.party, one.where)  # type: ignore[attr-defined]


def _material(old: object, new: object) -> bool:
    match old, new:
        case Choice(), Choice():
            started = (old.starts, new.starts) == ("out", "in")
            return started or bool(_covered(old) - _covered(new))
        case Choice(), None:
            return True
        case Cookie(), Cookie():
            return new.life > old.life
    return False


def _covered(choice: Choice) -> frozenset[str]:
    return PURPOSES.expand(choice.covers) - PURPOSES.expand(choice.excepts)


def _text(before: Document, after: Document) -> Iterator[TextMove]:
    for language in dict.fromkeys((*before.texts, *after.texts)):
        old = before.texts[language].passages if language in before.texts else ()
        new = after.texts[language].passages if language in after.texts else ()
        kept_old, kept_new = set(map(_words, new)), set(map(_words, old))
        yield from (TextMove(language, passage, None) for passage in _other(old, kept_old))
        yield from (TextMove(language, None, passage) for passage in _other(new, kept_new))


def _other(passages: Iterable[Passage], known: set[tuple[int, str]]) -> Iterator[Passage]:
    return (passage for passage in passages if _words(passage) not in known)


def _words(passage: Passage) -> tuple[int, str]:
    return passage.level, " ".join(passage.markdown.split())
