"""One bad member is held back with its reason, and the rest is read."""

import pytest

from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.doors.feeds.enrolment_834 import Enrolment, Quarantined, Reason, examine, members
from wellkept.doors.feeds.enrolment_834.reading import MOST_SEGMENTS

NUMBERED = ["REF", "0F", "M1"]
NAMED = ["NM1", "IL", "1", "SECRETNAME", "ANA"]
BAD = {
    "without a name": (Member(rows=[NUMBERED]), Reason.NO_NAME),
    "with an empty name": (Member(rows=[NUMBERED, ["NM1", "IL", "1"]]), Reason.NO_NAME),
    "named only as a guardian": (Member(rows=[NUMBERED, ["NM1", "GD", "1", "SECRETNAME"]]), Reason.NO_NAME),
    "without a number": (Member(rows=[NAMED]), Reason.NO_IDENTIFIER),
    "neither subscriber nor dependant": (Member(indicator="X"), Reason.BAD_INDICATOR),
    "without maintenance": (Member(maintenance=""), Reason.BAD_MAINTENANCE),
    "with unknown maintenance": (Member(maintenance="999"), Reason.BAD_MAINTENANCE),
    "maintained as only a line can be": (Member(maintenance="032"), Reason.BAD_MAINTENANCE),
    "with an unknown line maintenance": (Member(extra=[["HD", "077", "", "DEN"]]), Reason.BAD_MAINTENANCE),
    "born on no day": (Member(birth="19800231"), Reason.BAD_BIRTH_DATE),
    "born in words": (Member(birth="SECRETDAY"), Reason.BAD_BIRTH_DATE),
    "born in the year 1": (Member(birth="00010101"), Reason.BAD_BIRTH_DATE),
    "born after the file": (Member(birth="20270101"), Reason.BAD_BIRTH_DATE),
    "dead before birth": (
        Member(ins=["INS", "Y", "18", "024", "03", "A", "", "", "", "", "N", "D8", "19700101"]),
        Reason.BEFORE_BIRTH,
    ),
    "dead on no day": (
        Member(ins=["INS", "Y", "18", "024", "03", "A", "", "", "", "", "N", "D8", "20269999"]),
        Reason.BAD_DATE,
    ),
    "covered until before birth": (Member(begin="19700101", end="19710101"), Reason.BEFORE_BIRTH),
    "covered backwards": (Member(begin="20260101", end="20250101"), Reason.CONTRADICTORY_DATES),
    "begun twice": (Member(extra=[["DTP", "348", "D8", "20260202"]]), Reason.CONTRADICTORY_DATES),
    "a range backwards": (Member(extra=[["DTP", "695", "RD8", "20260202-20260101"]]), Reason.CONTRADICTORY_DATES),
    "dated in words": (Member(extra=[["DTP", "349", "D8", "SOON"]]), Reason.BAD_DATE),
    "with two subscriber numbers": (Member(rows=[NUMBERED, ["REF", "0F", "M2"], NAMED]), Reason.TWO_VALUES),
    "with two groups": (
        Member(rows=[NUMBERED, ["REF", "1L", "A"], ["REF", "1L", "B"], NAMED]),
        Reason.TWO_VALUES,
    ),
    "with two Medicare numbers": (
        Member(rows=[NUMBERED, ["REF", "F6", "1EG4TE5MK73"], ["REF", "F6", "1EG4TE5MK72"], NAMED]),
        Reason.TWO_VALUES,
    ),
    "too long": (Member(extra=[["REF", "ZZ", "1"]] * MOST_SEGMENTS), Reason.TOO_LONG),
}


@pytest.mark.parametrize(("member", "reason"), BAD.values(), ids=BAD.keys())
def test_a_bad_member_is_held_back_and_the_others_are_read(member, reason):
    before, bad, after = members(file_of(Member(), member, Member(number="M9")))
    assert isinstance(before, Enrolment)
    assert isinstance(bad, Quarantined)
    assert isinstance(after, Enrolment)
    assert bad.reason is reason
    assert (bad.ordinal, after.ordinal) == (2, 3)
    assert bad.segment == before.segment + len(Member().segments())


@pytest.mark.parametrize("member", [member for member, _ in BAD.values()], ids=BAD.keys())
def test_a_reason_is_a_sentence_without_the_record_s_values(member):
    (bad,) = members(file_of(member))
    assert bad.sentence.endswith(".")
    for cell in (cell for row in member.segments() for cell in row if len(cell) > 3):
        assert cell not in bad.sentence


def test_the_raw_segments_are_kept_for_the_vault_to_seal():
    member = Member(rows=[NUMBERED, ["XX", "1"]])
    (bad,) = members(file_of(member))
    assert bad.raw == b"INS*Y*18*021*20*A~REF*0F*M1~XX*1~"


def test_the_same_number_twice_is_no_contradiction():
    (found,) = members(file_of(Member(rows=[NUMBERED, NUMBERED, NAMED])))
    assert isinstance(found, Enrolment)


def test_examine_counts_bad_members_too():
    assert examine(file_of(Member(), Member(birth="19800231"))).members == 2
