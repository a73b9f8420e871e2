"""Filters of every template: dates, times, money and clauses as words in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from wellkept.gate import promised
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.policy.vocabulary import services as offered
from wellkept.statement.folding import listed as joined
from wellkept.statement.text import written_out

register = template.Library()


class Passage(Protocol):
    """What a link to a clause needs: "PLAN/VERSION#clause", and the statement that was in force."""

    @property
    def ref(self) -> str: ...

    @property
    def kind(self) -> str: ...


def _language() -> str:
    return "es" if (get_language() or "en").startswith("es") else "en"


@register.filter
def faults(form: BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form: the id of the field, "" for the whole of it, and the words."""
    whole = [("", str(said)) for said in form.non_field_errors()]
    return whole + [(field.id_for_label or str(field.auto_id), str(said)) for field in form for said in field.errors]


@register.filter
def written(day: date | datetime | None) -> str:
    """A date in words, "September 13, 2017"; a moment by the plan's own clock; "" for none."""
    if day is None:
        return ""
    return written_out(_local(day).date() if isinstance(day, datetime) else day, _language())


@register.filter
def written_moment(moment: datetime | None) -> str:
    """A moment in words with its zone, "September 13, 2017, 9:14 AM PDT"; "" for none."""
    if moment is None:
        return ""
    return gettext("%(day)s, %(time)s") % {"day": written(moment), "time": clock(moment)}


@register.filter
def clock(moment: datetime) -> str:
    """The time of day by the plan's own clock, with its zone: "9:14 AM PDT", "9:14 a. m. PDT"."""
    local = _local(moment)
    half = ("a. m.", "p. m.") if _language() == "es" else ("AM", "PM")
    return f"{local.hour % 12 or 12}:{local.minute:02} {half[local.hour >= 12]} {local.tzname()}"  # noqa: PLR2004


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(promised().in_force.plan.time_zone))


@register.filter
def money(amount: Decimal | int | None) -> str:
    """An amount in dollars, "$1,240.50"; "" for none."""
    if amount is None:
        return ""
    return f"{'-' if amount < 0 else ''}${abs(amount):,.2f}"


@register.filter
def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words as a list: "a, b and c"."""
    return joined([str(word) for word in words], _language())


@register.filter
def data_label(name: str) -> str:
    """The vocabulary's words for a kind of data."""
    return DATA[name].label(_language())


@register.filter
def purpose_label(name: str) -> str:
    """The vocabulary's words for a purpose."""
    return PURPOSES[name].label(_language())


@register.filter
def party_label(name: str) -> str:
    """The vocabulary's words for a class of party."""
    return PARTIES[name].label(_language())


@register.filter
def service_label(name: str) -> str:
    """The vocabulary's words for a service."""
    return offered.label(name, _language())


@register.filter
def capital(words: str) -> str:
    """Words that open a line: their first letter is a capital, the rest is left alone."""
    return words[:1].upper() + words[1:]


@register.filter
def passage_link(citation: Passage) -> str:
    """The address of the passage that a clause stands in; "" for the law and the plan, which have no page."""
    source, _, clause = citation.ref.partition("#")
    if citation.kind == "notice":
        return f"{reverse('notice', args=[source.partition('/')[0]])}#clause-{clause}"
    if citation.kind != "statement":
        return ""
    if source == promised().version:
        return f"{reverse('privacy-statement')}#clause-{clause}"
    return f"{reverse('statement-version', args=[source.partition('/')[2]])}#clause-{clause}"


@register.simple_tag
def url_or(name: str, otherwise: str) -> str:
    """The address of that name, or `otherwise` where no door has one."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return otherwise
