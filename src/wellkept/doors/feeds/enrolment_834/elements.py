"""The small pieces that many loops of an 834 share: dates, amounts, names, addresses, ways to reach someone."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from wellkept.doors.feeds.enrolment_834.quarantine import Reason, Unfit
from wellkept.doors.feeds.x12.segments import Segment
from wellkept.features.enrolment_record import Contact, PersonName, PostalAddress, Reference, StatusDate

_OLDEST_YEAR = 1_850
_Way = tuple[Literal["phone", "fax", "email", "pager"], Literal["home", "work", "mobile", ""]]
_WAYS: dict[str, _Way] = {
    "AP": ("phone", ""),
    "BN": ("pager", ""),
    "CP": ("phone", "mobile"),
    "EM": ("email", ""),
    "FX": ("fax", ""),
    "HP": ("phone", "home"),
    "TE": ("phone", ""),
    "WP": ("phone", "work"),
}


def day(text: str) -> date | None:
    """CCYYMMDD, with or without a time after it; None when it is not a day after 1849."""
    if not re.fullmatch(r"[0-9]{8}([0-9]{4,6})?", text) or int(text[:4]) < _OLDEST_YEAR:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def required_day(text: str, reason: Reason, where: str) -> date:
    found = day(text)
    if found is None:
        raise Unfit(reason, where)
    return found


def status_date(segment: Segment) -> StatusDate:
    """One DTP: a day, or first and last day (RD8)."""
    where = f"segment {segment.number:,}, DTP03"
    begin, dash, end = segment.element(3).partition("-")
    first = required_day(begin, Reason.BAD_DATE, where)
    last = required_day(end, Reason.BAD_DATE, where) if dash else None
    if last and last < first:
        raise Unfit(Reason.CONTRADICTORY_DATES, where)
    return StatusDate(segment.element(1), first, last)


def status_dates(found: Iterable[Segment]) -> tuple[StatusDate, ...]:
    return tuple(status_date(segment) for segment in found if segment.name == "DTP" and segment.element(3))


def only(dates: Iterable[StatusDate], qualifier: str) -> date | None:
    """The day under a qualifier that can have only one."""
    days = {each.begin for each in dates if each.qualifier == qualifier}
    if len(days) > 1:
        raise Unfit(Reason.CONTRADICTORY_DATES, f"DTP {qualifier}")
    return days.pop() if days else None


def references(found: Iterable[Segment]) -> tuple[Reference, ...]:
    pairs = (Reference(segment.element(1), segment.element(2)) for segment in found if segment.name == "REF")
    return tuple(pair for pair in pairs if pair.value)


def amount(text: str) -> Decimal | None:
    """A decimal number (X12 type R); None when it is not one."""
    if not re.fullmatch(r"[+-]?[0-9]{0,15}(\.[0-9]{0,9})?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def amounts(found: Iterable[Segment]) -> tuple[tuple[str, Decimal], ...]:
    pairs = ((segment.element(1), amount(segment.element(2))) for segment in found if segment.name == "AMT")
    return tuple((qualifier, value) for qualifier, value in pairs if value is not None)


def name(segment: Segment) -> PersonName:
    """NM103 to NM107. A name sent without its last name keeps what there is."""
    last, first, middle, prefix, suffix = (segment.element(place) for place in range(3, 8))
    return PersonName(last=last, first=first, middle=middle, prefix=prefix, suffix=suffix)


def address(found: Iterable[Segment]) -> PostalAddress | None:
    """The first N3 and N4; None when both are missing or empty."""
    street = next((segment for segment in found if segment.name == "N3"), None)
    place = next((segment for segment in found if segment.name == "N4"), None)
    lines = tuple(line for line in street.elements[:2] if line) if street else ()
    if place is None or not any(place.elements):
        return PostalAddress(lines=lines) if lines else None
    city, state, postal, country = (place.element(number) for number in range(1, 5))
    return PostalAddress(
        lines=lines,
        city=city,
        state=state,
        zip_code=_zip_code(postal),
        country=country,
        county=place.element(6) if place.element(5) == "CY" else "",
    )


def _zip_code(text: str) -> str:
    """Nine digits get their dash; four noughts at the end are filling."""
    if re.fullmatch(r"[0-9]{9}", text):
        return text[:5] if text.endswith("0000") else f"{text[:5]}-{text[5:]}"
    return text


def contacts(found: Iterable[Segment]) -> tuple[Contact, ...]:
    """Every PER: up to three pairs of kind and number, an extension (EX) belonging to the one before it."""
    ways: list[Contact] = []
    for segment in found:
        if segment.name != "PER":
            continue
        for kind, value in zip(segment.elements[2::2], segment.elements[3::2], strict=False):
            if kind == "EX" and ways:
                last = ways[-1]
                ways[-1] = Contact(system=last.system, value=last.value, use=last.use, extension=value)
            elif value and kind in _WAYS:
                system, use = _WAYS[kind]
                ways.append(Contact(system=system, value=value, use=use))
    return tuple(ways)
