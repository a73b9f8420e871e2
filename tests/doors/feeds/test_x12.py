"""The tolerant reader of X12 segments and envelopes."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doors.feeds.writing_834 import Member, Style, interchange, isa, render, transaction
from wellkept.doors.feeds.x12 import Notes, NotReadable, enveloped, segments
from wellkept.doors.feeds.x12.segments import CHUNK, LONGEST_SEGMENT

STYLES = {
    "plain": Style(),
    "byte order mark": Style(bom=True),
    "indented lines": Style(bom=True, indent="    ", line_end="\r\n"),
    "tabs": Style(indent="\t\t", line_end="\n"),
    "wrapped at 80": Style(wrap=80, line_end="\n"),
    "wrapped just before the first terminator": Style(wrap=105, line_end="\r\n"),
    "wrapped with CRLF": Style(wrap=72, line_end="\r\n"),
    "one segment a line, no other terminator": Style(segment="\n"),
    "CRLF as terminator": Style(segment="\r\n"),
    "other marks": Style(element="|", component=">", repetition="!", segment="'"),
    "control characters": Style(element="\x1d", component="\x1f", repetition="\x1e", segment="\x1c"),
    "no repetition": Style(repetition=""),
}


def read(data: bytes, notes: Notes | None = None):
    notes = notes or Notes()
    return list(enveloped(segments(BytesIO(data), notes), notes))


def rows_of(data: bytes):
    return [(segment.name, *segment.elements) for segment in read(data)]


def fault(data: bytes) -> str:
    with pytest.raises(NotReadable) as caught:
        read(data)
    return str(caught.value)


ONE = [transaction([Member()])]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_file_reads_the_same_however_it_is_written(style):
    assert rows_of(interchange(ONE, style))[1:] == rows_of(interchange(ONE))[1:]


def test_delimiters_come_from_the_isa_segment():
    head = read(interchange(ONE, STYLES["other marks"]))[0]
    assert head.delimiters.element == "|"
    assert head.delimiters.component == ">"
    assert head.delimiters.repetition == "!"
    assert head.delimiters.segment == "'"


def test_an_isa_without_its_padding_is_read():
    trimmed = [cell.strip() for cell in isa(Style())]
    data = interchange(ONE)
    assert rows_of(render([trimmed]) + data[len(render([isa(Style())])) :]) == rows_of(data)


def test_a_byte_that_is_no_ascii_may_delimit():
    data = interchange(ONE).replace(b"~", b"\xa7")
    assert rows_of(data)[1:] == rows_of(interchange(ONE))[1:]


def test_interchanges_with_their_own_delimiters_follow_each_other():
    both = interchange(ONE, STYLES["indented lines"]) + interchange(ONE, STYLES["other marks"])
    assert [row[0] for row in rows_of(both)].count("ISA") == 2


def test_groups_and_transaction_sets_repeat():
    rows = [["GS", "BE", "S", "P", "20260401", "1200", "1", "X", ""], *ONE[0], *ONE[0], ["GE", "2", "1"]]
    notes = Notes()
    found = read(render([isa(Style()), *rows, *rows, ["IEA", "2", "1"]]), notes)
    assert [segment.name for segment in found].count("ST") == 4
    assert notes.sentences() == ()


def test_numbers_count_segments_over_the_whole_input():
    found = read(interchange(ONE) + interchange(ONE))
    assert [segment.number for segment in found] == list(range(1, len(found) + 1))


def test_the_raw_bytes_of_all_segments_are_the_file():
    data = interchange(ONE, STYLES["indented lines"])
    assert b"".join(segment.raw for segment in read(data)) == data.removeprefix(b"\xef\xbb\xbf    ").removesuffix(
        b"\r\n"
    )


def test_junk_after_the_last_interchange_is_told_and_no_more():
    notes = Notes()
    read(interchange(ONE) + b"\r\n-- end of file --\r\n\x1a", notes)
    assert notes.sentences() == (
        "After segment 19, the end of an interchange, 20 bytes that are not X12 were passed over.",
    )


def test_an_interchange_behind_junk_is_still_found():
    notes = Notes()
    joined = interchange(ONE) + b"\n==== ISA of part 2 ====\n" + b"." * 70_000 + interchange(ONE)
    assert [segment.name for segment in read(joined, notes)].count("ISA") == 2
    assert "passed over" in notes.sentences()[0]


@pytest.mark.parametrize("short", range(-2, 4))
def test_an_interchange_is_found_where_two_pieces_of_the_input_meet(short):
    joined = interchange(ONE) + b"." * (CHUNK - short) + interchange(ONE)
    assert [segment.name for segment in read(joined)].count("ISA") == 2


def test_a_repetition_mark_that_means_something_else_is_none():
    assert read(interchange(ONE, Style(repetition=":")))[0].delimiters.repetition == ""
    assert read(interchange(ONE, Style(repetition="")))[0].delimiters.repetition == ""


def test_text_that_is_not_utf8_is_read_as_latin1_with_one_note():
    notes = Notes()
    data = interchange([transaction([Member(last="PEÑA"), Member(last="NÚÑEZ")])])
    found = read(data.decode().encode("latin-1"), notes)
    assert [segment.element(3) for segment in found if segment.name == "NM1"] == ["PEÑA", "NÚÑEZ"]
    assert len(notes.sentences()) == 1
    assert "Latin-1" in notes.sentences()[0]


@pytest.mark.parametrize(
    ("row", "wrong", "told"),
    [
        ("SE", ["SE", "999", "0001"], "miscounts"),
        ("SE", ["SE", "15", "0002"], "another control number"),
        ("GE", ["GE", "7", "1"], "miscounts"),
        ("IEA", ["IEA", "1", "000000009"], "another control number"),
    ],
)
def test_a_trailer_that_miscounts_is_a_note(row, wrong, told):
    notes = Notes()
    data = interchange(ONE)
    right = next(s.raw for s in read(data) if s.name == row)
    read(data.replace(right, render([wrong])), notes)
    assert len(notes.sentences()) == 1
    assert told in notes.sentences()[0]
    assert row in notes.sentences()[0]


def test_notes_do_not_pile_up():
    notes = Notes()
    for _ in range(1_000):
        notes.add("x")
    assert len(notes.sentences()) == Notes.LIMIT + 1
    assert notes.sentences()[-1] == "950 more notes of this kind were left out."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The input is empty"),
        (b"\xef\xbb\xbf \r\n", "The input is empty"),
        (b'{"resourceType": "Bundle"}', "This is JSON"),
        (b"<html>", "XML or HTML"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"GS*BE*A*B~", "X12 without its ISA segment"),
        (b"Start of a letter", "text of another kind"),
        (b"\x01\x00\x02", "binary data"),
        ("ISA*00*".encode("utf-16"), "UTF-16"),
        ("ISA*00*".encode("utf-16-le"), "UTF-16"),
        (b"ISABEL", "text of another kind"),
        (b"ISA*00*", "ISA segment is damaged"),
        (b"ISA" + b"*" * 40, "three different marks"),
    ],
)
def test_what_is_not_x12_is_called_by_its_name(data, told):
    assert told in fault(data)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.97, 0.99])
def test_a_file_that_is_cut_off_is_not_readable(share):
    data = interchange(ONE)
    assert "cut off" in fault(data[: int(len(data) * share)])


def test_a_file_without_its_trailers_is_cut_off_even_between_segments():
    data = interchange(ONE)
    assert "before its last group is closed" in fault(data[: data.index(b"~GE*") + 1])


def test_an_iea_without_terminator_is_whole():
    notes = Notes()
    read(interchange(ONE)[:-1], notes)
    assert notes.sentences() == ("The last segment, IEA, has no terminator.",)


def test_an_interchange_begun_inside_another_is_a_fault():
    data = interchange(ONE)
    assert "At segment 18 stands ISA" in fault(data[: data.index(b"~GE*") + 1] + data)


def test_a_message_quotes_nothing_of_the_input():
    assert "RIVERA" not in fault(b"RIVERA*ANA~")
    assert "RIVERA" not in fault(render([isa(Style()), ["RIVERA", "ANA"]]))


class Endless:
    """An interchange whose first segment after ISA never ends."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size):
        assert self.given < 10 * LONGEST_SEGMENT, "the reader goes on without end"
        head = b"" if self.given else render([isa(Style())])
        self.given += size
        return head + b"A" * size


def test_a_segment_without_end_stops_the_reading_early():
    with pytest.raises(NotReadable, match="without the terminator"):
        list(segments(Endless(), Notes()))


class Dripping(BytesIO):
    """A stream that hands over a few bytes at a time, as a pipe may."""

    def read(self, size=-1):
        return super().read(min(size, 7))


def test_pieces_of_any_size_give_the_same_segments():
    data = interchange(ONE, STYLES["indented lines"])
    assert list(segments(Dripping(data), Notes())) == list(segments(BytesIO(data), Notes()))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except NotReadable as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right


@given(st.binary(max_size=200), st.integers(0, 700), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(junk, at, length):
    data = interchange(ONE)
    try:
        read(data[:at] + junk + data[at + length :])
    except NotReadable as refused:
        assert str(refused)  # noqa: PT017
