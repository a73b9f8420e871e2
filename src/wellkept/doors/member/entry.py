"""One entry of the record: what it says, its documents, where it comes from, and what belongs with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import nh3
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from wellkept.doors.member.entry_words import code_words, name_words
from wellkept.doors.member.page import Sheet, page
from wellkept.doors.member.record_words import status_in_full, value_words
from wellkept.doors.member.templatetags.senders import sent
from wellkept.doors.shared.files import saved
from wellkept.doors.shared.templatetags.words import capital, data_label, written
from wellkept.doors.shared.visitors import Asked
from wellkept.features.record import Attached, Entry, RecordRow, open_document, read_entry

# Tags that a document may keep. No link, no picture, no class: nothing of it is loaded, pressed or dressed as ours.
_TAGS = {
    *(
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "div",
        "em",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sub",
        "sup",
    ),
    *("table", "tbody", "td", "th", "thead", "tr", "u", "ul", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_CELLS = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_HEADING = re.compile(r"<(/?)h[1-6]>")
# What may be saved under its own type; anything else is saved as bytes without one.
_FILES = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/tiff": "tif", "application/rtf": "rtf",
    "text/rtf": "rtf", "application/xml": "xml", "text/xml": "xml", "application/hl7-cda+xml": "xml",
}  # fmt: skip
_PLAIN, _HTML = "text/plain", frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the facts: its name, and what it says (words of the sender are marked as such)."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of an entry: its text, or its address to save it from, or neither where only the sender has it."""

    title: str
    text: str
    html: SafeString
    address: str
    kind: str
    size: int


@page("record")
def entry(request: Asked, person: UUID | None, entry: UUID) -> Sheet:
    """The entry."""
    found = read_entry(request.visitor, person, entry)
    one = found.found
    said = {
        "entry": one,
        "row": one.row,
        "kind_words": capital(data_label(one.row.kind)),
        "slug": one.row.kind.removeprefix("health.").replace("_", "-"),
        "status": status_in_full(one.row.kind, one.row.status),
        "value": _value(one.row),
        "lines": lines_of(one),
        "documents": tuple(_shown(one, place, document) for place, document in enumerate(one.attached)),
        "plot": _plot_of(one),
        "groups": _groups(one.related),
    }
    return Sheet("member/entry.html", said, found)


@page("record")
def document(request: Asked, person: UUID | None, entry: UUID, place: int) -> HttpResponse:
    """A document as a file to be saved, never shown by the browser in our name."""
    found = open_document(request.visitor, person, entry, place)
    ending = _FILES.get(found.media_type, "bin")
    return saved(found.content or b"", f"document-{place + 1}.{ending}")


def lines_of(entry: Entry) -> tuple[Line, ...]:
    """The facts, the same name once, with the codes of FHIR in our words and the rest in the sender's."""
    found: dict[str, list[str]] = {}
    for fact in entry.facts:
        language = entry.row.language
        if isinstance(fact.value, date):
            said = written(fact.value)
        elif fact.is_code:
            said = code_words(fact.name, fact.value) or sent(fact.value, language)
        else:
            said = sent(fact.value, language)
        if fact.value != entry.row.title and said not in found.setdefault(fact.name, []):
            found[fact.name].append(said)
    return tuple(Line(name_words(name), _joined(values)) for name, values in found.items() if values)


def _joined(values: Iterable[str]) -> SafeString:
    return mark_safe("; ".join(sent(one, "") if not isinstance(one, SafeString) else one for one in values))  # noqa: S308


def _value(row: RecordRow) -> str:
    return value_words(row.value, row.unit) if row.value is not None else ""


def _plot_of(entry: Entry) -> str:
    """The page of the same measurement over time."""
    plotted = entry.row.value is not None or len(entry.components) > 1
    names = {"health.results": "record-result", "health.vitals": "record-vital"}
    if entry.type != "Observation" or not plotted or entry.row.kind not in names or not entry.row.code:
        return ""
    return reverse(names[entry.row.kind], args=[entry.row.id])


def _groups(rows: Iterable[RecordRow]) -> list[tuple[str, list[RecordRow]]]:
    """What belongs with an entry, by kind."""
    found: dict[str, list[RecordRow]] = {}
    for row in rows:
        found.setdefault(capital(data_label(row.kind)), []).append(row)
    return list(found.items())


def _shown(entry: Entry, place: int, document: Attached) -> Shown:
    content = document.content
    text, html = "", SafeString()
    if content is not None and document.media_type == _PLAIN:
        text = _decoded(document).strip()
    elif content is not None and document.media_type in _HTML:
        html = cleaned(_decoded(document))
    saved = content is not None and not text and not html
    address = reverse("record-document", args=[entry.row.id, place]) if saved else ""
    kind = _FILES.get(document.media_type, "").upper()
    return Shown(document.title, text, html, address, kind, len(content or b""))


def _decoded(document: Attached) -> str:
    try:
        return (document.content or b"").decode(document.charset, errors="replace")
    except LookupError:
        return (document.content or b"").decode("utf-8", errors="replace")


def cleaned(html: str) -> SafeString:
    """A document's HTML as text with lists and tables; its headings do not compete with the page's own."""
    clean = nh3.clean(html, tags=_TAGS, attributes=_CELLS, clean_content_tags={"script", "style", "title", "head"})
    return mark_safe(_HEADING.sub(_as_paragraph, clean))  # noqa: S308 - nh3 has cleaned it


def _as_paragraph(heading: re.Match[str]) -> str:
    return "</strong></p>" if heading[1] else "<p><strong>"
