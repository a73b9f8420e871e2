"""Who did what with which information and why, as whole sentences in English and Spanish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from wellkept.gate import told_of_another
from wellkept.gate.in_force import promised
from wellkept.identity.visitor import Kind
from wellkept.ledger.reading import Row
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action
from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.statement.folding import folded, listed
from wellkept.statement.spanish import agreeing, contracted
from wellkept.statement.text import written_out

_OWN_ACCESS = "member.access"
_MOST_KINDS = 3
# Labels that already say whose they are, or that take no possessive.
_SAYS_WHOSE = re.compile(r"\b(?:you|your)\b")
_NO_ARTICLE = re.compile(r"^(?:who|what|your|data|published|quién|lo que|sus?|datos (?:que no|sin)) ", re.IGNORECASE)


def kinds(leaves: Sequence[str], language: str, *, own: bool = True) -> list[str]:
    """The fewest labels that stand for some leaves, each as the reader's `own` ("your claims") or as it is."""
    found = folded(DATA, leaves)
    if found == ("*",):
        return [_("everything we know about you") if own else _("all information")]
    labels = [DATA[name].label(language) for name in found]
    return [_yours(label, language) for label in labels] if own else labels


def some(labels: Sequence[str], language: str) -> str:
    """Labels as a list that a sentence can carry; the rest is counted."""
    if len(labels) <= _MOST_KINDS + 1:
        return listed(list(labels), language)
    rest = len(labels) - _MOST_KINDS
    return listed([*labels[:_MOST_KINDS], _("%(count)s other kinds of information") % {"count": rest}], language)


def purpose(name: str, language: str) -> str:
    """The words for a purpose, which follow "for"."""
    return PURPOSES[name].label(language)


def doer(row: Row, who: str, *, herself: bool, language: str, whose: str = "") -> str:
    """Who asked: the reader, somebody by name and class, or the class alone; `whose` as in `happened`."""
    if herself:
        return _("You")
    kind = row.visitor.partition(":")[0]
    if kind == Kind.STRANGER:
        return _("somebody who was not signed in")
    asked_themselves = kind in {Kind.MEMBER, Kind.OFFICE} or row.party in WORKFORCE
    party = row.party if asked_themselves else _own_party(row)
    label = PARTIES[party].label(language) if party in PARTIES else ""
    if whose and label:
        label = told_of_another.party(party, language)
    if who:
        return _("%(name)s (%(role)s)") % {"name": who, "role": label} if label else who
    return label or _("our own programs")


def _own_party(row: Row) -> str:
    """The class of who asked, where the entry's party is the one that data went to."""
    if row.role:
        return row.role
    return row.visitor if row.visitor in PARTIES else "workforce.program"


def asked(action: Action, what: str, why: str, language: str) -> str:
    """What a refused visitor asked for, for the refusal page."""
    return contracted(_asked(action) % {"what": what, "why": why}, language)


def _asked(action: Action) -> str:
    match action:
        case Action.COLLECT:
            return _("You wanted to give us %(what)s, for %(why)s.")
        case Action.TRACK:
            return _("The page wanted to follow %(what)s, for %(why)s.")
    return _("You asked for %(what)s, for %(why)s.")


def happened(row: Row, who: str, *, herself: bool, language: str, whose: str = "") -> str:
    """One sentence: the day, who, what and why. `whose`: the name of whom it is about, where that is not the reader."""
    said = {"day": _day(row, language), "who": who}
    if whose:
        what = some(told_of_another.kinds(row.data, language), language)
        said["what"] = told_of_another.about(what, whose)
        said["why"] = told_of_another.purpose(row.purpose, language)
        said["party"] = told_of_another.party(row.party, language)
    else:
        said["what"] = some(kinds(row.data, language), language)
        said["why"] = purpose(row.purpose, language)
        said["party"] = PARTIES[row.party].label(language) if row.party in PARTIES else row.party
    said["whom"] = whose
    pattern = _on_roster(row, whose=whose) or _sentence(row, herself=herself)
    subject = who if "%(who)s" in pattern else said["party"]
    return contracted(agreeing(pattern, subject) % said + _more(row), language)


def _sentence(row: Row, *, herself: bool) -> str:
    asked_themselves = row.visitor.startswith((Kind.MEMBER, f"{Kind.OFFICE}:"))
    away = row.action == Action.SHARE and row.party not in WORKFORCE and not asked_themselves
    if row.verdict == "refused":
        return _refused(row, herself=herself, away=away)
    if row.verb == "sign_in.open":
        return _("On %(day)s you signed in.") if herself else _("On %(day)s %(who)s signed in.")
    if row.verb == "sign_in.close":
        return _("On %(day)s you signed out.") if herself else _("On %(day)s %(who)s signed out.")
    in_words_of_its_own = _OWN_WORDS.get(row.verb.partition(".")[0])
    if in_words_of_its_own:
        return in_words_of_its_own(row, herself=herself)
    if row.verdict == "done":
        return _done(row, herself=herself, away=away)
    return _allowed(row, herself=herself, away=away)


def _on_roster(row: Row, *, whose: str) -> str:
    """What an office did with its list of patients; "" for every other entry."""
    if row.verdict == "refused" or row.verb not in {"roster.add", "roster.end"}:
        return ""
    if row.verb == "roster.end":
        if whose:
            return _("On %(day)s %(who)s took %(whom)s off its list of patients.")
        return _("On %(day)s %(who)s took you off its list of patients.")
    if whose:
        return _("On %(day)s %(who)s put %(whom)s on its list of patients.")
    return _("On %(day)s %(who)s put you on its list of patients.")


def _in_emergency(row: Row, *, herself: bool) -> str:
    if row.verb == "emergency.declare":
        return _("On %(day)s %(who)s declared an emergency to open this record. Our privacy office was told at once.")
    if row.verb == "emergency.close":
        return _("On %(day)s %(who)s closed the emergency opening of this record.")
    return _allowed(row, herself=herself, away=False)


def _of_a_draft(row: Row, *, herself: bool) -> str:
    if row.verdict == "done":
        return _("On %(day)s we stored the first draft of a form: %(what)s, for %(why)s.")
    if row.verb.startswith("draft.read"):
        if herself:
            return _("On %(day)s you opened your draft of a form: %(what)s.")
        return _("On %(day)s %(who)s opened a draft of a form: %(what)s.")
    if herself:
        return _("On %(day)s you were filling in a form, and we kept it as a draft: %(what)s, for %(why)s.")
    return _("On %(day)s %(who)s was filling in a form, and we kept it as a draft: %(what)s, for %(why)s.")


def _of_a_caller(row: Row, *, herself: bool) -> str:  # noqa: ARG001 - as of every subject; only the staff are called
    if row.verdict == "done":
        return _("On %(day)s a caller told %(who)s %(what)s, and it was right.")
    return _("On %(day)s %(who)s asked a caller for %(what)s.")


# Subjects whose verbs are told in words of their own.
_OWN_WORDS = {"emergency": _in_emergency, "draft": _of_a_draft, "callers": _of_a_caller}


def _allowed(row: Row, *, herself: bool, away: bool) -> str:
    if row.action == Action.COLLECT:
        return _given(row, herself=herself)
    if row.action == Action.TRACK:
        return _("On %(day)s %(party)s could follow %(what)s, for %(why)s.")
    if away:
        return _("On %(day)s we made ready to send %(what)s to %(party)s, for %(why)s.")
    return _looked(row, herself=herself)


def _looked(row: Row, *, herself: bool) -> str:
    if row.visitor.startswith(f"{Kind.OFFICE}:"):
        return _("On %(day)s %(who)s looked at %(what)s, for %(why)s.")
    if not herself:
        return _("On %(day)s %(who)s opened %(what)s, for %(why)s.")
    if row.purpose == _OWN_ACCESS:
        return _("On %(day)s you opened %(what)s.")
    return _("On %(day)s you opened %(what)s, for %(why)s.")


def _given(row: Row, *, herself: bool) -> str:
    if herself:
        return _("On %(day)s you gave us %(what)s, for %(why)s.")
    if row.party.startswith("feed."):
        return _("On %(day)s we received %(what)s from %(party)s, for %(why)s.")
    return _("On %(day)s %(who)s gave us %(what)s, for %(why)s.")


def _done(row: Row, *, herself: bool, away: bool) -> str:
    if away:
        return _("On %(day)s we sent %(what)s to %(party)s, for %(why)s.")
    if row.action == Action.COLLECT:
        return _("On %(day)s we stored %(what)s, for %(why)s.")
    if herself:
        return _("On %(day)s you changed %(what)s, for %(why)s.")
    return _("On %(day)s %(who)s changed %(what)s, for %(why)s.")


def _refused(row: Row, *, herself: bool, away: bool) -> str:
    if away:
        return _("On %(day)s %(what)s was to be sent to %(party)s, for %(why)s. The program refused.")
    if row.action == Action.COLLECT:
        if row.party.startswith("feed."):
            return _("On %(day)s %(party)s wanted to send us %(what)s, for %(why)s. The program refused.")
        return _("On %(day)s %(who)s wanted to give us %(what)s, for %(why)s. The program refused.")
    if herself:
        return _("On %(day)s you asked for %(what)s, for %(why)s. The program refused.")
    return _("On %(day)s %(who)s asked for %(what)s, for %(why)s. The program refused.")


def _more(row: Row) -> str:
    if row.count < 2:  # noqa: PLR2004 - more than once
        return ""
    return " " + _("This was tried %(count)s times.") % {"count": row.count}


def _day(row: Row, language: str) -> str:
    zone = ZoneInfo(promised().in_force.plan.time_zone)
    return written_out(row.at.astimezone(zone).date(), language)


def _yours(label: str, language: str) -> str:
    """A label of the vocabulary as the reader's: "your claims", "the facts about who you are", "sus reclamaciones"."""
    if _NO_ARTICLE.match(label):
        return label
    if language == "es":
        return f"{'sus' if label.split(maxsplit=1)[0].endswith('s') else 'su'} {label}"
    return f"{'the' if _SAYS_WHOSE.search(label) else 'your'} {label}"
