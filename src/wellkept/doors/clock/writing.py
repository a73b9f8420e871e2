"""Notices as they are sent: one template for each, in both languages, from which mail, letter and text are made."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import override

from wellkept.features.telling import NotWritten, Written
from wellkept.gate import promised

_NAME = re.compile(r"[a-z][a-z_]{1,39}\Z")
_BLANK = re.compile(r"\n\s*\n")


def write(notice: str, language: str, words: Mapping[str, str]) -> Written:
    """A notice with its words filled in. Raises `NotWritten`.

    The template's first line is the subject; paragraphs follow, the first of which is also the text message, so it
    must say by itself what to do. It has `words`, `plan` (its name), `contacts`, and `site` (where links begin).
    """
    if not _NAME.match(notice):
        raise NotWritten(notice)
    about = {
        "words": words,
        "plan": promised().in_force.plan.name,
        "contacts": promised().in_force.statement.contacts,
        "site": settings.WELLKEPT_ADDRESS,
    }
    language = language if language in dict(settings.LANGUAGES) else "en"
    try:
        with override(language):
            said = render_to_string(f"notices/{notice}.txt", about)
            paragraphs = [" ".join(part.split()) for part in _BLANK.split(said.strip())]
            foot = [line for line in render_to_string("notices/parts/foot.txt", about).splitlines() if line]
            html = render_to_string(
                "notices/parts/mail.html", {**about, "language": language, "paragraphs": paragraphs, "foot": foot}
            )
    except TemplateDoesNotExist:
        raise NotWritten(notice) from None
    subject, *body = paragraphs
    text = "\n\n".join([*body, "\n".join(foot)])
    short = f"{about['plan']}: {body[0]}"
    return Written(subject=subject, text=text, html=html, short=short, language=language)
