"""A document in one language as a page: HTML, the headings for its rail, and where each clause stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from markdown_it.token import Token

from wellkept.statement.html import html_of, inline_words, tokens_of
from wellkept.statement.model import Document, InForce, Passage
from wellkept.statement.text import fill, title

_OPENERS = ("list_item_open", "heading_open", "paragraph_open", "table_open", "blockquote_open")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_FRAME = '<div class="usa-table-container--scrollable" tabindex="0">\n'
_LEAVES = {
    "en": (" (another site)", " (another site, opens a new window)"),
    "es": (" (otro sitio)", " (otro sitio, abre otra ventana)"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the contents rail."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A rendered document.

    `anchors` gives the HTML id of each clause's first passage. `language` is that of the text, which is English
    where the document has no other.
    """

    title: str
    language: str
    html: str
    headings: tuple[Heading, ...]
    anchors: dict[str, str]


@dataclass(slots=True)
class _Making:
    """What is known while a page is made."""

    language: str
    marks_links: bool
    new_window: bool
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def render(inforce: InForce, language: str, document: Document | None = None) -> Page:
    """The statement in force, or another `document` of it (a notice), as a page in `language`."""
    document = document or inforce.statement
    text = document.texts.get(language) or document.texts["en"]
    making = _Making(
        language=text.language,
        marks_links=inforce.setting("links.marked") is not False,
        new_window=inforce.setting("links.new_window") is True,
    )
    markdown, starts = _joined(text.passages, document, inforce, text.language)
    tokens = tokens_of(markdown)
    _name_headings(tokens, making)
    _place_anchors(tokens, starts, making)
    for token in tokens:
        if token.type == "inline":
            token.children = _marked_links(token.children or [], making)
    return Page(
        title=title(document, text.language),
        language=text.language,
        html=html_of(_framed(tokens)),
        headings=tuple(making.headings),
        anchors=making.anchors,
    )


def _joined(
    passages: tuple[Passage, ...], document: Document, inforce: InForce, language: str
) -> tuple[str, dict[int, tuple[str, ...]]]:
    """One Markdown text of all passages, and the clauses of the passage that starts at each line (from 0)."""
    lines: list[str] = []
    starts: dict[int, tuple[str, ...]] = {}
    for passage in passages:
        filled = fill(passage, document, inforce, language)
        if passage.clauses:
            starts[len(lines)] = passage.clauses
        hashes = "#" * passage.level + " " if passage.level else ""
        lines.extend(f"{hashes}{filled}".split("\n"))
        lines.append("")
    return "\n".join(lines), starts


def _name_headings(tokens: list[Token], making: _Making) -> None:
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            words = inline_words(tokens[place + 1])
            id_ = _free(_slug(words), making.taken)
            token.attrSet("id", id_)
            making.headings.append(Heading(id=id_, text=words, level=int(token.tag[1])))


def _slug(words: str) -> str:
    """A heading as an id: its words without accents and signs, joined by hyphens."""
    bare = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare)) or "section"


def _free(id_: str, taken: set[str]) -> str:
    free, count = id_, 1
    while free in taken or free.startswith("clause-"):
        count += 1
        free = f"part-{id_}-{count}" if id_.startswith("clause-") else f"{id_}-{count}"
    taken.add(free)
    return free


def _place_anchors(tokens: list[Token], starts: dict[int, tuple[str, ...]], making: _Making) -> None:
    for line, clauses in starts.items():
        fresh = [clause for clause in clauses if clause not in making.anchors]
        at = _opener(tokens, line)
        if at is None or not fresh:
            continue
        if tokens[at].attrGet("id") is None:
            first = fresh.pop(0)
            tokens[at].attrSet("id", f"clause-{first}")
            making.anchors[first] = f"clause-{first}"
        inline = next(token for token in tokens[at:] if token.type == "inline")
        spans = [Token("html_inline", "", 0, content=f'<span id="clause-{clause}"></span>') for clause in fresh]
        inline.children = [*spans, *(inline.children or [])]
        making.anchors.update((clause, f"clause-{clause}") for clause in fresh)


def _opener(tokens: list[Token], line: int) -> int | None:
    """The token that opens the block at a line: the item where it is a list's, so that lists stay whole."""
    opened = [
        place
        for place, token in enumerate(tokens)
        if token.type in _OPENERS and token.map is not None and token.map[0] == line
    ]
    return min(opened, key=lambda place: (_OPENERS.index(tokens[place].type), place), default=None)


def _marked_links(children: list[Token], making: _Making) -> list[Token]:
    """Links with their class; those that leave the site are marked for the eye, and in words for who cannot see."""
    marked: list[Token] = []
    leaving = False
    for child in children:
        if child.type == "link_open":
            leaving = making.marks_links and bool(_ELSEWHERE.match(str(child.attrGet("href") or "")))
            child.attrSet("class", "usa-link usa-link--external" if leaving else "usa-link")
            if leaving and making.new_window:
                child.attrSet("target", "_blank")
        elif child.type == "link_close" and leaving:
            said = _LEAVES[making.language][making.new_window]
            marked.append(Token("html_inline", "", 0, content=f'<span class="usa-sr-only">{said}</span>'))
            leaving = False
        marked.append(child)
    return marked


def _framed(tokens: list[Token]) -> list[Token]:
    """Tables in a frame that scrolls by itself, so that a narrow page does not."""
    framed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            token.attrJoin("class", "usa-table")
            framed.append(Token("html_block", "", 0, content=_FRAME))
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("html_block", "", 0, content="</div>\n"))
    return framed
