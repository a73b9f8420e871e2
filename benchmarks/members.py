"""Fills a home with very many members, quickly: one is loaded through the feeds, the others are her copies.

A copy has a key of its own; every value is sealed, digested and shifted anew under it, with her own numbers in
it, so that the rows are those which a load makes. Only a load's checks and its thousands of small transactions are
left out.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
from django.db import connections, models, transaction

from wellkept.features.people import find_person
from wellkept.identity.systems import CLOCK
from wellkept.ledger import book, reading
from wellkept.policy.vocabulary import Action, bits
from wellkept.site.command import load as command
from wellkept.site.demonstration import write_many
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.many import FIRST_SERIAL
from wellkept.site.demonstration.numbers import luhn_digit, member_number
from wellkept.vault import keys
from wellkept.vault.models import Detail, Identifier, MemberKey, Person, Resource, SearchValue, Standing
from wellkept.vault.numbers import Number
from wellkept.vault.resources import SEALED, SUMMARY, search_digest, search_terms
from wellkept.vault.sealing import Seals, new_key, subject

SENDER = "benchmark"
_AT_ONCE = 200  # members in one transaction
_DETAIL = "vault_detail|sealed"
_IDENTIFIER = "vault_identifier|sealed"

Values = dict[str, Any]
Made = tuple[type[models.Model], Values]


@dataclass(frozen=True, slots=True)
class Copy:
    """One new member: what her rows are made with."""

    person: UUID
    key: bytes
    seals: Seals
    own: tuple[str, ...]


class Text:
    """A text in which the model member's own numbers are to be replaced by another's."""

    def __init__(self, text: bytes, own: Sequence[str]) -> None:
        # The longest first, since a claim's id begins as the patient's does.
        marks = sorted(own, key=len, reverse=True)
        parts = re.split("(" + "|".join(map(re.escape, marks)) + ")", text.decode())
        self.parts = parts
        self.marked = [(place, own.index(parts[place])) for place in range(1, len(parts), 2)]

    def of(self, copy: Copy) -> bytes:
        """The same text about somebody else."""
        parts = self.parts.copy()
        for place, number in self.marked:
            parts[place] = copy.own[number]
        return "".join(parts).encode()


def load_one(folder: Path, *, claims_each: int, today: date) -> UUID:
    """The model member, loaded through the feeds."""
    write_many(folder, members=1, claims_each=claims_each, today=today)
    load(folder)
    found = find_person(CLOCK, Number("member_id", member_number(FIRST_SERIAL)))
    assert found, "the model member was not loaded"
    return found


def load(folder: Path) -> None:
    """Load what `write_many` wrote, as `wellkept load` does; what it says goes to standard error."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    for words in (["enrolment", f"{folder}/enrolment.834"], ["fhir", "--sender", SENDER, f"{folder}/fhir"]):
        with redirect_stdout(sys.stderr):
            code = command.run(parser.parse_args(words))
        assert code == 0, f"wellkept load {words[0]} ended with exit code {code}"


def own_numbers(place: int, claims_each: int, today: date) -> tuple[str, ...]:
    """What only this member has, in the order in which copies replace it."""
    patient, coverage = resource_id(f"patient/many.{place}"), resource_id(f"coverage/many.{place}/gold")
    return (
        member_number(FIRST_SERIAL + place),
        patient,
        patient[:23],
        coverage,
        f"member{place}@example.org",
        *(_claim_number(place * claims_each + nth, nth, today) for nth in range(claims_each)),
    )


def _claim_number(serial: int, nth: int, today: date) -> str:
    day = date.fromordinal(today.toordinal() - 30 - nth * 97)
    digits = f"{day:%y}{serial:07d}"
    return f"C{digits}{luhn_digit(digits)}"


class Copies:
    """Everything on record about the model member, opened, and ready to be written about others."""

    def __init__(self, person: UUID, *, claims_each: int, today: date) -> None:
        self.claims_each, self.today = claims_each, today
        self.own = own_numbers(0, claims_each, today)
        key = keys.key_of(person)
        assert key, "the model member has no key"
        self.seals = Seals(key)
        self.entries = [_entry(row) for row in reading.about(subject(key), limit=10_000).rows][::-1]
        self.stamps: list[Callable[[Copy], Iterator[Made]]] = [
            *(self._person(row) for row in Person.objects.filter(id=person)),
            *(self._standing(row) for row in Standing.objects.filter(person_id=person, viewer=person)),
            *(self._number(row) for row in Identifier.objects.filter(person_id=person)),
            *(self._detail(row) for row in Detail.objects.filter(person_id=person)),
            *(self._resource(row) for row in Resource.objects.filter(person_id=person).order_by("received")),
        ]

    def copy(self, place: int) -> Copy:
        """A new member and her key; `place` is hers in `write_many`."""
        key = new_key()
        return Copy(uuid4(), key, Seals(key), own_numbers(place, self.claims_each, self.today))

    def rows(self, copy: Copy) -> Iterator[Made]:
        """Her rows, all but the key's."""
        for stamp in self.stamps:
            yield from stamp(copy)

    def ledger(self, copy: Copy) -> Iterator[book.Entry]:
        """What the book says of her load."""
        known_as, ids = subject(copy.key), {entry.id: uuid4() for entry in self.entries}
        for entry in self.entries:
            yield replace(entry, id=ids[entry.id], subject=known_as, of=ids.get(entry.of) if entry.of else None)

    def _person(self, row: Person) -> Callable[[Copy], Iterator[Made]]:
        values = _values(row)

        def stamp(copy: Copy) -> Iterator[Made]:
            yield Person, {**values, "id": copy.person}

        return stamp

    def _standing(self, row: Standing) -> Callable[[Copy], Iterator[Made]]:
        values = _values(row)

        def stamp(copy: Copy) -> Iterator[Made]:
            yield Standing, {**values, "person_id": copy.person, "viewer": copy.person}

        return stamp

    def _number(self, row: Identifier) -> Callable[[Copy], Iterator[Made]]:
        values, kind = _values(row), row.kind
        text = Text(self.seals.open(bytes(row.sealed), _IDENTIFIER, row.id.hex), self.own)

        def stamp(copy: Copy) -> Iterator[Made]:
            named, plain = uuid4(), text.of(copy)
            sealed = copy.seals.seal(plain, _IDENTIFIER, named)
            index = Number(kind, plain.decode()).index()
            yield Identifier, {**values, "id": named, "person_id": copy.person, "digest": index, "sealed": sealed}

        return stamp

    def _detail(self, row: Detail) -> Callable[[Copy], Iterator[Made]]:
        values = _values(row)
        text = Text(self.seals.open(bytes(row.sealed), _DETAIL, row.id.hex), self.own)

        def stamp(copy: Copy) -> Iterator[Made]:
            named, plain = uuid4(), text.of(copy)
            sealed, content = copy.seals.seal(plain, _DETAIL, named), copy.seals.digest("detail", plain)
            yield Detail, {**values, "id": named, "person_id": copy.person, "content": content, "sealed": sealed}

        return stamp

    def _resource(self, row: Resource) -> Callable[[Copy], Iterator[Made]]:
        values, day = _values(row), row.day - self.seals.shifted(None)
        plain = self.seals.open(bytes(row.sealed), SEALED, row.id.hex)
        summary = self.seals.open(bytes(row.summary), SUMMARY, row.id.hex)
        texts = [Text(text, self.own) for text in (self._origin(row, plain), plain, summary)]
        terms = search_terms(orjson.loads(plain))

        def stamp(copy: Copy) -> Iterator[Made]:
            named, seals = uuid4(), copy.seals
            origin, content, short = (text.of(copy) for text in texts)
            yield (
                Resource,
                {
                    **values,
                    "id": named,
                    "person_id": copy.person,
                    "day": seals.shifted(None) + day,
                    "origin": seals.digest("origin", origin),
                    "content": seals.digest("content", content),
                    "summary": seals.seal(short, SUMMARY, named),
                    "sealed": seals.seal(content, SEALED, named),
                },
            )
            for parameter, said in terms:
                digest = search_digest(seals, parameter, said)
                found = {"resource_id": named, "person": copy.person, "parameter": parameter, "digest": digest}
                yield SearchValue, found

        return stamp

    def _origin(self, row: Resource, plain: bytes) -> bytes:
        """What the digest of a resource's origin was made of."""
        known_as = orjson.loads(plain)["id"]
        tried = [f"{row.source}|{known_as}".encode(), f"{row.source}|{SENDER}|{row.kind}/{known_as}".encode()]
        return next(origin for origin in tried if self.seals.digest("origin", origin) == bytes(row.origin))


def _values(row: models.Model) -> Values:
    """The columns of a row, but for a number that the database gives."""
    fields = [field for field in _known(row).concrete_fields if not isinstance(field, models.BigAutoField)]
    return {field.attname: getattr(row, field.attname) for field in fields}


def _known(model: models.Model | type[models.Model]) -> Any:  # noqa: ANN401 - Django's own shape
    return model._meta  # noqa: SLF001 - public by name


def _entry(row: reading.Row) -> book.Entry:
    same = {name: getattr(row, name) for name in book.Entry.__slots__}
    same |= {"action": Action(row.action), "conditions": bits(row.conditions), "missing": bits(row.missing)}
    return book.Entry(**same)


def fill(
    members: int, *, claims_each: int = 10, today: date, told: Callable[[int], None] = lambda _done: None
) -> list[UUID]:
    """Make the home hold so many members, and say who they are; the first is the model member."""
    with tempfile.TemporaryDirectory() as folder:
        first = load_one(Path(folder), claims_each=claims_each, today=today)
    copies = Copies(first, claims_each=claims_each, today=today)
    persons = [first]
    places = iter(range(1, members))
    while some := [copies.copy(place) for place in islice(places, _AT_ONCE)]:
        _write_keys(some)
        _write([made for copy in some for made in copies.rows(copy)])
        book.write_each([entry for copy in some for entry in copies.ledger(copy)])
        persons += [copy.person for copy in some]
        told(len(persons))
    return persons


def _write_keys(some: Sequence[Copy]) -> None:
    ring = keys.confirmed_ring()
    wrapped = [MemberKey(person=copy.person, wrapped=ring.wrap(copy.key, copy.person.bytes)) for copy in some]
    MemberKey.objects.using("keys").bulk_create(wrapped)


def _write(made: Sequence[Made]) -> None:
    by_table: dict[type[models.Model], list[Values]] = {}
    for model, values in made:
        by_table.setdefault(model, []).append(values)
    with transaction.atomic():
        for model, rows in by_table.items():
            insert(model, rows)


def insert(model: type[models.Model], rows: Sequence[Values]) -> None:
    """Write rows in plain SQL: the ORM takes ten times as long."""
    connection, known = connections["default"], _known(model)
    fields = [known.get_field(name.removesuffix("_id")) for name in rows[0]]
    prepare = [field.get_db_prep_save for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{known.db_table}" ({names}) VALUES ({marks})'  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            sql,
            [[ready(value, connection) for ready, value in zip(prepare, row.values(), strict=True)] for row in rows],
        )
