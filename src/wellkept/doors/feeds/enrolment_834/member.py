"""One member of an 834 (loop 2000): from its segments to a record, or the reason why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wellkept.doors.feeds.enrolment_834 import elements
from wellkept.doors.feeds.enrolment_834.coverage import in_order, read_coverage
from wellkept.doors.feeds.enrolment_834.identifiers import read_identifiers
from wellkept.doors.feeds.enrolment_834.person import (
    read_demographics,
    read_languages,
    read_responsible,
    read_standing,
)
from wellkept.doors.feeds.enrolment_834.quarantine import Reason, Unfit
from wellkept.doors.feeds.x12 import Segment
from wellkept.features.enrolment_record import (
    CoverageLine,
    Disability,
    Enrolment,
    Income,
    Maintenance,
    ReportingCategory,
    Transaction,
)

# 74: the name or birth date sent before was wrong, and this is the right one.
_MEMBER = {"IL", "74"}
_OWN_DATES = {"356", "357"}
_OF_MEMBER = set(Maintenance) - {Maintenance.UNCHANGED}


@dataclass(slots=True)
class _Loops:
    """A member's segments by loop; `own` is 2000 and 2100A together, since some senders mix their order."""

    own: list[Segment] = field(default_factory=list)
    name: Segment | None = None
    entities: list[list[Segment]] = field(default_factory=list)
    disabilities: list[list[Segment]] = field(default_factory=list)
    coverage: list[list[Segment]] = field(default_factory=list)
    categories: list[list[Segment]] = field(default_factory=list)


def read_member(found: Sequence[Segment], transaction: Transaction, ordinal: int) -> Enrolment:
    """`found` runs from INS to the segment before the next INS or SE. Unfit: the member is to be quarantined."""
    head = found[0]
    loops = _split(found)
    _check_codes(head)
    if loops.name is None or not (loops.name.element(3) or loops.name.element(4)):
        raise Unfit(Reason.NO_NAME)
    is_subscriber = head.element(1) == "Y"
    numbers = read_identifiers(loops.own, loops.name, is_subscriber=is_subscriber)
    person = read_demographics(head, loops.own, transaction)
    dates = elements.status_dates(loops.own)
    begin, end = elements.only(dates, "356"), elements.only(dates, "357")
    in_order(begin, end, "DTP 356 and 357")
    coverage = tuple(map(read_coverage, loops.coverage))
    return Enrolment(
        transaction=transaction,
        ordinal=ordinal,
        segment=head.number,
        is_subscriber=is_subscriber,
        relationship=head.element(2),
        maintenance=Maintenance(head.element(3)),
        reason=head.element(4),
        identifiers=numbers.identifiers,
        references=numbers.references,
        name=elements.name(loops.name),
        demographics=person,
        standing=read_standing(head),
        languages=read_languages(loops.own),
        contacts=elements.contacts(loops.own),
        residence=elements.address(loops.own),
        mailing=next((elements.address(loop) for loop in loops.entities if loop[0].element(1) == "31"), None),
        responsible=read_responsible(loops.entities),
        eligible_from=begin,
        eligible_to=end,
        dates=tuple(each for each in dates if each.qualifier not in _OWN_DATES),
        coverage=coverage,
        disabilities=tuple(map(_disability, loops.disabilities)),
        income=_income(loops.own),
        amounts=elements.amounts(loops.own),
        categories=tuple(map(_category, loops.categories)),
        notes=numbers.notes + _since_birth(person.birth_date, (begin, end), coverage),
    )


def _split(found: Sequence[Segment]) -> _Loops:
    loops = _Loops()
    current, opens = loops.own, _opened_before_coverage
    for segment in found:
        opens = {"HD": _opened_after, "LS": _opened_in_categories, "LE": _opened_after}.get(segment.name, opens)
        current = opens(loops, segment, current)
        current.append(segment)
    return loops


def _opened_before_coverage(loops: _Loops, segment: Segment, current: list[Segment]) -> list[Segment]:
    if segment.name == "DSB":
        loops.disabilities.append([])
        return loops.disabilities[-1]
    if segment.name != "NM1":
        return current
    if segment.element(1) in _MEMBER and loops.name is None:
        loops.name = segment
        return loops.own
    loops.entities.append([])
    return loops.entities[-1]


def _opened_after(loops: _Loops, segment: Segment, current: list[Segment]) -> list[Segment]:
    if segment.name == "HD":
        loops.coverage.append([])
        return loops.coverage[-1]
    return [] if segment.name == "LE" else current


def _opened_in_categories(loops: _Loops, segment: Segment, current: list[Segment]) -> list[Segment]:
    if segment.name == "N1":
        loops.categories.append([])
        return loops.categories[-1]
    return [] if segment.name in {"LS", "LX"} else current


def _check_codes(head: Segment) -> None:
    if head.element(1) not in {"Y", "N"}:
        raise Unfit(Reason.BAD_INDICATOR)
    if head.element(3) not in _OF_MEMBER:
        raise Unfit(Reason.BAD_MAINTENANCE, "INS03")


def _since_birth(
    birth: date | None,
    eligible: tuple[date | None, date | None],
    coverage: Iterable[CoverageLine],
) -> tuple[str, ...]:
    """Nothing ends before birth; a beginning before it is borne with, since families are dated as one."""
    periods = [eligible, *((line.begin, line.end) for line in coverage)]
    if birth is None:
        return ()
    for begin, end in periods:
        never_in_effect = begin and end and end < begin
        if end and end < birth and not never_in_effect:
            raise Unfit(Reason.BEFORE_BIRTH, "DTP 349 or 357")
    first_of_month = birth.replace(day=1)
    early = any(begin and begin < first_of_month for begin, _ in periods)
    return ("Coverage begins before the month of birth.",) if early else ()


def _disability(found: Sequence[Segment]) -> Disability:
    dates = elements.status_dates(found)
    begin, end = elements.only(dates, "360"), elements.only(dates, "361")
    in_order(begin, end, "DTP 360 and 361")
    return Disability(kind=found[0].element(1), begin=begin, end=end)


def _income(own: Iterable[Segment]) -> Income | None:
    found = next((segment for segment in own if segment.name == "ICM"), None)
    amount = elements.amount(found.element(2)) if found else None
    return Income(frequency=found.element(1), amount=amount) if found and amount is not None else None


def _category(found: Sequence[Segment]) -> ReportingCategory:
    return ReportingCategory(
        name=found[0].element(2),
        references=elements.references(found),
        dates=elements.status_dates(found),
    )
