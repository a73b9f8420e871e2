"""Markdown to HTML and to plain words. Nothing that a text says can run, load or leave the page by itself."""

from __future__ import annotations

from collections.abc import Iterable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# No raw HTML, no images (a page loads nothing from elsewhere), no indented code, no underlined headings.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "linkify": False})
    .enable("table")
    .disable(["html_block", "html_inline", "image", "code", "fence", "lheading", "reference"])
)
_TAGS = {
    *("a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "span", "strong", "ul"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"),
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "target"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def tokens_of(markdown: str) -> list[Token]:
    """The token tree of a text, each block with the lines it came from."""
    return _MARKDOWN.parse(markdown)


def html_of(tokens: list[Token]) -> str:
    """Tokens as HTML that has been cleaned: known tags and attributes, and links that a page may have."""
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer")


def plain(markdown: str) -> str:
    """The words of a text without its Markdown, blocks joined by a space."""
    return " ".join(inline_words(token) for token in tokens_of(markdown) if token.type == "inline").strip()


def inline_words(token: Token) -> str:
    """The words of one inline token."""
    return "".join(_child_words(token.children or ()))


def _child_words(children: Iterable[Token]) -> Iterable[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type in ("text", "code_inline"):
            yield child.content
