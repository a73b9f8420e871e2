"""People: who has a number, making a person, and who she is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from wellkept.policy.asks import Permit
from wellkept.vault import details, keys, numbers, on_record, standing
from wellkept.vault.models import Person
from wellkept.vault.numbers import Number
from wellkept.vault.on_record import OnRecord
from wellkept.vault.permits import person_of
from wellkept.vault.person_record import Contact, Language, PersonName, PostalAddress, ResponsiblePerson
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes


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
    preferred_name: str = ""

    @property
    def greeted_as(self) -> str:
        """The first name that she wants to hear, else her full name, or ""."""
        return self.preferred_name or self.full_name

    @property
    def full_name(self) -> str:
        """First, middle and last name, or ""."""
        named = self.name
        return " ".join(part for part in (named.first, named.middle, named.last, named.suffix) if part) if named else ""


_BIRTH = "identity.birth_date"
CATEGORIES = (
    "identity.name",
    "identity.preferred_name",
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
    writes = Writes()
    for (person, key), hers in zip(made.items(), known_by, strict=True):
        writes.insert(Person(id=person, enrolled=enrolled, made_on=permit.on))
        standing.gather(writes, person, enrolled=enrolled, births=(), on=permit.on)
        for row in numbers.rows(permit, person, Seals(key), hers):
            writes.insert(row)
    writes.write()
    return list(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a source says of a person, by category; `enrolled` None leaves that as it is.

    Values are what `details_of_patient` and `enrolment` make: JSON of the dataclasses of `person_record`.
    """

    details: Mapping[str, Any]
    known_by: Sequence[Number]
    source: str
    enrolled: bool | None = None


def gather(permit: Permit, into: Writes, said: Said, *, known: OnRecord, at: datetime) -> bool:
    """Make ready what a source says of a person; whether anything changes."""
    person = person_of(permit)
    changed = details.gather(permit, into, said.details, kept=known.details, source=said.source, at=at)
    enrolled = known.enrolled if said.enrolled is None else said.enrolled
    turns = enrolled is not known.enrolled
    if turns:
        into.update(Person(id=person, enrolled=enrolled), "enrolled")
    known_by = (*said.known_by, *_called(said.details)) if changed else said.known_by
    if not (numbers.gather(permit, into, known_by, kept=known.numbers) or changed or turns):
        return False
    if permit.key is not None:
        born = {said.source: said.details[_BIRTH]} if _BIRTH in changed else {}
        births = known.birth_dates(Seals(permit.key), born)
        standing.gather(into, person, enrolled=enrolled, births=births, on=permit.on)
    return True


def prepare_each(permits: Sequence[Permit], told: Sequence[Said]) -> list[Writes | None]:
    """Do all but the writing of what one source says of different people; at most a hundred at a time.

    None where the person has other numbers of these kinds, and none of these; a sender's references do not count.
    """
    now = datetime.now(UTC)
    source = told[0].source if told else ""
    known = on_record.of_each(permits, source)
    found: list[Writes | None] = []
    for permit, said in zip(permits, told, strict=True):
        hers = known[person_of(permit)]
        if numbers.contradict(hers.numbers, said.known_by):
            found.append(None)
            continue
        writes = Writes()
        gather(permit, writes, said, known=hers, at=now)
        found.append(writes)
    return found


def take_in(
    permit: Permit, said: Mapping[str, Any], *, known_by: Sequence[Number], source: str, enrolled: bool | None = None
) -> bool:
    """Keep what a source says of one person (see `Said`); whether anything changed."""
    writes, known = Writes(), on_record.of_each((permit,), source)[person_of(permit)]
    told = Said(details=said, known_by=known_by, source=source, enrolled=enrolled)
    changed = gather(permit, writes, told, known=known, at=datetime.now(UTC))
    writes.write()
    return changed


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
        preferred_name=said.get("identity.preferred_name", {}).get("first", ""),
    )


def name(permit: Permit) -> PersonName | None:
    """The name alone, for lists of people; None where it is closed or unknown."""
    said = details.get(permit, ("identity.name",))
    return PersonName(**said["identity.name"]) if said else None


def _called(said: Mapping[str, Any]) -> tuple[Number, ...]:
    """The name with the day of birth, where one source says both, so that somebody can be found by them."""
    said_name = said.get("identity.name")
    if not said_name or not said.get(_BIRTH):
        return ()
    called = said_name if isinstance(said_name, PersonName) else PersonName(**said_name)
    return (numbers.of_name(called.first, called.last, date.fromisoformat(said[_BIRTH])),)


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
