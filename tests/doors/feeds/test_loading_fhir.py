"""Whose record a resource is, what waits for whom, and that a repeat changes nothing."""

import json

import orjson
import pytest

from tests.doors.feeds.loads import (
    MBI,
    OTHER_MBI,
    bundle,
    condition,
    counts,
    member_number,
    ndjson,
    owner,
    patient,
    quarantined_records,
    reasons,
    records_of,
)
from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.doors.feeds import fhir
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.pace import Pace
from wellkept.doors.feeds.tally import Tally
from wellkept.features.taking_in import Outcome
from wellkept.ledger.models import Entry
from wellkept.vault.models import Person, Quarantined, Resource

UNKNOWN = "Its patient is not on record yet; it is taken in when the patient arrives."


def test_a_patient_and_what_is_about_her_go_in_and_a_repeat_changes_nothing(loads):
    sent = bundle(condition(), patient(mbi=MBI), condition("c2"))
    assert loads.fhir(sent).line == "read 3, loaded 3, unchanged 0, quarantined 0"
    before = counts()
    assert loads.fhir(sent).line == "read 3, loaded 0, unchanged 3, quarantined 0"
    assert counts() == before
    assert records_of(owner("mbi", MBI)) == 2


def test_a_changed_record_counts_as_loaded(loads):
    loads.fhir(bundle(patient(mbi=MBI), condition()))
    tally = loads.fhir(bundle(patient(mbi=MBI, last="Rivera-Lopez"), condition(recordedDate="2026-01-02")))
    assert tally.line == "read 2, loaded 2, unchanged 0, quarantined 0"
    assert Resource.objects.count() == 1


def test_the_same_record_in_another_form_of_file_is_the_same(loads):
    loads.lines(patient(mbi=MBI), condition())
    assert loads.fhir(bundle(patient(mbi=MBI), condition())).outcomes[Outcome.UNCHANGED] == 2


@pytest.mark.promise("P6")
def test_each_ask_is_in_the_ledger_once_for_each_person(loads):
    loads.fhir(bundle(patient("p1"), patient("p2"), *(condition(f"c{n}", f"Patient/p{n % 2 + 1}") for n in range(30))))
    asked = Entry.objects.filter(verb="resources.take_in_clinical", verdict="allowed").exclude(subject=None)
    assert asked.count() == asked.values("subject").distinct().count() == 2
    assert set(asked.values_list("action", "party", "purpose")) == {("collect", "feed.clinical", "treatment.record")}
    assert all(clauses for clauses in asked.values_list("clauses", flat=True))


def test_who_has_a_number_is_the_same_person_whatever_her_name_is(loads):
    loads.enrolment(file_of(Member(number="M7", last="RIVERA")).getvalue())
    loads.fhir(bundle(patient("x9", member="m-7", last="Whitlock"), condition(about="Patient/x9")))
    assert Person.objects.count() == 1
    assert records_of(owner("member_id", "M7")) == 1


def test_the_same_name_without_a_number_joins_nobody(loads):
    loads.enrolment(file_of(Member(number="M7", last="Rivera", first="Ana")).getvalue())
    loads.fhir(bundle(patient("x9")))
    assert sorted(Person.objects.values_list("enrolled", flat=True)) == [False, True]


def test_a_patient_with_numbers_of_two_people_waits(loads):
    loads.fhir(bundle(patient("a", mbi=MBI), patient("b", mbi=OTHER_MBI)))
    both = patient("c", mbi=MBI)
    both["identifier"] += patient(mbi=OTHER_MBI)["identifier"]
    tally = loads.fhir(bundle(both))
    assert tally.line == "read 1, loaded 0, unchanged 0, quarantined 1"
    assert reasons() == [("Patient", "two_candidates")]


def test_a_resource_about_two_people_waits(loads):
    loads.fhir(bundle(patient("a", mbi=MBI), patient("b", mbi=OTHER_MBI)))
    about = {"reference": "Patient/a", "identifier": patient(mbi=OTHER_MBI)["identifier"][0]}
    assert loads.fhir(bundle(condition(about=about))).outcomes[Outcome.QUARANTINED] == 1
    assert reasons() == [("Condition", "two_candidates")]


def test_an_id_that_came_with_another_number_before_is_not_taken_for_the_same_person(loads):
    loads.fhir(bundle(patient("1", mbi=MBI)))
    tally = loads.fhir(bundle(patient("1", mbi=OTHER_MBI, last="Whitlock")))
    assert tally.outcomes[Outcome.QUARANTINED] == 1
    assert reasons() == [("Patient", "conflict")]
    assert owner("mbi", OTHER_MBI) is None


def test_ids_of_different_senders_are_different_ids(loads):
    loads.fhir(bundle(patient("1", mbi=MBI)), sender="clinic")
    loads.fhir(bundle(patient("1", mbi=OTHER_MBI), condition(about="Patient/1")), sender="hospital")
    assert records_of(owner("mbi", OTHER_MBI)) == 1
    assert records_of(owner("mbi", MBI)) == 0


@pytest.mark.parametrize(
    "about",
    [
        "Patient/p1",
        "Patient/p1/_history/3",
        "https://ehr.example.org/fhir/Patient/p1",
        "https://ehr.example.org/fhir/Patient/p1/_history/2",
        "urn:uuid:0f6e1c1e-7d0e-4a35-9f43-0b8f9cc5a001",
        "Patient?identifier=http://hl7.org/fhir/sid/us-mbi|" + MBI,
        {"identifier": {"system": "http://hl7.org/fhir/sid/us-mbi", "value": MBI}},
        {"type": "Patient", "identifier": {"system": "http://hl7.org/fhir/sid/us-mbi", "value": MBI}},
        {"identifier": member_number("M7")},
    ],
)
def test_a_reference_of_any_kind_finds_the_patient(loads, about):
    known = {"fullUrl": "urn:uuid:0f6e1c1e-7d0e-4a35-9f43-0b8f9cc5a001", "resource": patient(mbi=MBI, member="M7")}
    sent = {"resourceType": "Bundle", "entry": [known, {"resource": condition(about=about)}]}
    assert loads.fhir(sent).line == "read 2, loaded 2, unchanged 0, quarantined 0"
    assert records_of(owner("mbi", MBI)) == 1


def test_a_contained_patient_counts_by_her_number_and_not_by_her_local_id(loads):
    loads.fhir(bundle(patient(mbi=MBI)))
    inside = condition(about="#p", contained=[patient("p", mbi=MBI)])
    nameless = condition("c2", about="#p", contained=[patient("p")])
    assert loads.fhir(bundle(inside, nameless)).line == "read 2, loaded 1, unchanged 0, quarantined 1"
    assert reasons() == [("Condition", "no_number")]


@pytest.mark.parametrize("about", ["Group/1", "Device/1", "https://x.example/Group/1", "nonsense", "", "#gone", {}])
def test_what_is_about_nobody_has_no_number_to_wait_for(loads, about):
    assert loads.lines(condition(about=about)).outcomes[Outcome.QUARANTINED] == 1
    assert reasons() == [("Condition", "no_number")]


def test_an_appointment_is_the_patients_who_takes_part(loads):
    parts = [{"actor": {"reference": "Practitioner/1"}}, {"actor": {"reference": "Patient/p1"}}]
    loads.fhir(bundle(patient(mbi=MBI), {"resourceType": "Appointment", "id": "a", "participant": parts}))
    assert records_of(owner("mbi", MBI)) == 1


def test_what_waits_for_a_patient_goes_in_with_her_from_another_file(loads):
    waiting = loads.lines(condition(), condition("c2"), condition("c3", about="Patient/p2"))
    assert waiting.line == "read 3, loaded 0, unchanged 0, quarantined 3"
    assert list(waiting.explained()) == [UNKNOWN]
    assert loads.lines(patient(mbi=MBI)).line == "read 1, loaded 1, unchanged 0, quarantined 0"
    assert records_of(owner("mbi", MBI)) == 2
    assert Quarantined.objects.count() == 1
    again = loads.lines(condition(), condition("c2"))
    assert again.line == "read 2, loaded 0, unchanged 2, quarantined 0"


def test_what_waited_in_the_same_load_counts_as_loaded(loads):
    tally = loads.lines(*(condition(f"c{n}") for n in range(150)), condition("x", about="Patient/p2"), patient())
    assert tally.line == "read 152, loaded 151, unchanged 0, quarantined 1"
    assert tally.explained()[UNKNOWN].places[0].endswith("line 151 (Condition)")
    assert tally.explained()[UNKNOWN].number == 1


def test_an_earlier_loads_record_is_not_counted_again(loads):
    loads.lines(condition())
    tally = loads.lines(condition("x", about="Patient/p2"), patient())
    assert tally.line == "read 2, loaded 1, unchanged 0, quarantined 1"


def test_what_waits_for_a_member_number_goes_in_with_the_enrolment(loads):
    loads.lines(condition(about={"identifier": member_number("M7")}))
    tally = loads.enrolment(file_of(Member(number="M7")).getvalue())
    assert tally.line == "read 1, loaded 1, unchanged 0, quarantined 0"
    assert records_of(owner("member_id", "M7")) == 1
    assert not Quarantined.objects.exists()


def test_a_patient_on_record_lets_in_what_a_stopped_load_left_waiting(loads, monkeypatch):
    loads.lines(condition())
    with monkeypatch.context() as patched:
        patched.setattr("wellkept.features.patients.take_in_waiting", lambda *_, **__: {})
        loads.lines(patient())
    assert Quarantined.objects.count() == 1
    assert loads.lines(patient()).line == "read 1, loaded 0, unchanged 1, quarantined 0"
    assert records_of(owner("reference", "main|Patient/p1")) == 1
    assert not Quarantined.objects.exists()


@pytest.mark.promise("D16")
def test_types_that_the_plan_does_not_keep_are_put_aside_as_such(loads):
    kinds = ("AuditEvent", "Group", "Endpoint", "Claim")
    tally = loads.fhir(bundle(*({"resourceType": kind, "id": "1"} for kind in kinds)))
    assert tally.outcomes[Outcome.QUARANTINED] == 4
    assert reasons() == sorted((kind, "type_not_kept") for kind in kinds)


def test_records_without_an_id_are_told_apart_by_business_identifier_or_content(loads):
    first, second = condition(), condition(recordedDate="2026-01-01")
    for one in (first, second):
        del one["id"]
    claims = [
        {"resourceType": "ExplanationOfBenefit", "identifier": [{"value": str(n)}], "patient": first["subject"]}
        for n in range(3)
    ]
    sent = bundle(patient(), first, second, *claims)
    assert loads.fhir(sent).outcomes[Outcome.LOADED] == 6
    assert loads.fhir(sent).line == "read 6, loaded 0, unchanged 6, quarantined 0"
    assert Resource.objects.count() == 5


def test_a_record_that_comes_twice_in_one_file_is_kept_once_and_the_last_counts(loads):
    loads.lines(patient(), *(condition(recordedDate=f"2026-01-{day:02}") for day in range(1, 29)))
    assert Resource.objects.count() == 1
    assert loads.lines(condition(recordedDate="2026-01-28")).outcomes[Outcome.UNCHANGED] == 1


def test_two_patients_with_one_new_number_in_one_file_are_one_person(loads):
    loads.lines(patient("a", mbi=MBI), patient("b", mbi=MBI), condition("1", "Patient/a"), condition("2", "Patient/b"))
    assert Person.objects.count() == 1
    assert records_of(owner("mbi", MBI)) == 2


def test_an_entry_that_asks_for_something_else_is_put_aside(loads):
    entries = [
        {"request": {"method": "PUT", "url": "Patient/p1"}, "resource": patient()},
        {"request": {"method": "DELETE", "url": "Condition/c1"}},
        {"request": {"method": "DELETE", "url": "Condition/c1"}, "resource": condition()},
        {"request": {"method": ["PUT"]}, "resource": condition()},
        {"response": {"status": "200"}},
        {"fullUrl": "urn:uuid:1"},
        "nonsense",
    ]
    tally = loads.fhir({"resourceType": "Bundle", "type": "transaction", "entry": entries})
    assert tally.line == "read 6, loaded 1, unchanged 0, quarantined 5"
    assert not Resource.objects.exists()


@pytest.mark.promise("P6")
def test_every_record_in_quarantine_is_explained_without_anything_personal(loads):
    secret = condition("SECRETID", about="Patient/SECRETPATIENT", note=[{"text": "SECRETNOTE"}])
    path = loads.file(ndjson(*[secret] * 25, b"{SECRET", patient(), {"resourceType": "Nonsense"}), "in.ndjson")
    report = list(loads.fhir(path).report())
    assert report[-1] == "read 28, loaded 1, unchanged 0, quarantined 27"
    assert report[0] == f"quarantined 25: {UNKNOWN}"
    assert report[1] == f"  {path}: line 1 (Condition)"
    assert report[21] == "  and 5 more"
    assert "quarantined 1: The line is not JSON." in report
    assert f"  {path}: line 26" in report
    assert not any("SECRET" in line for line in report)


@pytest.mark.promise("P2")
def test_what_waits_is_sealed_and_comes_out_as_it_was_sent(loads):
    raw = b'{"resourceType":"Condition","id":"c1", "subject":{"reference":"Patient/p1"},"note":[{"text":"1.10"}]}'
    loads.fhir(raw + b"\n" + raw + b"\n", name="in.ndjson")
    (kept,) = quarantined_records()
    assert kept.endswith(raw)
    assert b"Patient/p1" not in bytes(Quarantined.objects.get().sealed)


def test_a_decimal_keeps_its_digits(loads):
    sent = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c","x":1.10}}]}'
    loads.fhir(sent)
    assert b'"x":1.10' in quarantined_records()[0]


@pytest.mark.parametrize(
    ("oddity", "loaded"),
    [
        ('"note":[{"text":"a\\u0000b"}]', True),
        ('"note":[{"text":"\\ud800"}]', None),
        ('"onsetAge":{"value":1e999}', False),
        ('"onsetAge":{"value":1e-999}', True),
        ('"onsetAge":{"value":123456789012345678901234567890}', None),
        ('"onsetAge":{"value":-0.0}', True),
        ('"x":' + "[" * 101 + "]" * 101, False),
        ('"x":' + '{"a":' * 300 + "1" + "}" * 300, False),
        ('"x":' + "[" * 900 + "]" * 900, False),
        ('"x":' + "[" * 5000 + "]" * 5000, False),
        ('"id":"first","id":"c1"', True),
        ('"code":[[["nonsense"]]],"subject2":7,"onsetDateTime":["x"],"category":"x","meta":[]', True),
        ('"identifier":{"value":7},"contained":"x","status":{"a":1}', True),
        ('"onsetDateTime":"9999-99-99","recordedDate":"0000","onsetPeriod":{"start":"0001-01-01"}', True),
    ],
)
@pytest.mark.parametrize("form", ["lines", "bundle"])
def test_odd_content_is_kept_or_put_aside_and_stops_nothing(loads, oddity, loaded, form):
    odd = '{"resourceType":"Condition","subject":{"reference":"Patient/p1"},' + oddity + "}"
    sound = json.dumps(condition("sound"))
    person = json.dumps(patient())
    if form == "lines":
        tally = loads.fhir(f"{person}\n{odd}\n{sound}".encode(), name="in.ndjson")
    else:
        entries = ",".join(f'{{"resource":{one}}}' for one in (person, odd, sound))
        tally = loads.fhir(f'{{"resourceType":"Bundle","entry":[{entries}]}}'.encode())
    assert tally.read == 3
    assert tally.outcomes[Outcome.LOADED] in ({2, 3} if loaded is None else {3 if loaded else 2})
    assert Resource.objects.filter(kind="Condition").count() == tally.outcomes[Outcome.LOADED] - 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.json"),
        (b"   \n\n", "a.json"),
        (b"\xef\xbb\xbf", "a.json"),
        (b"ISA*00*", "a.json"),
        (b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"', "a.json"),
        (b'{"resourceType":"Patient","id":"1"} and more', "a.json"),
        (b"[]", "a.json"),
        (b"7", "a.json"),
        (b'{"resourceType":"Nonsense"}', "a.json"),
        (b'{"resourceType":["Patient"]}', "a.json"),
        (b'{"name":"x"}', "a.json"),
        (b'{"resourceType":"Bundle","entry":{"item":1,"a":2}}', "a.json"),
        (b'{"resourceType":"Nonsense"}\n{"resourceType":"Other"}\n', "a.ndjson"),
        (b"not json\nat all\n", "a.ndjson"),
        ("{'resourceType':'Patient'}".encode("utf-16"), "a.json"),
    ],
)
def test_what_is_not_fhir_is_refused_and_nothing_of_any_file_is_kept(loads, content, name):
    good = loads.file(bundle(patient(mbi=MBI)))
    with pytest.raises(NotReadable, match=name):
        loads.fhir(good, loads.file(content, name))
    assert counts() == (0, 0, 0, 0)


def test_a_missing_file_or_an_empty_folder_is_refused(loads):
    with pytest.raises(NotReadable, match="there is no file or folder"):
        loads.fhir(loads.folder / "nowhere")
    with pytest.raises(NotReadable, match=r"holds no \.json"):
        loads.fhir(loads.folder)


def test_an_empty_bundle_is_read_to_its_end(loads):
    empty = [{"resourceType": "Bundle", "type": "searchset", "total": 0}, bundle()]
    assert loads.fhir(*empty).line == "read 0, loaded 0, unchanged 0, quarantined 0"


def test_a_load_that_was_stopped_goes_on_and_tells_what_it_had_put_aside(loads):
    path = loads.file(ndjson(*(condition(f"c{n}") for n in range(250)), patient()), "in.ndjson")
    whole = Tally()

    class Stopped(Exception):
        pass

    def stop(tally):
        if tally.read >= 200:
            raise Stopped

    loading = fhir.Load(Tally(tell=stop), Pace(lambda: False), "main")
    always_due = pytest.MonkeyPatch()
    always_due.setattr("wellkept.doors.feeds.mark.Mark.is_due", True)
    with always_due.context(), pytest.raises(Stopped):
        loading.of(path, loads.marks)
    always_due.undo()
    assert len(list(loads.marks.glob("*.json"))) == 1
    loads.fhir(path, tally=whole)
    assert whole.read == whole.outcomes[Outcome.LOADED] + whole.outcomes[Outcome.UNCHANGED] == 251
    assert any("going on after" in note for note in whole.notes)
    assert not list(loads.marks.glob("*.json"))
    assert Resource.objects.count() == 250


def test_a_mark_holds_nothing_of_the_file(loads):
    from wellkept.doors.feeds.mark import Mark

    path = loads.file(ndjson(condition("SECRETID", about="Patient/SECRETPATIENT")), "in.ndjson")
    loading = fhir.Load(Tally(), Pace(lambda: False), "main")
    loading.of(path, loads.marks)
    Mark.of(path, loads.marks, "main").write(loading.own.as_json())
    (kept,) = loads.marks.glob("*.json")
    assert b"SECRET" not in kept.read_bytes()
    assert orjson.loads(kept.read_bytes())["read"] == 1
