"""A document (statement, notice) as a page: its body without its title, its contents rail, its languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from wellkept.statement.render import Heading, Page

_TITLE = re.compile(r"\s*<h1[^>]*>.*?</h1>", re.DOTALL)


class Read(Protocol):
    """What a feature gives for a document: a page, and the languages that the document is written in."""

    @property
    def page(self) -> Page: ...

    @property
    def languages(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a document. `here` marks the one that is shown."""

    code: str
    name: str
    here: bool


def asked_language(request: HttpRequest) -> str:
    """The language of the text: the one that the address names, else that of the interface."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or "en"


def shown(request: HttpRequest, read: Read) -> dict[str, Any]:
    """What the template of a document needs."""
    names = dict(settings.LANGUAGES)
    languages = tuple(Language(code, str(names[code]), code == read.page.language) for code in read.languages)
    return {
        "document": read,
        "title": _title(read.page),
        "body": body(read.page),
        "rail": rail(read.page),
        "languages": languages,
        "english_only": read.languages == ("en",) and asked_language(request) != "en",
    }


def body(page: Page) -> SafeString:
    """The document's HTML without its first heading. The statement floor has cleaned it."""
    return mark_safe(_TITLE.sub("", page.html, count=1))  # noqa: S308


def rail(page: Page) -> tuple[Heading, ...]:
    """The headings of the contents rail: the highest level below the title."""
    below = [heading for heading in page.headings if heading.level > 1]
    highest = min((heading.level for heading in below), default=2)
    return tuple(heading for heading in below if heading.level == highest)


def _title(page: Page) -> str:
    first = next((heading.text for heading in page.headings if heading.level == 1), "")
    return first or page.title
