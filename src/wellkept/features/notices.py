"""The HIPAA Notices of Privacy Practices that stand beside the statement in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellkept.features.statement import page_of
from wellkept.gate import admit_once, promised, verb
from wellkept.identity.visitor import Visitor
from wellkept.statement.model import Document
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
        for notice in promised().in_force.notices
    )


@verb("notices.read", data=("site",), purposes=(_DELIVER,))
def read_notice(visitor: Visitor, name: str, language: str) -> Notice:
    """One notice by its short name. Raises `NoSuchNotice` and `Refused`."""
    admit_once(visitor, read_notice, purpose=_DELIVER)
    inforce = promised().in_force
    notice = next((one for one in inforce.notices if _short(one) == name), None)
    if notice is None:
        raise NoSuchNotice(name)
    return Notice(
        name=name,
        version=notice.version,
        page=page_of(inforce, language, notice),
        effective=notice.effective,
        languages=tuple(notice.texts),
    )


def _short(notice: Document) -> str:
    return notice.name.partition("/")[0]
