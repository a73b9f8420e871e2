"""A comparison of two statements in sentences that people read, in English and Spanish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wellkept.policy.rules import After, Keep
from wellkept.policy.vocabulary import CHOICES, DATA, OBLIGATIONS
from wellkept.policy.vocabulary.services import SERVICES
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement.compare import CellChange, Comparison, Listed, SettingMove
from wellkept.statement.durations import words
from wellkept.statement.folding import labelled, listed
from wellkept.statement.keeps import Bounds, KeepMove, Period
from wellkept.statement.model import SettingValue
from wellkept.statement.sentences import said_of, when
from wellkept.statement.text import setting_words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change: `kind` is "wider", "narrower", "changed", "obligation", "setting", "keep" or what is listed."""

    kind: str
    material: bool
    text: str


_CELLS = {
    "en": {
        "opened": "Now allowed: {what}",
        "closed": "No longer allowed: {what}",
        "wider": "Allowed more easily: {what}",
        "narrower": "Allowed less easily: {what}",
        "changed": "Allowed on other terms: {what}",
        "same": "As before: {what}",
        "moved": "before {before}, now {after}",
        "lost": "no longer promised with it: {those}",
        "gained": "newly promised with it: {those}",
    },
    "es": {
        "opened": "Ahora se permite: {what}",
        "closed": "Ya no se permite: {what}",
        "wider": "Se permite con más facilidad: {what}",
        "narrower": "Se permite con menos facilidad: {what}",
        "changed": "Se permite en otros términos: {what}",
        "same": "Como antes: {what}",
        "moved": "antes {before}, ahora {after}",
        "lost": "ya no se promete con ello: {those}",
        "gained": "se promete además: {those}",
    },
}
_OTHERS = {
    "en": {
        "setting": "{name}: before {before}, now {after}",
        "keep": "{what}: kept before {before}, now {after}",
        "came": "New {kind}: {name}",
        "went": "No longer there, {kind}: {name}",
        "moved": "Changed {kind}: {name}",
        "silent": "not stated",
        "most": "at most {span} {after}",
        "least": "at least {span} {after}",
        "never": "not at all",
        "everything": "everything",
    },
    "es": {
        "setting": "{name}: antes {before}, ahora {after}",
        "keep": "{what}: antes se guardaba {before}, ahora {after}",
        "came": "{kind}, nuevo: {name}",
        "went": "{kind}, ya no está: {name}",
        "moved": "{kind}, con cambios: {name}",
        "silent": "sin indicar",
        "most": "como máximo {span} {after}",
        "least": "como mínimo {span} {after}",
        "never": "nada",
        "everything": "todo",
    },
}
_AFTER: dict[After, tuple[str, str]] = {
    After.EVENT: ("from the day it arose", "desde el día en que surgió"),
    After.LAST_ACTIVITY: ("after the last activity", "tras la última actividad"),
    After.PURPOSE_ENDED: ("after its purpose ends", "tras cumplirse su fin"),
    After.ACCOUNT_CLOSED: ("after the account is closed", "tras cerrarse la cuenta"),
    After.COVERAGE_ENDED: ("after coverage ends", "tras terminar la cobertura"),
}
_KINDS = {
    "service": ("service", "Servicio"),
    "choice": ("choice", "Opción"),
    "cookie": ("cookie", "Cookie"),
    "host": ("computer of another company", "Equipo de otra empresa"),
    "contact": ("contact", "Contacto"),
}


def sentences(comparison: Comparison, language: str) -> tuple[Sentence, ...]:
    """Every change but those of the text alone, the material ones first within each kind."""
    return (
        *(sentence for change in comparison.cells for sentence in _of_cells(change, language)),
        *(_of_setting(move, language) for move in comparison.settings),
        *(_of_keep(move, language) for move in comparison.keeps),
        *(_of_listed(one, language) for one in comparison.listed),
    )


def sentences_of(change: CellChange, language: str) -> tuple[Sentence, ...]:
    """One change of cells in words."""
    return tuple(_of_cells(change, language))


def _of_cells(change: CellChange, language: str) -> Iterator[Sentence]:
    differs, say = change.difference, _CELLS[language]
    name, tail = _way(change, language)
    kind = "changed" if differs.wider and differs.narrower else "wider" if differs.wider else "narrower"
    if not (differs.wider or differs.narrower):
        kind = "obligation"
    ends = [tail] if tail else []
    for those, key in ((differs.lost, "lost"), (differs.gained, "gained")):
        if those:
            told = listed([OBLIGATIONS[one][language == "es"] for one in sorted(those)], language)
            ends.append(say[key].format(those=told))
    for box in change.boxes:
        what = said_of((frozenset((change.action,)), box.data, box.purposes, box.parties), language)
        text = "; ".join([say[name].format(what=what), *ends])
        yield Sentence(kind, differs.wider or bool(differs.lost), text)


def _way(change: CellChange, language: str) -> tuple[str, str]:
    """How it moved, and under which conditions."""
    differs, say = change.difference, _CELLS[language]
    if not (differs.wider or differs.narrower):
        return "same", ""
    if not differs.before or not differs.after:
        ways = when(differs.after or differs.before, language)
        return ("opened" if differs.after else "closed"), ways
    name = "changed" if differs.wider and differs.narrower else "wider" if differs.wider else "narrower"
    return name, say["moved"].format(before=when(differs.before, language), after=when(differs.after, language))


def _of_setting(move: SettingMove, language: str) -> Sentence:
    say, name = _OTHERS[language], SETTINGS[move.name].label(language)
    before, after = (_value(move.name, value, language) for value in (move.before, move.after))
    return Sentence("setting", move.less_safe, _capital(say["setting"].format(name=name, before=before, after=after)))


def _value(name: str, value: SettingValue | None, language: str) -> str:
    return _OTHERS[language]["silent"] if value is None else setting_words(name, value, language)


def _of_keep(move: KeepMove, language: str) -> Sentence:
    say = _OTHERS[language]
    what = labelled(DATA, move.data, language, all_of_them=say["everything"])
    before, after = _period(move.before, language), _period(move.after, language)
    return Sentence("keep", move.grown, _capital(say["keep"].format(what=what, before=before, after=after)))


def _period(period: Period, language: str) -> str:
    say = _OTHERS[language]
    bounds = [*_bounds(period.longest, say["most"], language), *_bounds(period.shortest, say["least"], language)]
    return listed(bounds, language) or say["silent"]


def _bounds(bounds: Bounds, pattern: str, language: str) -> Iterable[str]:
    for after, days in sorted(bounds):
        started = _AFTER[after][language == "es"]
        yield pattern.format(span=words(days, language), after=started) if days else _OTHERS[language]["never"]


def bounds_words(keep: Keep, language: str) -> str:
    """How long one keep keeps, in words."""
    most = frozenset() if keep.at_most is None else frozenset(((keep.after, keep.at_most),))
    least = frozenset() if keep.at_least is None else frozenset(((keep.after, keep.at_least),))
    return _period(Period(most, least), language)


def _of_listed(one: Listed, language: str) -> Sentence:
    say = _OTHERS[language]
    labels = {"service": SERVICES, "choice": CHOICES}.get(one.kind, {})
    name = labels[one.name][language == "es"] if one.name in labels else one.name
    way = "came" if one.before is None else "went" if one.after is None else "moved"
    kind = _KINDS[one.kind][language == "es"]
    return Sentence(one.kind, one.material, say[way].format(kind=kind, name=name))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
