"""From the households as they are told to people with numbers, birthdays, addresses and coverage."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wellkept.site.demonstration.dice import between, pick
from wellkept.site.demonstration.numbers import cin, mbi, member_number
from wellkept.site.demonstration.places import Address, home, telephone

# Steps through the numbers so that neighbours do not have neighbouring numbers.
_SERIAL_START, _SERIAL_STEP = 1_000_000, 7_919
_ADULT = 18
_YEARS_OF_COVERAGE = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One person as the household tells of them: how old today, and what has happened to them."""

    given: str
    family: str
    sex: str  # F | M
    age: int
    role: str = "self"  # self | spouse | child | partner
    stories: tuple[str, ...] = ()
    days_old: int | None = None  # for the newborn
    doctor: str = ""
    language: str = ""
    product: str = ""
    allergies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Household:
    key: str
    product: str
    town: str
    members: tuple[Member, ...]
    language: str = "en"
    dental: bool = False
    months_covered: int | None = None  # None: from before the three years that are shown
    ended_days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    household: str
    member: Member
    birth: date
    number: str
    subscriber: str  # the number of the household's first person
    policy: str  # the coverage's number of the person within the household: 01, 02 …
    cin: str | None
    mbi: str | None
    address: Address
    phone: str
    email: str | None
    language: str
    product: str
    dental: bool
    covered: Period
    doctor: str
    guardian: Member | None

    @property
    def name(self) -> str:
        return f"{self.member.given} {self.member.family}"

    def age_on(self, day: date) -> int:
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


def plain_letters(text: str) -> str:
    """Give the text in ASCII, as enrolment files and e-mail addresses spell names."""
    bare = unicodedata.normalize("NFKD", text).replace("ʻ", "").replace("’", "'")
    return bare.encode("ascii", "ignore").decode("ascii")


def people_of(households: tuple[Household, ...], *, today: date) -> Iterator[Person]:
    serial = 0
    for household in households:
        first = member_number(_SERIAL_START + serial * _SERIAL_STEP)
        for place, member in enumerate(household.members):
            yield _person(household, member, place=place, serial=serial, subscriber=first, today=today)
            serial += 1


def _person(household: Household, member: Member, *, place: int, serial: int, subscriber: str, today: date) -> Person:
    key = f"{household.key}.{plain_letters(member.given).split()[0].lower()}"
    product = member.product or household.product
    birth = _birthday(key, member, today)
    number = member_number(_SERIAL_START + serial * _SERIAL_STEP)
    # The State and Medicare enrol each person alone.
    alone = member.role == "self" or product in {"medi-cal", "advantage", "dual"}
    return Person(
        key=key,
        household=household.key,
        member=member,
        birth=birth,
        number=number,
        subscriber=number if alone else subscriber,
        policy="01" if alone else f"{place + 1:02d}",
        cin=cin(key) if product in {"medi-cal", "dual"} else None,
        mbi=mbi(key) if product in {"advantage", "dual"} else None,
        address=home(household.key, household.town),
        phone=telephone(household.town, serial),
        email=_email(key, member),
        language=member.language or household.language,
        product=product,
        dental=household.dental,
        covered=_covered(household, birth, today),
        doctor=member.doctor or _doctor(key, member, member.language or household.language),
        guardian=household.members[0] if member.age < _ADULT and place else None,
    )


def _birthday(key: str, member: Member, today: date) -> date:
    """Give a birth date that makes the member as old today as the household says."""
    if member.days_old is not None:
        return today - timedelta(days=member.days_old)
    past = between(f"{key}/birthday", 3, 360)
    last_birthday = today - timedelta(days=past)
    day = min(last_birthday.day, 28)
    return date(last_birthday.year - member.age, last_birthday.month, day)


def _covered(household: Household, birth: date, today: date) -> Period:
    if household.months_covered is None:
        start = date(today.year - _YEARS_OF_COVERAGE, 1, 1)
    else:
        months = today.year * 12 + today.month - 1 - household.months_covered
        start = date(months // 12, months % 12 + 1, 1)
    ended = household.ended_days_ago
    return Period(start=max(start, birth), end=None if ended is None else today - timedelta(days=ended))


def _email(key: str, member: Member) -> str | None:
    if member.age < _ADULT:
        return None
    domain = pick(f"{key}/mail", ("example.org", "example.com"))
    local = ".".join(plain_letters(f"{member.given} {member.family}").lower().replace("'", "").split())
    return f"{local}@{domain}"


def _doctor(key: str, member: Member, language: str) -> str:
    if member.age < _ADULT:
        return pick(f"{key}/doctor", ("thistlewood", "brightwater"))
    if language == "es":
        return "solano-vega"
    return pick(f"{key}/doctor", ("ashgrove", "solano-vega", "halloway"))
