"""Passages with their slots filled, in the words of the language."""

from __future__ import annotations

import re
from datetime import date

from wellkept.policy.vocabulary import CHOICES, CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, SUBJECTS, Tree
from wellkept.policy.vocabulary import services as offered
from wellkept.policy.vocabulary.settings import SETTINGS, Kind
from wellkept.statement import clauses, lists
from wellkept.statement.durations import words
from wellkept.statement.folding import listed
from wellkept.statement.html import plain
from wellkept.statement.model import Document, InForce, Passage, Plan, SettingValue
from wellkept.statement.slots import Slot, SlotKind, WrongSlot, slots
from wellkept.statement.spanish import contracted

_TREES: dict[str, Tree] = {"data": DATA, "purpose": PURPOSES, "party": PARTIES}
_PAIRS = {
    "choice": CHOICES,
    "condition": CONDITIONS,
    "obligation": OBLIGATIONS,
    "subject": SUBJECTS,
    "service": offered.SERVICES,
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
_UNDATED = {"en": "undated", "es": "sin fecha"}
_YES_NO = {"en": ("no", "yes"), "es": ("no", "sí")}
_SIGNS = re.compile(r"([\\`*_\[\]<>|#&])")
# CommonMark's own form of an address that it makes a link of (spec 0.31, autolinks).
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_MAIL_OR_PAGE = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+|https?://[^\s<>]+")
_OPENING = re.compile(
    r"""^\s*[*_(“¿¡]*$                                        # a passage
    |(?:^|\n)[ \t]*(?:[-*+]|\d+[.)]|>|\|)[ \t]+[*_(“¿¡]*$    # a list item, a quotation, a row
    |\|[ \t]*[*_(“¿¡]*$                                     # a cell
    |[.!?][*_)”]*\s+[*_(“¿¡]*$                              # a sentence
    """,
    re.VERBOSE,
)
_NO_CAPITAL = frozenset({SlotKind.CONTACT, SlotKind.PLAN, SlotKind.STATEMENT})


def fill(passage: Passage, document: Document, inforce: InForce, language: str) -> str:
    """The passage's Markdown with every slot filled in `language`. Raises `WrongSlot`.

    Words that open a sentence get their capital; what comes from [contacts] or the plan cannot act as Markdown.
    """
    parts, at = list[str](), 0
    for slot in slots(passage, document):
        before = passage.markdown[at : slot.start]
        parts.append(before)
        filled = _filled(slot, document, inforce, language)
        if slot.kind not in _NO_CAPITAL and _OPENING.search("".join(parts)):
            filled = filled[:1].upper() + filled[1:]
        parts.append(filled)
        at = slot.end
    return contracted("".join((*parts, passage.markdown[at:])), language)


def words_of(passage: Passage, document: Document, inforce: InForce, language: str) -> str:
    """The passage in plain words, its slots filled and its Markdown gone."""
    return plain("#" * passage.level + " " * bool(passage.level) + fill(passage, document, inforce, language))


def written_out(day: date, language: str) -> str:
    """A date in words: "September 13, 2017", "13 de septiembre de 2017"."""
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language == "es" else f"{month} {day.day}, {day.year}"


def setting_words(name: str, value: SettingValue, language: str) -> str:
    """How a setting's value reads: "20 minutes", "13", "yes", "by email and by mail"."""
    setting = SETTINGS[name]
    if isinstance(value, tuple):
        return listed([setting.value_label(each, language) for each in value], language)
    if isinstance(value, bool):
        return _YES_NO[language][value]
    if isinstance(value, int):
        span = setting.kind in (Kind.MINUTES, Kind.DAYS)
        return words(value, language, "minute" if setting.kind is Kind.MINUTES else "day") if span else str(value)
    return setting.value_label(value, language) if setting.kind is Kind.CHOICE else value


def title(document: Document | Plan, language: str) -> str:
    """What a document calls itself in `language`, else in English; a plan by its name."""
    if isinstance(document, Plan):
        return document.name
    return document.title.get(language) or document.title.get("en") or document.name


def harmless(written: str) -> str:
    """Words as Markdown that says no more than the words; an address becomes a link."""
    if _MAIL_OR_PAGE.fullmatch(written):
        return f"<{written}>"
    return _SIGNS.sub(r"\\\1", " ".join(written.split()))


def _filled(slot: Slot, document: Document, inforce: InForce, language: str) -> str:
    match slot.kind:
        case SlotKind.TERM:
            named = [DATA[node].label(language) for node in document.terms[slot.name]]
            return lists.joined(named, language, either=slot.either)
        case SlotKind.CLAUSE:
            return clauses.part_words(slot, document, language)
        case SlotKind.SETTING:
            return _setting(slot, document, inforce, language)
        case SlotKind.WHOLE:
            return _whole(slot.name, document, inforce, language)
    return _label(slot, language) if slot.kind is SlotKind.LABEL else _written(slot, document, inforce, language)


def _written(slot: Slot, document: Document, inforce: InForce, language: str) -> str:
    """What people wrote as words, which must not act as Markdown."""
    match slot.kind:
        case SlotKind.CONTACT:
            return harmless(document.contacts[slot.name])
        case SlotKind.PLAN:
            plan = inforce.plan
            return harmless({"name": plan.name, "id": plan.id, "time_zone": plan.time_zone}[slot.name])
    return _fact(slot.name, document, language)


def _label(slot: Slot, language: str) -> str:
    if slot.part in _TREES:
        return _TREES[slot.part][slot.name].label(language)
    if slot.part == "setting":
        return SETTINGS[slot.name].label(language)
    return _PAIRS[slot.part][slot.name][language == "es"]


def _setting(slot: Slot, document: Document, inforce: InForce, language: str) -> str:
    value = document.settings.get(slot.name, inforce.setting(slot.name))
    if value is None:
        raise WrongSlot(f"{slot.place}: no document states “{slot.name}” and the plan does not set it")
    return setting_words(slot.name, value, language)


def _fact(name: str, document: Document, language: str) -> str:
    match name:
        case "effective":
            return written_out(document.effective, language) if document.effective else _UNDATED[language]
        case "title":
            return harmless(title(document, language))
        case "modelled_on":
            return harmless(document.modelled_on.get(language) or document.modelled_on.get("en", ""))
        case "version":
            return harmless(document.version)
    return harmless(document.supersedes)


def _whole(name: str, document: Document, inforce: InForce, language: str) -> str:
    match name:
        case "cookies":
            return lists.cookie_table(document.cookies, language)
        case "hosts":
            return lists.or_none([harmless(host.name) for host in document.hosts], language)
        case "choices":
            return lists.or_none([CHOICES[choice.id][language == "es"] for choice in document.choices], language)
        case "services":
            known = [service for service in offered.SERVICES if service in document.services]
            return lists.or_none([offered.label(service, language) for service in known], language)
    named = [(notice.name, harmless(title(notice, language))) for notice in inforce.practices]
    return lists.or_none([f"[{words_}](/notices/{name}/)" for name, words_ in named], language)
