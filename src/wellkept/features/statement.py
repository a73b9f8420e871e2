"""The statement in force, and its other versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from wellkept.gate import admit_once, promised, verb
from wellkept.gate.in_force import compiled
from wellkept.identity.visitor import Visitor
from wellkept.ledger import in_force as register
from wellkept.statement.load import shipped
from wellkept.statement.model import Document, InForce
from wellkept.statement.problems import Unreadable
from wellkept.statement.render import Page, render
from wellkept.statement.text import title

_DELIVER = "site.deliver"


class NoSuchVersion(LookupError):
    """The plan has no statement of that version here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as a page. `languages` are those that it is written in; `in_force` whether it holds today."""

    name: str
    version: str
    page: Page
    effective: date | None
    languages: tuple[str, ...]
    supersedes: str
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the plan's statement. `since` is when it came into force on this site; None: it never did."""

    version: str
    title: str
    effective: date | None
    languages: tuple[str, ...]
    since: datetime | None
    in_force: bool


@verb("statement.read", data=("site",), purposes=(_DELIVER,))
def read_statement(visitor: Visitor, language: str) -> Reading:
    """The statement in force. Raises `Refused`."""
    admit_once(visitor, read_statement, purpose=_DELIVER)
    return reading_of(promised().version, language)


@verb("statement.read_version", data=("site",), purposes=(_DELIVER,))
def read_version(visitor: Visitor, version: str, language: str) -> Reading:
    """One version of the plan's statement. Raises `NoSuchVersion` and `Refused`."""
    admit_once(visitor, read_version, purpose=_DELIVER)
    return reading_of(named(version), language)


@verb("statement.list_versions", data=("site",), purposes=(_DELIVER,))
def list_versions(visitor: Visitor, language: str) -> tuple[Version, ...]:
    """Every version of the plan's statement, newest first. Raises `Refused`."""
    admit_once(visitor, list_versions, purpose=_DELIVER)
    now = promised().version
    since = {entry.version: entry.at for entry in reversed(register.turns())}
    found = [_version(name, language, since.get(name), now) for name in _versions() if _readable(name)]
    return tuple(sorted(found, key=lambda one: (one.effective or date.min, one.version), reverse=True))


def _versions() -> tuple[str, ...]:
    plan = promised().in_force.statement.plan
    return tuple(name for name in shipped() if name.partition("/")[0] == plan)


def named(version: str) -> str:
    """A version's full name, "PLAN/VERSION". Raises `NoSuchVersion`."""
    plan = promised().in_force.statement.plan
    name = f"{plan}/{version}"
    if name not in _versions() or not _readable(name):
        raise NoSuchVersion(name)
    return name


def _readable(name: str) -> bool:
    """Whether a version loads; one that does not must not take the page of the others with it."""
    try:
        compiled(name)
    except Unreadable:
        return False
    return True


def _version(name: str, language: str, since: datetime | None, now: str) -> Version:
    statement = compiled(name).in_force.statement
    return Version(
        version=statement.version,
        title=title(statement, language),
        effective=statement.effective,
        languages=statement.languages,
        since=since,
        in_force=name == now,
    )


def reading_of(name: str, language: str) -> Reading:
    """The statement "PLAN/VERSION" as a page."""
    inforce = compiled(name).in_force
    statement = inforce.statement
    return Reading(
        name=name,
        version=statement.version,
        page=page_of(inforce, language, statement),
        effective=statement.effective,
        languages=tuple(statement.texts),
        supersedes=statement.supersedes,
        in_force=name == promised().version,
    )


def page_of(inforce: InForce, language: str, document: Document) -> Page:
    """A document rendered once for each language in this process."""
    return _rendered(inforce.version, document.name, language)


@lru_cache(maxsize=64)
def _rendered(version: str, document: str, language: str) -> Page:
    inforce = compiled(version).in_force
    documents = {one.name: one for one in (inforce.statement, *inforce.notices)}
    return render(inforce, language, documents[document])
