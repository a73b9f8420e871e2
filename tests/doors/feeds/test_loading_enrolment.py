"""Enrolment files: who is made, who is known again, and who waits."""

import random

import pytest

from tests.doors.feeds.loads import condition, counts, member_number, ndjson, owner, patient, reasons, records_of
from tests.doors.feeds.writing_834 import Member, Style, file_of, interchange, transaction
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.features.taking_in import Outcome
from wellkept.vault.models import Person, Quarantined, Resource


def content(*members, **more):
    return file_of(*members, **more).getvalue()


def test_members_go_in_and_a_repeat_changes_nothing(loads):
    sent = content(*(Member(number=f"M{n}") for n in range(120)))
    assert loads.enrolment(sent).line == "read 120, loaded 120, unchanged 0, quarantined 0"
    before = counts()
    assert loads.enrolment(sent).line == "read 120, loaded 0, unchanged 120, quarantined 0"
    assert counts() == before
    assert Person.objects.filter(enrolled=True).count() == 120


def test_the_same_members_in_another_style_of_file_are_the_same(loads):
    members = [Member(number=f"M{n}") for n in range(3)]
    loads.enrolment(content(*members))
    odd = Style(element="|", component=">", segment="\n", bom=True, indent="  ")
    assert loads.enrolment(content(*members, style=odd)).outcomes[Outcome.UNCHANGED] == 3


def test_a_change_counts_as_loaded(loads):
    loads.enrolment(content(Member(number="M1")))
    assert loads.enrolment(content(Member(number="M1", zip_code="92701"))).outcomes[Outcome.LOADED] == 1
    assert Person.objects.count() == 1


def test_one_bad_member_waits_with_its_reason_and_place_and_the_rest_go_in(loads):
    path = loads.file(content(Member(number="M1"), Member(maintenance="999", last="SECRETNAME"), Member(number="M3")))
    report = list(loads.enrolment(path).report())
    assert report == [
        "quarantined 1: The maintenance code is missing or unknown.",
        f"  {path}: member 2, from segment 17 (INS03)",
        "read 3, loaded 2, unchanged 0, quarantined 1",
    ]
    assert reasons() == [("834", "unreadable")]


def test_a_dependant_who_has_only_the_subscribers_number_is_not_guessed_at(loads):
    family = [Member(number="M1"), Member(number="M1", indicator="N", first="LUZ")]
    for _ in range(2):
        assert loads.enrolment(content(*family)).outcomes[Outcome.QUARANTINED] == 1
    assert Person.objects.count() == 1
    assert reasons() == [("834", "no_number")]


def test_a_member_with_numbers_of_two_people_waits(loads):
    own = [["NM1", "IL", "1", "RIVERA", "ANA", "", "", "", "ZZ", "M1"]]
    loads.lines(patient("a", member="M1"), patient("b", mbi="1EG4TE5MK72"))
    both = Member(rows=[["REF", "0F", "M1"], ["REF", "F6", "1EG4TE5MK72"], *own])
    assert loads.enrolment(content(both)).outcomes[Outcome.QUARANTINED] == 1
    assert reasons() == [("834", "two_candidates")]


def test_what_the_reader_bore_with_is_told_with_its_place(loads):
    path = loads.file(content(Member(number="M1", extra=[]), Member(rows=_with_bad_medicare_number())))
    lines = list(loads.enrolment(path).report())
    assert "noted 1: REF F6 is not a Medicare Beneficiary Identifier and was not kept." in lines
    assert any("member 2" in line for line in lines)


def _with_bad_medicare_number():
    return [["REF", "0F", "M2"], ["REF", "F6", "123-45-6789A"], ["NM1", "IL", "1", "RIVERA", "ANA"]]


def test_a_patient_who_came_first_becomes_the_member(loads):
    loads.lines(patient("a", member="M1"), condition(about={"identifier": member_number("M1")}))
    loads.enrolment(content(Member(number="M1")))
    assert list(Person.objects.values_list("enrolled", flat=True)) == [True]
    assert records_of(owner("member_id", "M1")) == 1


@pytest.mark.parametrize("bad", [b"", b"nonsense", interchange([transaction([], kind="837")]), b"{}", b"\x00" * 600])
def test_what_is_no_enrolment_is_refused_and_nothing_of_any_file_is_kept(loads, bad):
    good, other = loads.file(content(Member())), loads.file(bad, "bad.834")
    with pytest.raises(NotReadable, match=r"bad\.834"):
        loads.enrolment(good, other)
    assert counts() == (0, 0, 0, 0)


def test_a_missing_file_is_refused(loads):
    with pytest.raises(NotReadable, match="there is no file"):
        loads.enrolment(loads.folder / "nowhere.834")


def test_a_cut_off_file_is_refused_and_nothing_is_kept(loads):
    whole = content(*(Member(number=f"M{n}") for n in range(40)))
    with pytest.raises(NotReadable):
        loads.enrolment(whole[: len(whole) // 2])
    assert counts() == (0, 0, 0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_in_a_file_every_member_is_loaded_or_put_aside(loads, seed):
    chance = random.Random(seed)
    whole = bytearray(content(*(Member(number=f"M{n}") for n in range(6))))
    for _ in range(chance.randrange(1, 25)):
        place = chance.randrange(106, len(whole))
        whole[place : place + chance.choice([0, 1, 1, 2])] = bytes([chance.choice(b"\x00*~:^A9\xff -")])
    try:
        tally = loads.enrolment(bytes(whole))
    except NotReadable:
        assert counts() == (0, 0, 0, 0)
        return
    assert tally.read == sum(tally.outcomes.values())
    assert tally.outcomes[Outcome.QUARANTINED] == sum(group.number for group in tally.explained().values())
    before = Person.objects.count(), Resource.objects.count(), Quarantined.objects.count()
    again = loads.enrolment(bytes(whole))
    assert again.outcomes[Outcome.QUARANTINED] == tally.outcomes[Outcome.QUARANTINED]
    assert (Person.objects.count(), Resource.objects.count(), Quarantined.objects.count()) == before


def test_waiting_records_are_not_needed_for_a_plain_load(loads):
    loads.fhir(ndjson(condition()), name="in.ndjson")
    loads.enrolment(content(Member(number="M1")))
    assert Quarantined.objects.count() == 1
