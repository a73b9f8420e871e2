"""What a document declares, as lists and tables for its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.statement.durations import words
from wellkept.statement.folding import listed
from wellkept.statement.model import Cookie

_HEADS = {
    "en": ("Name", "Set by", "Lasts", "Holds", "For", "Pages"),
    "es": ("Nombre", "La coloca", "Dura", "Contiene", "Para", "Páginas"),
}
_SESSION = {"en": "until you close the browser", "es": "hasta que cierra el navegador"}
_WHERE = {
    "en": {"public": "public pages", "signed_on": "pages after sign-on", "all": "all pages"},
    "es": {"public": "páginas públicas", "signed_on": "páginas tras iniciar sesión", "all": "todas las páginas"},
}
_OR_SOUND = re.compile("h?[oó]", re.IGNORECASE)
_NONE = {"en": "none", "es": "ninguno"}


def joined(items: list[str], language: str, *, either: bool = False) -> str:
    """Items as a list that ends in "and", or in "or": "a, b or c", "a, b o c", "a u otro"."""
    if not either or not items[1:]:
        return listed(items, language)
    last = items[-1]
    joint = "or" if language != "es" else "u" if _OR_SOUND.match(last) else "o"
    return f"{', '.join(items[:-1])} {joint} {last}"


def or_none(items: list[str], language: str) -> str:
    """Items as a list in `language`; "none" where there are none."""
    return listed(items, language) if items else _NONE[language]


def cookie_table(cookies: Iterable[Cookie], language: str) -> str:
    """The declared cookies as a Markdown table; "none" where none is declared."""
    rows = [_row(_cells(cookie, language)) for cookie in cookies]
    if not rows:
        return _NONE[language]
    heads = _HEADS[language]
    return "\n".join((_row(heads), _row(["---"] * len(heads)), *rows))


def _cells(cookie: Cookie, language: str) -> list[str]:
    return [
        f"`{cookie.name}`",
        PARTIES[cookie.party].label(language),
        words(cookie.life, language) if cookie.life else _SESSION[language],
        listed([DATA[node].label(language) for node in cookie.holds], language),
        listed([PURPOSES[node].label(language) for node in cookie.purposes], language),
        _WHERE[language][cookie.where],
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
