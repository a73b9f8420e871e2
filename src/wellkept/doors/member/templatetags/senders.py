"""Words of doctors, laboratories and pharmacies stay as they were sent, marked with their language."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from wellkept.doors.member.record_words import normal_words, value_words
from wellkept.features.record import Component, RecordRow

register = template.Library()

_MOSTLY = "en"  # senders in the United States seldom say, and write in English


@register.filter
def sent(words: str, language: str = "") -> SafeString:
    """Words of a sender, marked with their language where the page has another one."""
    spoken = (language or _MOSTLY).partition("-")[0].casefold()
    if not words or spoken == (get_language() or "en").partition("-")[0]:
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', spoken, words)


@register.filter
def part_words(part: Component) -> str:
    """One of several values, with its unit."""
    return value_words(part.value, part.unit) if part.value is not None else part.said


@register.filter
def range_words(row: RecordRow) -> str:
    """The reference range of a measurement."""
    return normal_words(row.low, row.high, row.unit)


def woven(sentence: str, **said: str) -> SafeString:
    """A sentence of ours with words of a sender in it ("%(test)s fell"), each escaped unless it is marked already."""
    escaped = {name: conditional_escape(value) for name, value in said.items()}
    return mark_safe(conditional_escape(sentence) % escaped)  # noqa: S308 - both are escaped
