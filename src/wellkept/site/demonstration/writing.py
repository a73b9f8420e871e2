"""Writes the demonstration as files of the formats that the plan's own feeds have."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellkept.site.demonstration.billing import bills_of
from wellkept.site.demonstration.care import care
from wellkept.site.demonstration.claims import claim
from wellkept.site.demonstration.directory import directory
from wellkept.site.demonstration.enrolment import enrolment_file
from wellkept.site.demonstration.fhir import Json
from wellkept.site.demonstration.households import HOUSEHOLDS
from wellkept.site.demonstration.patients import coverages, patient
from wellkept.site.demonstration.people import Person, people_of
from wellkept.site.demonstration.record import record
from wellkept.site.demonstration.results import results
from wellkept.site.demonstration.sign_ins import SignIn, sign_ins
from wellkept.site.demonstration.timeline import Prescription, Visit, prescriptions_of, visits_of


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The files, in the order in which to load them, and who can sign in."""

    enrolment: Path
    fhir: tuple[Path, ...]
    sign_ins: tuple[SignIn, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.enrolment, *self.fhir)


@dataclass(frozen=True, slots=True)
class _Life:
    person: Person
    subscriber: Person
    visits: tuple[Visit, ...]
    prescriptions: tuple[Prescription, ...]


def write(directory: Path, *, today: date) -> Demonstration:
    """Write the demonstration plan into a directory, which is made. The same `today` gives the same bytes."""
    people = {person.key: person for person in people_of(HOUSEHOLDS, today=today)}
    lives = list(_lives(people, today))
    (directory / "fhir").mkdir(parents=True, exist_ok=True)
    enrolment = directory / "enrolment.834"
    write_lines(enrolment, enrolment_file(people.values(), today=today))
    contents = {
        "1-directory": _directory(today),
        "2-patients-and-coverage": _patients(lives, today),
        "3-clinical": _clinical(lives, today),
        "4-claims": _claims(lives, today),
    }
    for name, resources in contents.items():
        write_lines(directory / "fhir" / f"{name}.ndjson", map(line, resources))
    fhir = tuple(directory / "fhir" / f"{name}.ndjson" for name in contents)
    return Demonstration(enrolment=enrolment, fhir=fhir, sign_ins=sign_ins(people))


def line(resource: Json) -> str:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _lives(people: dict[str, Person], today: date) -> Iterator[_Life]:
    by_number = {person.number: person for person in people.values()}
    for person in people.values():
        family = [other for other in people.values() if other.household == person.household]
        visits = visits_of(person, family=family, today=today)
        yield _Life(person, by_number[person.subscriber], visits, prescriptions_of(visits, today=today))


def _directory(today: date) -> Iterator[Json]:
    return directory(since=date(today.year - 1, 7, 1))


def _patients(lives: Iterable[_Life], today: date) -> Iterator[Json]:
    for life in lives:
        yield patient(life.person, today=today)
    for life in lives:
        yield from coverages(life.person, subscriber=life.subscriber, today=today)


def _clinical(lives: Iterable[_Life], today: date) -> Iterator[Json]:
    for life in lives:
        yield from record(life.person, life.visits, life.prescriptions, today=today)
        yield from results(life.person, life.visits)
        yield from care(life.person, life.visits, today=today)


def _claims(lives: Iterable[_Life], today: date) -> Iterator[Json]:
    number = 0
    for life in lives:
        for bill in bills_of(life.person, life.visits, life.prescriptions, today=today):
            number += 1
            yield claim(life.person, bill, number=number, today=today)
