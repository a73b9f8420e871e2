"""People: who has a number, making a person, and who she is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from wellkept.policy.asks import Permit
from wellkept.vault import details, keys, numbers, standing
from wellkept.vault.models import Identifier, Person
from wellkept.vault.numbers import Number
from wellkept.vault.permits import person_of
from wellkept.vault.person_record import Contact, Language, PersonName, PostalAddress, ResponsiblePerson
from wellkept.vault.sealing import Seals


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a person is, as far as the permit opens it: None or () is closed or unknown."""

    person: UUID
    enrolled: bool
    name: PersonName | None
    birth_date: date | None
    sex: str | None
    addresses: tuple[PostalAddress, ...]
    contacts: tuple[Contact, ...]
    languages: tuple[Language, ...]
    race: tuple[str, ...]
    numbers: tuple[Number, ...]
    responsible: tuple[ResponsiblePerson, ...]

    @property
    def full_name(self) -> str:
        """First, middle and last name, or ""."""
        named = self.name
        return " ".join(part for part in (named.first, named.middle, named.last, named.suffix) if part) if named else ""


CATEGORIES = (
    "identity.name",
    "identity.birth_date",
    "identity.sex",
    "contact.postal",
    "contact.email",
    "contact.phone",
    "contact.mobile",
    "profile.languages",
    "demographic.ethnicity",
    "family.representation",
)


def identify(_permit: Permit, known_by: Sequence[Number]) -> tuple[UUID, ...]:
    """The persons who have any of these numbers: none, one, or candidates for somebody to look into."""
    return numbers.owners((known_by,))[0]


def identify_each(_permit: Permit, known_by: Sequence[Sequence[Number]]) -> list[tuple[UUID, ...]]:
    """The same for several at once, at most a few hundred."""
    return numbers.owners(known_by)


def make(permit: Permit, *, enrolled: bool, known_by: Sequence[Number] = ()) -> UUID:
    """A new person without any data but her numbers. Her key is made and kept first. Raises `KeyMissing`."""
    return make_each(permit, (known_by,), enrolled=enrolled)[0]


def make_each(permit: Permit, known_by: Sequence[Sequence[Number]], *, enrolled: bool) -> list[UUID]:
    """New persons in one transaction, each with the numbers that the permit opens.

    Whoever stops right after it finds them again by their numbers, and makes nobody twice.
    """
    made = keys.make_keys(uuid4() for _ in known_by)
    today = datetime.now(UTC).date()
    rows = [
        row
        for (person, key), hers in zip(made.items(), known_by, strict=True)
        for row in numbers.rows(permit, person, Seals(key), hers)
    ]
    with transaction.atomic():
        Person.objects.bulk_create(Person(id=person, enrolled=enrolled, made_on=today) for person in made)
        standing.of_new(permit, made, enrolled=enrolled)
        Identifier.objects.bulk_create(rows)
    return list(made)


def contradicts(permit: Permit, known_by: Sequence[Number]) -> bool:
    """Whether the person has other numbers of these kinds, and none of these; a sender's references do not count."""
    return numbers.contradict(permit, known_by)


def take_in(
    permit: Permit, said: Mapping[str, Any], *, known_by: Sequence[Number], source: str, enrolled: bool | None = None
) -> bool:
    """Keep what a source says of a person (by category), and her numbers; whether anything changed.

    Values are what `details_of_patient` and `enrolment` make: JSON of the dataclasses of `person_record`.
    """
    person = person_of(permit)
    now = datetime.now(UTC)
    with transaction.atomic():
        changed = details.put(permit, said, source=source, at=now)
        changed += numbers.put(permit, known_by)
        if enrolled is not None:
            changed += Person.objects.filter(id=person).exclude(enrolled=enrolled).update(enrolled=enrolled)
        if changed and permit.key is not None:
            standing.of_herself(person, permit.key, on=now.date())
    return bool(changed)


def profile(permit: Permit) -> Profile:
    """Who the permit's person is. Raises `NoKey` for someone erased."""
    person = person_of(permit)
    said = details.get(permit, CATEGORIES)
    born = said.get("identity.birth_date")
    reached = [found for kind in ("phone", "mobile", "email") for found in said.get(f"contact.{kind}", ())]
    return Profile(
        person=person,
        enrolled=Person.objects.filter(id=person, enrolled=True).exists(),
        name=PersonName(**said["identity.name"]) if "identity.name" in said else None,
        birth_date=date.fromisoformat(born) if born else None,
        sex=said.get("identity.sex"),
        addresses=tuple(_address(found) for found in said.get("contact.postal", ())),
        contacts=tuple(Contact(**found) for found in reached),
        languages=tuple(Language(**found) for found in said.get("profile.languages", ())),
        race=tuple(said.get("demographic.ethnicity", ())),
        numbers=numbers.get(permit),
        responsible=tuple(_responsible(found) for found in said.get("family.representation", ())),
    )


def name(permit: Permit) -> PersonName | None:
    """The name alone, for lists of people; None where it is closed or unknown."""
    said = details.get(permit, ("identity.name",))
    return PersonName(**said["identity.name"]) if said else None


def _address(found: Mapping[str, Any]) -> PostalAddress:
    return PostalAddress(**{**found, "lines": tuple(found["lines"])})


def _responsible(found: Mapping[str, Any]) -> ResponsiblePerson:
    return ResponsiblePerson(
        role=found["role"],
        code=found["code"],
        name=PersonName(**found["name"]),
        address=_address(found["address"]) if found["address"] else None,
        contacts=tuple(Contact(**contact) for contact in found["contacts"]),
    )
