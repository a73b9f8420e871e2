"""As many members as a benchmark wants, each with a few small claims, written in constant memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from wellkept.site.demonstration.billing import Bill, Line
from wellkept.site.demonstration.claims import claim
from wellkept.site.demonstration.codes.services import SERVICES
from wellkept.site.demonstration.dice import resource_id
from wellkept.site.demonstration.directory import directory as providers_and_places
from wellkept.site.demonstration.enrolment import closing, opening, transaction
from wellkept.site.demonstration.numbers import luhn_digit, member_number
from wellkept.site.demonstration.patients import coverages, patient
from wellkept.site.demonstration.people import Member, Period, Person
from wellkept.site.demonstration.places import TOWNS, Address, telephone
from wellkept.site.demonstration.pricing import Amounts
from wellkept.site.demonstration.providers import PRACTITIONERS
from wellkept.site.demonstration.writing import Demonstration, line, write_lines

# The forty households' numbers end below this.
FIRST_SERIAL: Final = 2_000_000
_PRODUCT: Final = "gold"
_GIVEN: Final = (
    "Ada", "Bruno", "Celia", "Dario", "Edith", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Leon", "Mira",
    "Noel", "Olga", "Pablo", "Quinn", "Rita", "Stellan", "Tova", "Ulric", "Vera", "Wanda", "Ximena", "Yusuf", "Zelda",
)  # fmt: skip
_FAMILY: Final = (
    "Appleyard", "Birchfield", "Candlewick", "Dovecote", "Elderberry", "Fennimore", "Gooseberry", "Hazelnutt",
    "Inkwell", "Jessamine", "Kestrelby", "Lamplighter", "Mossgrove", "Nettlefold", "Otterbourne", "Pebbleton",
    "Quincewood", "Rainsford", "Snowdrop", "Turnstile", "Umberly", "Violetta", "Wickerby", "Yarrowdale", "Zephyrson",
)  # fmt: skip
# The number of a claim that is only a model for others.
_MODEL_CLAIM: Final = 8_888_888


def write_many(directory: Path, *, members: int = 100_000, claims_each: int = 10, today: date) -> Demonstration:
    """Write `members` members with `claims_each` small claims each; nothing clinical, and no sign-ins.

    Member i, from 0, has the number `member_number(FIRST_SERIAL + i)`.
    """
    (directory / "fhir").mkdir(parents=True, exist_ok=True)
    enrolment = directory / "enrolment.834"
    write_lines(enrolment, _enrolment(members, today))
    contents: dict[str, Callable[[], Iterable[str]]] = {
        "1-directory": lambda: map(line, providers_and_places(since=date(today.year - 1, 7, 1))),
        "2-patients-and-coverage": lambda: _patients(members, today),
        "4-claims": lambda: _claims(members, claims_each, today),
    }
    for name, lines in contents.items():
        write_lines(directory / "fhir" / f"{name}.ndjson", lines())
    fhir = tuple(directory / "fhir" / f"{name}.ndjson" for name in contents)
    return Demonstration(enrolment=enrolment, fhir=fhir, sign_ins=())


def _person(place: int, today: date) -> Person:
    given, family = _GIVEN[place % len(_GIVEN)], _FAMILY[place // len(_GIVEN) % len(_FAMILY)]
    town = tuple(TOWNS)[place % len(TOWNS)]
    number = member_number(FIRST_SERIAL + place)
    return Person(
        key=f"many.{place}", household=f"many.{place}", member=Member(given, family, "FM"[place % 2], 0),
        birth=date(today.year - 20 - place % 60, place % 12 + 1, place % 28 + 1),
        number=number, subscriber=number, policy="01", cin=None, mbi=None,
        address=Address(f"{place % 1_900 + 1} Long Parade", town, TOWNS[town][0]), phone=telephone(town, place),
        email=f"member{place}@example.org", language="en", product=_PRODUCT, dental=False,
        covered=Period(date(today.year - 3, 1, 1), None), doctor="ashgrove", guardian=None,
    )  # fmt: skip


def _people(members: int, today: date) -> Iterator[Person]:
    return (_person(place, today) for place in range(members))


def _enrolment(members: int, today: date) -> Iterator[str]:
    yield from opening(today)
    yield from transaction(_people(members, today), place=1, count=members, today=today)
    yield from closing(1)


def _patients(members: int, today: date) -> Iterator[str]:
    for person in _people(members, today):
        yield line(patient(person, today=today))
        yield from (line(one) for one in coverages(person, subscriber=person, today=today))


def _claims(members: int, claims_each: int, today: date) -> Iterator[str]:
    """Render each claim once as text and put every member's numbers in: a million claims in seconds, not minutes."""
    models = [_model(place, today) for place in range(claims_each)]
    for place in range(members):
        key = f"many.{place}"
        patient_id, coverage_id = resource_id(f"patient/{key}"), resource_id(f"coverage/{key}/{_PRODUCT}")
        for nth, (before, year) in enumerate(models):
            digits = f"{year}{place * claims_each + nth:07d}"
            yield (
                before.replace("@patient", patient_id)
                .replace("@coverage", coverage_id)
                .replace("@claim", f"{patient_id[:23]}-{nth:012d}")
                .replace("@number", f"C{digits}{luhn_digit(digits)}")
            )


def _model(place: int, today: date) -> tuple[str, str]:
    """Give the text of one claim with marks for what is the member's own, and the year in the claim's number."""
    person = _person(0, today)
    service = SERVICES["office-visit"]
    day = today - timedelta(days=30 + place * 97)
    charge = service.price + place * 731
    eligible = charge * 7 // 10
    amounts = Amounts(submitted=charge, discount=charge - eligible, eligible=eligible, copay=min(2_500, eligible))
    bill = Bill(
        key=f"many.model/{place}", kind="professional", day=day, end=day, why=("cold",),
        lines=(Line("cpt", service.code, service.words, amounts),), biller="manzanita",
        doctor=PRACTITIONERS["ashgrove"], product=_PRODUCT, setting="office", outcome="paid",
    )  # fmt: skip
    resource = claim(person, bill, number=_MODEL_CLAIM, today=today)
    for detail in ("careTeam", "supportingInfo", "adjudication"):
        del resource[detail]
    # Small: the line says what was asked, the totals say the rest.
    resource["item"] = claim(person, replace(bill, outcome="in-process"), number=_MODEL_CLAIM, today=today)["item"]
    digits = f"{day:%y}{_MODEL_CLAIM}"
    marks = {
        resource_id(f"patient/{person.key}"): "@patient",
        resource_id(f"coverage/{person.key}/{_PRODUCT}"): "@coverage",
        resource_id(f"claim/{bill.key}"): "@claim",
        f"C{digits}{luhn_digit(digits)}": "@number",
    }
    text = line(resource)
    for own, mark in marks.items():
        text = text.replace(own, mark)
    return text, f"{day:%y}"
