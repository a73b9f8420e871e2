"""What the loader makes of a document: rules, settings and text, each with the place it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wellkept.policy.rules import Source

SettingValue = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A file and a line (0: the file as a whole), as every error and finding names it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something a person may turn on or off, and the purposes it covers."""

    id: str
    starts: str
    covers: tuple[str, ...]
    excepts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """A cookie (or other storage) that the document declares; one that no document declares is never set.

    `life` is in days, 0 ends with the browser. `where` is "public", "signed_on" or "all".
    """

    name: str
    party: str
    life: int
    holds: tuple[str, ...]
    purposes: tuple[str, ...]
    where: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A computer of another party that pages may reach: `party` is its class (`network.advertising`)."""

    name: str
    party: str
    where: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of the text in one language: a heading (level 1-6), or a paragraph, list or table (level 0).

    `markdown` still has its slots; `clauses` are the ids it ends with.
    """

    level: int
    markdown: str
    clauses: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The document in one language."""

    language: str
    passages: tuple[Passage, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a clause says beside its rules.

    `states` are the settings, contacts, services, cookies and choices that its passage states; `informs` marks a
    sentence that the program keeps by design. A clause of a law or a plan, which have no text, may give its source
    (`cites`: "45 CFR 164.524") and one plain sentence per language.
    """

    states: tuple[str, ...] = ()
    informs: bool = False
    cites: str = ""
    sentences: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region of the plan. `is_here` is false where this site cannot be switched to it."""

    id: str
    names: dict[str, str]
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan's own settings, limits and regions (plan.toml); it opens nothing."""

    id: str
    name: str
    time_zone: str
    settings: dict[str, SettingValue]
    source: Source
    folder: Path
    logo: str = ""
    accent: str = ""
    regions: tuple[Region, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A statement, a notice or a law file. Laws have no text, no choices and no plan.

    `settings` are those the document itself states, by dotted name ("session.idle_sign_off"); `places` gives the
    line of a clause ("clause:ID"), of its n-th rule ("clause:ID.allow.0"), of a setting by its name, or of
    "term:NAME", "service:NAME", "contact:NAME", "choice:ID", "cookie:NAME", "host:NAME" and "statement.KEY".
    `notes` has an entry for each clause, by id. `modelled_on` and `title` are by language. `notices` and `apart` name
    the documents that stand beside a statement: notices of privacy practices, and statements of their own for a part
    of the site, whose service such a document names in `about` ("provider_portal").
    """

    name: str
    version: str
    effective: date | None
    source: Source
    settings: dict[str, SettingValue]
    terms: dict[str, tuple[str, ...]]
    services: frozenset[str]
    contacts: dict[str, str]
    choices: tuple[Choice, ...]
    cookies: tuple[Cookie, ...]
    hosts: tuple[Host, ...]
    texts: dict[str, Text]
    notices: tuple[str, ...]
    supersedes: str
    folder: Path
    places: dict[str, Place]
    title: dict[str, str]
    plan: str = ""
    about: str = ""
    apart: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    modelled_on: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Everything that decides together: the statement, its notices, the law, and the plan's limits."""

    statement: Document
    notices: tuple[Document, ...]
    laws: tuple[Document, ...]
    plan: Plan

    @property
    def version(self) -> str:
        """The statement's name, as "PLAN/VERSION"."""
        return self.statement.name

    @property
    def practices(self) -> tuple[Document, ...]:
        """The notices of privacy practices among the documents beside the statement."""
        return tuple(notice for notice in self.notices if not notice.about)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The four sources in the order of citation."""
        documents = (self.statement, *self.notices, *self.laws)
        return (*(document.source for document in documents), self.plan.source)

    def setting(self, name: str) -> SettingValue | None:
        """A setting from the statement, then the plan, then the notice, then the law; None where all are silent."""
        for settings in (
            self.statement.settings,
            self.plan.settings,
            *(notice.settings for notice in self.notices),
            *(law.settings for law in self.laws),
        ):
            if name in settings:
                return settings[name]
        return None
