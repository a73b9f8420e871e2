"""The documents beside the statement in force: notices of privacy practices, and statements of a part of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellkept.features.statement import page_of
from wellkept.gate import admit_once, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.statement.model import Document, InForce
from wellkept.statement.render import Page
from wellkept.statement.text import title

_DELIVER = "site.deliver"


class NoSuchNotice(LookupError):
    """The statement in force names no notice of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeName:
    """A notice as a list shows it. `name` is its first part ("generic"), which its address has."""

    name: str
    version: str
    title: str
    effective: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as a page. `languages` are those that it is written in."""

    name: str
    version: str
    page: Page
    effective: date | None
    languages: tuple[str, ...]


@verb("notices.list", data=("site",), purposes=(_DELIVER,))
def list_notices(visitor: Visitor, language: str) -> tuple[NoticeName, ...]:
    """The notices of the statement in force. Raises `Refused`."""
    admit_once(visitor, list_notices, purpose=_DELIVER)
    return tuple(
        NoticeName(
            name=_short(notice), version=notice.version, title=title(notice, language), effective=notice.effective
        )
        for notice in promised().in_force.practices
    )


@verb("notices.read", data=("site",), purposes=(_DELIVER,))
def read_notice(visitor: Visitor, name: str, language: str) -> Notice:
    """One notice by its short name. Raises `NoSuchNotice` and `Refused`."""
    admit_once(visitor, read_notice, purpose=_DELIVER)
    inforce = promised().in_force
    notice = next((one for one in inforce.practices if _short(one) == name), None)
    if notice is None:
        raise NoSuchNotice(name)
    return _read(inforce, notice, language)


@verb("notices.read_apart", data=("site",), purposes=(_DELIVER,))
def read_apart(visitor: Visitor, service: str, language: str) -> Notice | str:
    """The statement of a part of the site ("provider_portal"), or the clause of the privacy statement about it.

    The clause is given by its id, where another keeps that part's statement. Raises `NoSuchNotice` and `Refused`.
    """
    admit_once(visitor, read_apart, purpose=_DELIVER)
    inforce = promised().in_force
    for notice in inforce.notices:
        if notice.about == service:
            return _read(inforce, notice, language)
    for clause, note in inforce.statement.notes.items():
        if f"services.{service}" in note.states:
            return clause
    raise NoSuchNotice(service)


def _read(inforce: InForce, notice: Document, language: str) -> Notice:
    return Notice(
        name=_short(notice),
        version=notice.version,
        page=page_of(inforce, language, notice),
        effective=notice.effective,
        languages=tuple(notice.texts),
    )


def _short(notice: Document) -> str:
    return notice.name.partition("/")[0]
