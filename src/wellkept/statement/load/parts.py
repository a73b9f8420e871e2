"""The other parts of a document: terms, services, contacts, choices, cookies and hosts."""

from __future__ import annotations

from wellkept.policy.vocabulary import CHOICES, DATA, PARTIES, PURPOSES
from wellkept.policy.vocabulary.services import SERVICES
from wellkept.statement.durations import NotASpan, days
from wellkept.statement.load.fields import Fields
from wellkept.statement.load.rules import Terms, categories, known
from wellkept.statement.model import Choice, Cookie, Host, Place
from wellkept.statement.problems import did_you_mean

WHERE = ("public", "signed_on", "all")
STARTS = ("in", "out")

Places = dict[str, Place]


def read_terms(document: Fields, places: Places) -> Terms:
    """Names for sets of categories; a name of the vocabulary cannot be redefined."""
    table = document.within("terms")
    terms: Terms = {}
    for name in table.names():
        if name in DATA:
            table.wrong(f"term “{name}” is a data category of the vocabulary and cannot be redefined", name)
            continue
        terms[name] = known(table, name, DATA.nodes, DATA.kind, needed=True)
        places[f"term:{name}"] = table.place(name)
    return terms


def read_services(document: Fields, places: Places) -> frozenset[str]:
    """The services that are said to be offered."""
    table = document.within("services")
    offered = set()
    for name in table.names():
        if name not in SERVICES:
            table.wrong(f"unknown service “{name}”{did_you_mean(name, SERVICES)}", name)
        elif table.take(name, bool, default=False):
            offered.add(name)
            places[f"service:{name}"] = table.place(name)
    return frozenset(offered)


def read_contacts(document: Fields, places: Places) -> dict[str, str]:
    """Contacts by a key of the document's own choice."""
    table = document.within("contacts")
    contacts = {name: table.text(name) for name in table.names()}
    places.update((f"contact:{name}", table.place(name)) for name in contacts)
    return contacts


def read_choices(document: Fields, places: Places) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for table in document.each("choice"):
        id_ = table.one_of("id", CHOICES, "", needed=True)
        choice = Choice(
            id=id_,
            starts=table.one_of("starts", STARTS, "out", needed=True),
            covers=known(table, "covers", PURPOSES.nodes, PURPOSES.kind, needed=True),
            excepts=known(table, "except", PURPOSES.nodes, PURPOSES.kind),
            place=table.place(),
        )
        table.finish()
        if id_ in found:
            table.wrong(f"choice “{id_}” stands twice; the first is at line {found[id_].place.line}", "id")
        elif id_:
            found[id_] = choice
            places[f"choice:{id_}"] = choice.place
    return tuple(found.values())


def read_cookies(document: Fields, terms: Terms, places: Places) -> tuple[Cookie, ...]:
    found: dict[str, Cookie] = {}
    for table in document.each("cookie"):
        name = table.text("name", needed=True)
        cookie = Cookie(
            name=name,
            party=_party(table, "party"),
            life=_life(table),
            holds=categories(table, "holds", terms, needed=True),
            purposes=known(table, "for", PURPOSES.nodes, PURPOSES.kind, needed=True),
            where=table.one_of("where", WHERE, "all", needed=True),
            place=table.place(),
        )
        table.finish()
        if name in found:
            table.wrong(f"cookie “{name}” stands twice; the first is at line {found[name].place.line}", "name")
        elif name:
            found[name] = cookie
            places[f"cookie:{name}"] = cookie.place
    return tuple(found.values())


def read_hosts(document: Fields, places: Places) -> tuple[Host, ...]:
    found: dict[str, Host] = {}
    for table in document.each("host"):
        name = table.text("name", needed=True)
        where = table.one_of("where", WHERE, "all", needed=True)
        host = Host(name=name, party=_party(table, "is"), where=where, place=table.place())
        table.finish()
        if name in found:
            table.wrong(f"host “{name}” stands twice; the first is at line {found[name].place.line}", "name")
        elif name:
            found[name] = host
            places[f"host:{name}"] = host.place
    return tuple(found.values())


def _party(table: Fields, key: str) -> str:
    party = table.text(key, needed=True)
    if party and party not in PARTIES.nodes:
        table.wrong(f"unknown party “{party}”{did_you_mean(party, PARTIES.nodes)}", key)
    return party


def _life(table: Fields) -> int:
    written = table.text("life", needed=True)
    if written in ("", "session"):
        return 0
    try:
        return days(written)
    except NotASpan as fault:
        table.wrong(f"“life” is “session” or a span: {fault}", "life")
        return 0
