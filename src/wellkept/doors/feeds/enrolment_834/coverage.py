"""Loops 2300 (coverage), 2310 (provider) and 2320 (other insurance) of one member."""

from collections.abc import Sequence
from datetime import date, timedelta

from wellkept.doors.feeds.enrolment_834 import elements
from wellkept.doors.feeds.enrolment_834.quarantine import Reason, Unfit
from wellkept.doors.feeds.x12.segments import Segment
from wellkept.features.enrolment_record import CoverageLine, Maintenance, OtherInsurance, Provider, is_npi

_IS_PATIENT = {"25": True, "26": False}  # NM110
_YES_NO = {"Y": True, "N": False}
_OWN_DATES = {"348", "349"}


def read_coverage(found: Sequence[Segment]) -> CoverageLine:
    """`found` runs from HD to the segment before the next HD, LS or the end of the member."""
    line, providers, others = _split(found)
    head = line[0]
    where = f"segment {head.number:,}, HD01"
    if head.element(1) not in set(Maintenance):
        raise Unfit(Reason.BAD_MAINTENANCE, where)
    dates = elements.status_dates(line)
    begin, end = elements.only(dates, "348"), elements.only(dates, "349")
    end = end or next((each.end for each in dates if each.qualifier == "348"), None)
    in_order(begin, end, f"DTP 348 and 349 after segment {head.number:,}")
    return CoverageLine(
        maintenance=Maintenance(head.element(1)),
        reason=head.element(2),
        line=head.element(3),
        plan=head.element(4),
        level=head.element(5),
        begin=begin,
        end=end,
        late=_YES_NO.get(head.element(9)),
        dates=tuple(each for each in dates if each.qualifier not in _OWN_DATES),
        references=elements.references(line),
        amounts=elements.amounts(line),
        providers=tuple(map(_provider, providers)),
        other_insurance=tuple(map(_other_insurance, others)),
    )


def in_order(begin: date | None, end: date | None, where: str) -> None:
    """The day before the first is allowed as last day: so senders say that it never took effect."""
    if begin and end and end < begin - timedelta(days=1):
        raise Unfit(Reason.CONTRADICTORY_DATES, where)


def _split(found: Sequence[Segment]) -> tuple[list[Segment], list[list[Segment]], list[list[Segment]]]:
    line: list[Segment] = []
    providers: list[list[Segment]] = []
    others: list[list[Segment]] = []
    current = line
    for segment in found:
        if segment.name == "COB":
            current = []
            others.append(current)
        elif segment.name == "NM1" and not others:
            current = []
            providers.append(current)
        if segment.name != "LX":
            current.append(segment)
    return line, providers, others


def _provider(found: Sequence[Segment]) -> Provider:
    head = found[0]
    qualifier, number = head.element(8), head.element(9)
    change = next((segment for segment in found if segment.name == "PLA"), None)
    return Provider(
        code=head.element(1),
        name=elements.name(head),
        is_organisation=head.element(2) == "2",
        npi=number if qualifier == "XX" and is_npi(number) else None,
        number=number or None if qualifier == "SV" else None,
        is_patient=_IS_PATIENT.get(head.element(10)),
        address=elements.address(found),
        contacts=elements.contacts(found),
        since=elements.day(change.element(3)) if change else None,
        change_reason=change.element(5) if change else "",
    )


def _other_insurance(found: Sequence[Segment]) -> OtherInsurance:
    head = found[0]
    dates = elements.status_dates(found)
    begin, end = elements.only(dates, "344"), elements.only(dates, "345")
    in_order(begin, end, f"DTP 344 and 345 after segment {head.number:,}")
    insurer = next((s for s in found if s.name == "NM1" and s.element(1) == "IN"), None)
    return OtherInsurance(
        sequence=head.element(1),
        policy=head.element(2),
        coordination=head.element(3),
        services=tuple(filter(None, head.repeats(4))),
        # REF SY is a social security number, which nothing here needs.
        references=tuple(each for each in elements.references(found) if each.qualifier != "SY"),
        insurer=insurer.element(3) if insurer else "",
        begin=begin,
        end=end,
    )
