"""Any file and any size: what is written is read back, nothing breaks the reader, and memory does not grow."""

import tracemalloc
from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from tests.doors.feeds.writing_834 import Member, Style, file_of, interchange, isa, render, transaction
from wellkept.doors.feeds.enrolment_834 import Enrolment, NotReadable, Quarantined, examine, members

MARKS = st.sampled_from(list("*|+:;^!>~'%#\x1c\x1d\x1e\x1f"))
STYLES = st.builds(
    lambda marks, end, indent, bom, wrap: Style(*marks, end, "" if wrap else indent, bom, wrap if end else 0),
    st.lists(MARKS, min_size=4, max_size=4, unique=True),
    st.sampled_from(["", "\n", "\r\n"]),
    st.sampled_from(["", " ", "\t", "      "]),
    st.booleans(),
    st.sampled_from([0, 0, 60, 80]),
)
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
DAYS = st.dates(date(1900, 1, 1), date(2026, 3, 31)).map("{:%Y%m%d}".format)
PEOPLE = st.lists(
    st.builds(Member, number=WORDS, last=WORDS, first=WORDS, birth=DAYS, street=WORDS, sex=st.sampled_from("FMU")),
    max_size=5,
)


@given(PEOPLE, STYLES)
def test_what_is_written_is_read_back_whatever_it_looks_like(people, style):
    stream = file_of(*people, style=style)
    assert examine(stream).members == len(people)
    stream.seek(0)
    back = [
        Member(
            number=found.identifiers.subscriber_id,
            last=found.name.last,
            first=found.name.first,
            birth=f"{found.demographics.birth_date:%Y%m%d}",
            street=found.residence.lines[0],
            sex=found.demographics.sex,
        )
        for found in members(stream)
    ]
    assert back == people


ROWS = st.lists(
    st.lists(
        st.sampled_from(["INS", "REF", "0F", "NM1", "IL", "HD", "DTP", "348", "D8", "COB", "LS", "21;:^"]) | WORDS
    ),
    max_size=12,
)


@given(ROWS)
def test_members_of_any_segments_are_read_or_quarantined(rows):
    stream = BytesIO(interchange([transaction([Member(rows=rows)])]))
    assert all(isinstance(found, Enrolment | Quarantined) for found in members(stream))


@given(st.binary(max_size=120), st.integers(100, 700), st.integers(0, 60))
def test_a_damaged_file_gives_records_or_a_reason(junk, at, length):
    data = interchange([transaction([Member(), Member(number="M2")])])
    data = data[:at] + junk + data[at + length :]
    try:
        expected = examine(BytesIO(data)).members
    except NotReadable as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert len(list(members(BytesIO(data)))) == expected


class Enrolling:
    """A stream of an 834 with this many members, made while it is read."""

    def __init__(self, count: int) -> None:
        whole = transaction([])
        self._pieces = self._written(whole, count)
        self._held = b""

    @staticmethod
    def _written(whole, count):
        head = [isa(Style()), ["GS", "BE", "S", "P", "20260401", "1200", "1", "X", "005010X220A1"], *whole[:-1]]
        yield render(head)
        block = render([row for at in range(100) for row in Member(number=f"M{at}").segments()])
        for _ in range(count // 100):
            yield block
        yield render([["SE", "1", "0001"], ["GE", "1", "1"], ["IEA", "1", "000000001"]])

    def read(self, size):
        while len(self._held) < size and (piece := next(self._pieces, None)):
            self._held += piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def peak_of(count: int) -> int:
    tracemalloc.start()
    try:
        read = sum(1 for _ in members(Enrolling(count)))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        assert read == count


def test_memory_does_not_grow_with_the_file():
    peak_of(100)
    small, large = peak_of(300), peak_of(3_000)
    assert large < small + 200_000
    assert large < 2_000_000
