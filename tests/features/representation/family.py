"""Families as the sender of enrolment files writes them."""

from datetime import date

from tests.days import today
from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.doors.feeds.enrolment_834 import members
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.people import find_person
from wellkept.identity.systems import CLOCK, feed
from wellkept.vault.numbers import Number

TODAY = today()
RELATIONS = {"self": "18", "spouse": "01", "child": "19", "stepchild": "17", "ward": "15"}


def born(years: int, *, days: int = 0) -> date:
    """The birthday of somebody who became `years` old `days` ago; 29 February counts as the 28th."""
    day = date.fromordinal(TODAY.toordinal() - days)
    return date(day.year - years, day.month, min(day.day, 28))


def one(
    number: str,
    role: str,
    birth: date,
    *,
    family: str = "F1",
    last: str = "RIVERA",
    first: str = "ANA",
    in_charge=(),
    closely=False,
):
    """One member of a family; `in_charge` are (NM101, last, first)."""
    ins = ["INS", "Y" if role == "self" else "N", RELATIONS[role], "030", "XN", "A"]
    if closely:
        ins = [*ins, *[""] * 7, "R"]
    rows = [
        ["REF", "0F", family],
        ["REF", "1L", "GROUP1"],
        ["NM1", "IL", "1", last, first, "", "", "", "ZZ", number],
        ["DMG", "D8", f"{birth:%Y%m%d}", "F"],
        *(["NM1", code, "1", surname, given] for code, surname, given in in_charge),
        ["HD", "030", "", "HMO", "PLAN A", "FAM"],
        ["DTP", "348", "D8", "20260101"],
    ]
    return Member(number=number, ins=ins, rows=rows)


def enrol(*people: Member) -> None:
    """Load a file with them."""
    took = take_in_enrolments(feed("feed.enrolment"), list(members(file_of(*people))))
    assert {done.outcome.value for done in took} <= {"loaded", "unchanged"}, took


def person(number: str):
    """Who has a number."""
    return find_person(CLOCK, Number("member_id", number))
