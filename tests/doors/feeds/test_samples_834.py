"""The public X12 samples: every 834 gives its members, as pyx12 reads them too; every other file says what it is."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from pyx12.error_handler import errh_null
from pyx12.params import params
from pyx12.x12context import X12ContextReader

from wellkept.doors.feeds.enrolment_834 import Enrolment, NotReadable, examine, members

pytestmark = pytest.mark.samples
# File: members, and the notes of the file and of its members.
ENROLMENTS = {
    "linuxforhealth/834_005010X220A1/add-dependent.834": (1, 0),
    "linuxforhealth/834_005010X220A1/cancel-dependent.834": (1, 0),
    "linuxforhealth/834_005010X220A1/change-subscriber-information.834": (1, 0),
    "linuxforhealth/834_005010X220A1/enroll-employee-multiple-products.834": (1, 0),
    "linuxforhealth/834_005010X220A1/reinstate-employee-coverage-level.834": (1, 0),
    "linuxforhealth/834_005010X220A1/reinstate-member-eligiblity-ins.834": (1, 0),
    "linuxforhealth/834_005010X220A1/terminate-subscriber-eligibility.834": (1, 0),
    "pyx12/834_deident_family.txt": (3, 0),
    "pyx12/834_deident_new_enroll.txt": (1, 0),
    "pyx12/834_deident_term.txt": (2, 0),
    "pyx12/834_ls_le_ls.txt": (1, 1),  # REF F6 holds no Medicare number
    "pyx12/example834_5010.txt": (1, 0),
    "pyx12/multiple_st_loops.txt": (4, 0),
    "x12parser/_834/_5010/Dhcs_Example1.txt": (1, 1),  # a CIN ending in S
}


@pytest.fixture
def x12(samples):
    return samples / "x12"


def as_pyx12_reads(data: bytes):
    """Per member: maintenance, last and first name, birth date, and the coverage lines with their first day.

    pyx12 reads neither a byte order mark nor indents, so they go first.
    """
    text = "".join(line.strip() for line in data.decode("utf-8-sig").splitlines())
    for loop in X12ContextReader(params(), errh_null(), StringIO(text)).iter_segments("2000"):
        if loop.id == "2000":
            lines = [(line.get_value("HD03"), line.get_value("DTP[348]03")) for line in loop.select("2300")]
            at = ("INS03", "2100A/NM103", "2100A/NM104", "2100A/DMG02")
            yield (*(loop.get_value(path) for path in at), lines)


def as_we_read(data: bytes):
    for found in members(BytesIO(data)):
        assert isinstance(found, Enrolment)
        lines = [(line.line, compact(line.begin)) for line in found.coverage]
        name = (found.name.last, found.name.first)
        yield (found.maintenance.value, *name, compact(found.demographics.birth_date), lines)


def compact(day: date | None) -> str | None:
    return f"{day:%Y%m%d}" if day else None


@pytest.mark.parametrize("path", ENROLMENTS)
def test_an_enrolment_sample_is_read_as_pyx12_reads_it(x12, path):
    data = (x12 / path).read_bytes()
    read = list(as_we_read(data))
    assert read == list(as_pyx12_reads(data))
    assert len(read) == ENROLMENTS[path][0]


@pytest.mark.parametrize("path", ENROLMENTS)
def test_only_what_is_odd_in_a_sample_is_noted(x12, path):
    data = (x12 / path).read_bytes()
    notes = [*examine(BytesIO(data)).notes, *(note for found in members(BytesIO(data)) for note in found.notes)]
    assert len(notes) == ENROLMENTS[path][1]


def test_every_other_sample_says_what_it_is(x12):
    others = [
        path
        for path in sorted(x12.rglob("*"))
        if path.is_file() and path.relative_to(x12).as_posix() not in ENROLMENTS and not path.name.startswith(".")
    ]
    assert len(others) > 50
    for path in others:
        with path.open("rb") as stream, pytest.raises(NotReadable, match="was expected"):
            examine(stream)


def test_the_california_sample_keeps_its_county_and_aid_codes(x12):
    (found,) = members(BytesIO((x12 / "x12parser/_834/_5010/Dhcs_Example1.txt").read_bytes()))
    assert found.identifiers.cin == "91234567S"
    assert {each.qualifier: each.value for each in found.coverage[0].references}["ZX"] == "34"
    assert {each.qualifier: each.value for each in found.references}["3H"] == "343N7777777122;B"
    assert found.mailing
    assert found.mailing.zip_code == "95814-2384"
