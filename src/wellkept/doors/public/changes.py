"""What changed in meaning between two versions, in plain sentences, what matters most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wellkept.policy.vocabulary import CHOICES, DATA, OBLIGATIONS
from wellkept.policy.vocabulary import services as offered
from wellkept.policy.vocabulary.settings import SETTINGS
from wellkept.statement.boxes import Box
from wellkept.statement.compare import CellChange, Comparison, Listed, SettingMove
from wellkept.statement.durations import words
from wellkept.statement.folding import labelled, listed
from wellkept.statement.keeps import Bounds, KeepMove
from wellkept.statement.model import Choice, Cookie
from wellkept.statement.sentences import said_of, when
from wellkept.statement.text import setting_words


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words. `material`: it gives the plan more room, or members less; `less`: it protects better."""

    words: str
    material: bool
    less: bool = False


def changes(comparison: Comparison, language: str) -> list[Change]:
    """Every change of meaning, the material ones first; within them the order of the comparison."""
    found = [
        *(change for cells in comparison.cells for change in _cells(cells, language)),
        *(_setting(move, language) for move in comparison.settings),
        *(_keep(move, language) for move in comparison.keeps),
        *(_listed(one, language) for one in comparison.listed),
    ]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda change: (not change.material, change.less))


def _cells(change: CellChange, language: str) -> Iterator[Change]:
    for box in change.boxes:
        yield _box(change, box, language)


def _box(change: CellChange, box: Box, language: str) -> Change:
    differs = change.difference
    what = said_of((frozenset([change.action]), box.data, box.purposes, box.parties), language)
    said = {"what": what, "before": when(differs.before, language), "after": when(differs.after, language)}
    if not differs.before:
        return Change(_sentence(_("We may now %(what)s, %(after)s."), said), material=True)
    if not differs.after:
        return Change(_sentence(_("We may no longer %(what)s."), said), material=False, less=True)
    if differs.wider or differs.narrower:
        told = _("We may still %(what)s. Before: %(before)s. Now: %(after)s.")
        return Change(_sentence(told, said), material=differs.wider, less=not differs.wider)
    return _duties(change, said, language)


def _duties(change: CellChange, said: dict[str, str], language: str) -> Change:
    lost, gained = change.difference.lost, change.difference.gained
    duties = {
        "lost": listed([OBLIGATIONS[one][language == "es"] for one in sorted(lost)], language),
        "gained": listed([OBLIGATIONS[one][language == "es"] for one in sorted(gained)], language),
    }
    if lost and gained:
        told = _("When we %(what)s, this no longer holds: %(lost)s. This now does: %(gained)s.")
    elif lost:
        told = _("When we %(what)s, this no longer holds: %(lost)s.")
    else:
        told = _("When we %(what)s, this now holds: %(gained)s.")
    return Change(_sentence(told, {**said, **duties}), material=bool(lost), less=not lost)


def _setting(move: SettingMove, language: str) -> Change:
    said = {"setting": _capital(SETTINGS[move.name].label(language))}
    if move.before is not None:
        said["before"] = setting_words(move.name, move.before, language)
    if move.after is not None:
        said["after"] = setting_words(move.name, move.after, language)
    if move.before is None:
        told = _("%(setting)s: now %(after)s. Nothing was said before.")
    elif move.after is None:
        told = _("%(setting)s: before %(before)s. Nothing is said now.")
    else:
        told = _("%(setting)s: before %(before)s, now %(after)s.")
    return Change(told % said, material=move.less_safe, less=not move.less_safe)


def _keep(move: KeepMove, language: str) -> Change:
    everything = _("all information")
    said = {
        "what": _capital(labelled(DATA, move.data, language, all_of_them=everything)),
        "before": _period(move.before.longest, language),
        "after": _period(move.after.longest, language),
    }
    return Change(
        _("%(what)s: kept %(before)s before, %(after)s now.") % said,
        material=move.grown,
        less=move.shrunk and not move.grown,
    )


def _period(bounds: Bounds, language: str) -> str:
    if not bounds:
        return _("without a stated end")
    days = min(days for _after, days in bounds)
    return words(days, language) if days else _("not at all")


def _listed(one: Listed, language: str) -> Change:
    name = _name(one, language)
    if one.before is None:
        told = {
            "service": _("New on this site: %(name)s."),
            "choice": _("You have a new choice: %(name)s."),
            "cookie": _("A new cookie: %(name)s."),
            "host": _("Pages may now reach another computer: %(name)s."),
        }.get(one.kind, _("A new contact: %(name)s."))
    elif one.after is None:
        told = {
            "service": _("No longer on this site: %(name)s."),
            "choice": _("You no longer have this choice: %(name)s."),
            "cookie": _("A cookie is gone: %(name)s."),
            "host": _("Pages no longer reach another computer: %(name)s."),
        }.get(one.kind, _("A contact is gone: %(name)s."))
    elif isinstance(one.before, Choice) and isinstance(one.after, Choice):
        told = _choice(one.before, one.after)
    elif isinstance(one.before, Cookie) and isinstance(one.after, Cookie):
        told = _("A cookie changed what it holds, what it is for or how long it lasts: %(name)s.")
    else:
        told = _("Changed: %(name)s.")
    reaches = one.kind == "host" and one.before is None
    return Change(told % {"name": name}, material=one.material or reaches)


def _choice(before: Choice, after: Choice) -> str:
    if before.starts != after.starts:
        if after.starts == "in":
            return _("This choice now starts switched on: %(name)s.")
        return _("This choice now starts switched off: %(name)s.")
    return _("Your choice now covers other purposes: %(name)s.")


def _name(one: Listed, language: str) -> str:
    if one.kind == "service":
        return offered.label(one.name, language)
    if one.kind == "choice":
        return CHOICES[one.name][language == "es"]
    if one.kind == "contact":
        return str(one.after or one.before)
    return one.name


def _sentence(told: str, said: dict[str, str]) -> str:
    return (told % said).replace(" ,", ",").replace(", .", ".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
