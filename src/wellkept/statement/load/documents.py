"""A whole document or plan from its folder. Every problem of every file is collected before anything is raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellkept.policy.rules import Allow, Clause, Rank, Source
from wellkept.policy.table import SaleOpened, Table
from wellkept.policy.vocabulary.services import SERVICES
from wellkept.statement.load import parts
from wellkept.statement.load.fields import Fields
from wellkept.statement.load.files import Reader, read_text
from wellkept.statement.load.rules import read_clauses
from wellkept.statement.load.settings import Places, Settings, read_setting, read_settings
from wellkept.statement.markdown import parse
from wellkept.statement.model import Document, Place, Plan, Region, Text
from wellkept.statement.problems import Problem, Unreadable, did_you_mean
from wellkept.statement.slots import slot_problems

_HEADS = {Rank.STATEMENT: "statement", Rank.NOTICE: "notice", Rank.LAW: "law"}
LANGUAGES = ("en", "es")


@dataclass(slots=True)
class _Head:
    name: str
    plan: str
    version: str
    effective: date | None
    supersedes: str
    languages: tuple[str, ...]
    notices: tuple[str, ...]
    about: str
    apart: tuple[str, ...]
    laws: tuple[str, ...]
    title: dict[str, str]
    modelled_on: dict[str, str]


def read_document(file: Path, rank: Rank, *, name: str, shown: str) -> Document:
    """The document in `file` with the texts beside it. `name` is what its folder calls it ("" for any folder).

    `shown` is the file as messages name it. Raises `Unreadable`.
    """
    reader = Reader(file, shown)
    table = Fields(reader, (), reader.table)
    head_table = table.within(_HEADS[rank])
    settings, places = _stated(table, head_table, rank)
    head = _head(table, head_table, rank, name)
    texts = _texts(reader, file.parent, head.languages, shown)
    document = _document(table, head, rank=rank, settings=settings, places=places, texts=texts, folder=file.parent)
    table.finish()
    _refuse_sale(reader, document.source, places)
    reader.problems.extend(slot_problems(document))
    _raise_if_any(reader)
    return document


def read_plan(file: Path, *, id_: str, shown: str) -> Plan:
    """The plan in `file`. Raises `Unreadable`; a plan narrows, so an allow in it is a problem."""
    reader = Reader(file, shown)
    table = Fields(reader, (), reader.table)
    settings, places = read_settings(table)
    own = table.within("plan")
    clauses = read_clauses(table, {}, id_)
    for clause in clauses.clauses:
        if clause.allows:
            reader.problems.append(
                Problem(clauses.places[f"clause:{clause.id}"], f"clause “{clause.id}” allows; a plan only narrows")
            )
    plan = Plan(
        id=id_,
        name=own.text("name", needed=True),
        time_zone=own.text("time_zone", needed=True),
        settings=settings,
        source=Source(name=id_, rank=Rank.PLAN, clauses=tuple(clauses.clauses)),
        folder=file.parent,
        logo=own.text("logo"),
        accent=own.text("accent"),
        regions=tuple(_region(one) for one in table.each("region")),
        places={**places, **clauses.places},
        notes=clauses.notes,
    )
    if own.text("id") not in ("", id_):
        own.wrong(f"this plan says that it is “{own.text('id')}”, but its folder is “{id_}”; make them one", "id")
    own.finish()
    table.finish()
    _raise_if_any(reader)
    return plan


def _region(table: Fields) -> Region:
    names = {language: table.text(language, needed=True) for language in ("en", "es")}
    read = Region(
        id=table.text("id", needed=True), names=names, is_here=not table.take("elsewhere", bool, default=False)
    )
    table.finish()
    return read


def _stated(table: Fields, head: Fields, rank: Rank) -> tuple[Settings, Places]:
    """The settings, with the places of them and of what the head says; how one agrees stands in the head."""
    settings, places = read_settings(table)
    if rank is Rank.STATEMENT and head.has("agreement"):
        agreement = read_setting(head, "agreement", "statement.agreement")
        if agreement is not None:
            settings["statement.agreement"] = agreement
    return settings, places | {f"statement.{key}": head.place(key) for key in head.names()}


def _document(
    table: Fields,
    head: _Head,
    *,
    rank: Rank,
    settings: Settings,
    places: Places,
    texts: dict[str, Text],
    folder: Path,
) -> Document:
    terms = parts.read_terms(table, places)
    clauses = read_clauses(table, terms, head.name)
    places.update(clauses.places)
    return Document(
        name=head.name,
        version=head.version,
        effective=head.effective,
        source=Source(name=head.name, rank=rank, clauses=tuple(clauses.clauses)),
        settings=settings,
        terms=terms,
        services=parts.read_services(table, places),
        contacts=parts.read_contacts(table, places),
        choices=parts.read_choices(table, places),
        cookies=parts.read_cookies(table, terms, places),
        hosts=parts.read_hosts(table, places),
        texts=texts,
        notices=head.notices,
        supersedes=head.supersedes,
        folder=folder,
        places=places,
        title=head.title,
        plan=head.plan,
        about=head.about,
        apart=head.apart,
        laws=head.laws,
        languages=head.languages,
        modelled_on=head.modelled_on,
        notes=clauses.notes,
    )


def _head(table: Fields, head: Fields, rank: Rank, name: str) -> _Head:
    if not table.has(_HEADS[rank]):
        table.wrong(f"[{_HEADS[rank]}] is missing; it says which document this is")
    if rank is Rank.LAW:
        read = _Head(head.text("name") or name, "", "", None, "", (), (), "", (), (), head.by_language("title"), {})
    else:
        # A notice belongs to no plan; it is called by its folder, and may say its name.
        statement = rank is Rank.STATEMENT
        plan = head.text("plan", needed=True) if statement else head.text("name") or name.partition("/")[0]
        version = head.text("version", needed=True)
        read = _Head(
            name=f"{plan}/{version}",
            plan=plan if statement else "",
            version=version,
            effective=_effective(head),
            supersedes=head.text("supersedes"),
            languages=_languages(head),
            notices=head.words("notice_of_practices"),
            about="" if statement else _about(head),
            apart=head.words("apart"),
            laws=head.words("laws"),
            title=head.by_language("title"),
            modelled_on=head.by_language("modelled_on"),
        )
    head.finish()
    if name and read.name != name:
        head.wrong(f"this file says that it is “{read.name}”, but its folder is “{name}”; make them one")
    return read


def _about(head: Fields) -> str:
    service = head.text("about")
    if service and service not in SERVICES:
        head.wrong(f"unknown service “{service}”{did_you_mean(service, SERVICES)}", "about")
    return service


def _effective(head: Fields) -> date | None:
    if not head.has("effective"):
        return None
    never = date.min
    found = head.take("effective", date, never)
    return None if found == never else found


def _languages(head: Fields) -> tuple[str, ...]:
    written = head.words("languages", needed=True)
    for place, language in enumerate(written):
        if language not in LANGUAGES:
            message = f"unknown language “{language}”; the program knows {' and '.join(LANGUAGES)}"
            head.wrong(message, "languages", place)
    if written and "en" not in written:
        head.wrong("“languages” must name “en”", "languages")
    return tuple(language for language in written if language in LANGUAGES)


def _texts(reader: Reader, folder: Path, languages: tuple[str, ...], shown: str) -> dict[str, Text]:
    texts = {}
    for language in languages:
        file = shown.rpartition("/")[0]
        name = f"{file}/{language}.md" if file else f"{language}.md"
        try:
            texts[language] = parse(read_text(folder / f"{language}.md", name), language, name)
        except Unreadable as fault:
            reader.problems.extend(fault.problems)
    return texts


def _refuse_sale(reader: Reader, source: Source, places: dict[str, Place]) -> None:
    for clause in source.clauses:
        for place, allow in enumerate(clause.allows):
            if _opens_sale(source, clause, allow):
                at = places[f"clause:{clause.id}.allow.{place}"]
                message = f"clause “{clause.id}” opens the sale or rent of personal data, which no statement may do"
                reader.problems.append(Problem(at, message))


def _opens_sale(source: Source, clause: Clause, allow: Allow) -> bool:
    alone = Clause(id=clause.id, allows=(allow,))
    try:
        Table([Source(name=source.name, rank=source.rank, clauses=(alone,))])
    except SaleOpened:
        return True
    return False


def _raise_if_any(reader: Reader) -> None:
    if reader.problems:
        raise Unreadable(sorted(reader.problems, key=lambda problem: _order(problem, reader.shown)))


def _order(problem: Problem, first: str) -> tuple[bool, str, int]:
    return problem.place.file != first, problem.place.file, problem.place.line
