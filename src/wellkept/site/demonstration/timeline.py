"""From stories to days: the visits of one person, the prescriptions written at them and the fills that follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wellkept.site.demonstration.codes.medicines import MEDICINES
from wellkept.site.demonstration.dice import between, pick
from wellkept.site.demonstration.patterns import Pattern
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.providers import PRACTITIONERS, Practitioner
from wellkept.site.demonstration.stories import STORIES

_SHOWN = timedelta(days=1_090)
_RENEW_EARLY = timedelta(days=21)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Visit:
    key: str
    day: date
    pattern: Pattern
    doctor: Practitioner
    progress: float  # 0 three years ago, 1 today

    @property
    def end(self) -> date:
        return self.day + timedelta(days=self.pattern.nights)


@dataclass(frozen=True, slots=True)
class Prescription:
    key: str
    medicine: str
    visit: Visit
    fills: tuple[date, ...]
    active: bool


def visits_of(person: Person, *, family: Iterable[Person], today: date) -> tuple[Visit, ...]:
    """Give the person's visits, oldest first. `family` finds the birth that a mother's visits count from."""
    anchors = _anchors(person, family, today)
    found = [
        visit
        for story in person.member.stories
        for place, pattern in enumerate(STORIES[story].patterns)
        for visit in _repeat(person, f"{story}/{place}", pattern, anchors[pattern.anchor])
        if _may_happen(visit, person, today)
    ]
    return tuple(sorted(found, key=lambda visit: (visit.day, visit.key)))


def _anchors(person: Person, family: Iterable[Person], today: date) -> Mapping[str, date]:
    youngest = max((other.birth for other in family), default=today)
    return {"today": today, "birth": person.birth, "child": youngest}


def _repeat(person: Person, name: str, pattern: Pattern, anchor: date) -> Iterator[Visit]:
    key = f"{person.key}/{name}"
    moved = 0 if pattern.exact or pattern.anchor != "today" else between(f"{key}/moved", 0, 17)
    doctor = PRACTITIONERS[pattern.doctor or person.doctor]
    for place, offset in enumerate(pattern.on):
        day = anchor + timedelta(days=offset - moved)
        if pattern.setting not in {"hospital", "emergency"} and day.weekday() >= _SATURDAY:
            day -= timedelta(days=day.weekday() - _SATURDAY + 1)
        yield Visit(f"{key}/{place}", day, pattern, doctor, progress=1 + offset / _SHOWN.days)


def _may_happen(visit: Visit, person: Person, today: date) -> bool:
    shown = max(today - _SHOWN, person.birth) <= visit.day and visit.end < today
    return shown and (person.covered.covers(visit.day) or visit.pattern.outcome == "coverage-ended")


def prescriptions_of(visits: Iterable[Visit], *, today: date) -> tuple[Prescription, ...]:
    """Give what was prescribed: a new one when the last is about to run out, filled until the next or until today."""
    return tuple(
        prescription
        for medicine in dict.fromkeys(name for visit in visits for name in visit.pattern.medicines)
        for prescription in _course(medicine, [v for v in visits if medicine in v.pattern.medicines], today)
    )


def _course(medicine: str, visits: list[Visit], today: date) -> Iterator[Prescription]:
    drug = MEDICINES[medicine]
    lasts = timedelta(days=drug.days * (drug.refills + 1))
    written: list[Visit] = []
    for visit in visits:
        if not written or visit.day >= written[-1].day + lasts - _RENEW_EARLY:
            written.append(visit)
    for place, visit in enumerate(written):
        until = written[place + 1].day if place + 1 < len(written) else today
        fills = (visit.day + timedelta(days=drug.days * n + pick(f"{visit.key}/{n}", (0, 0, 1, 2)))
                 for n in range(drug.refills + 1))  # fmt: skip
        yield Prescription(
            key=f"{visit.key}/{medicine}",
            medicine=medicine,
            visit=visit,
            fills=tuple(day for day in fills if day < until),
            active=visit.day + lasts > today,
        )
