"""What a clause says it states, against what its passage prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wellkept.policy.vocabulary.settings import SETTINGS, Kind
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.model import Document, InForce, Text
from wellkept.statement.said import clause_place
from wellkept.statement.slots import WHOLE, SlotKind, slots

_NUMBERS = {Kind.MINUTES, Kind.DAYS, Kind.INT}


def check_stating(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """Every name in `states` is known, and a number or a contact among them is printed where the clause is said."""
    for document in (inforce.statement, *inforce.notices):
        for clause in document.source.clauses:
            stated = document.notes[clause.id].states
            for name in stated:
                if not _known(name, document):
                    told = f"“states” names “{name}”, which is no setting, contact, service, choice or cookie here"
                    yield error(clause_place(document, clause.id), "states", told)
            for text in document.texts.values():
                yield from _printed(document, clause.id, stated, text)


def _known(name: str, document: Document) -> bool:
    head, _, rest = name.replace(":", ".").partition(".")
    declared = {
        "contacts": document.contacts,
        "services": document.services,
        "service": document.services,
        "choice": {choice.id for choice in document.choices},
        "cookie": {cookie.name for cookie in document.cookies},
        "host": {host.name for host in document.hosts},
    }
    if rest and head in declared:
        return rest in declared[head]
    return name in SETTINGS or name in WHOLE or any(name in names for names in declared.values())


def _printed(document: Document, clause: str, stated: Iterable[str], text: Text) -> Iterator[Finding]:
    passages = [passage for passage in text.passages if clause in passage.clauses]
    if not passages:
        return
    shown = {
        f"contacts.{slot.name}" if slot.kind is SlotKind.CONTACT else slot.name
        for passage in passages
        for slot in slots(passage, document)
    }
    for name in stated:
        if _must_print(name) and name not in shown:
            told = f"“{clause}” states {name}, but its passage does not print it: write {{{{ {name} }}}}"
            yield error(passages[0].place, "rendering", told)


def _must_print(name: str) -> bool:
    return name.startswith("contacts.") or (name in SETTINGS and SETTINGS[name].kind in _NUMBERS)
