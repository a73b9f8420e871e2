"""One entry of the record, whole: its facts, its documents, and the entries that it belongs with."""

from base64 import b64encode
from datetime import date
from uuid import UUID

import pytest

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import condition, incoming, observation
from wellkept.vault import entries, people, record, resources
from wellkept.vault.entries import NotThere

VISIT = {
    "resourceType": "Encounter",
    "id": "visit-1",
    "status": "finished",
    "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB", "display": "ambulatory"},
    "type": [{"text": "Office visit"}],
    "subject": {"reference": "Patient/p1"},
    "period": {"start": "2026-03-02T09:00:00-08:00"},
    "reasonCode": [{"text": "Cough"}],
}
REPORT = {
    "resourceType": "DiagnosticReport",
    "id": "report-1",
    "status": "final",
    "code": {"text": "Lipid panel"},
    "subject": {"reference": "Patient/p1"},
    "effectiveDateTime": "2026-03-02",
    "result": [{"reference": "https://clinic.example/fhir/Observation/obs-1/_history/2"}],
}


@pytest.fixture
def other(house):
    """Another member of the same house."""
    return people.make(permit_for(None), enrolled=True)


def document(media_type, content, **more):
    attachment = {"contentType": media_type, **({"data": b64encode(content).decode()} if content is not None else {})}
    return {
        "resourceType": "DocumentReference",
        "id": "doc-1",
        "status": "current",
        "type": {"text": "Progress note"},
        "subject": {"reference": "Patient/p1"},
        "date": "2026-03-02",
        "content": [{"attachment": {**attachment, **more}}],
    }


def load(person, *given, sender="clinic"):
    for one in given:
        known = f"{sender}|{one['resourceType']}/{one['id']}"
        sent = incoming(one, source="feed.clinical")
        resources.take_in(permit_for(person), resources.Incoming(resource=one, source=sent.source, identity=known))


def entry_of(person, kind, permit=None):
    permit = permit or permit_for(person)
    return entries.read(permit, record.listed(permit, kind).rows[0].id)


def test_an_entry_tells_its_facts_and_where_it_is_from(ada):
    more = {"severity": {"text": "Mild"}, "verificationStatus": {"coding": [{"code": "confirmed", "display": "Sure"}]}}
    load(ada, {**condition(), **more, "note": [{"text": "Diet first."}]})
    found = entry_of(ada, "health.conditions")
    assert [(fact.name, fact.value, fact.is_code) for fact in found.facts] == [
        ("verification", "confirmed", True),
        ("severity", "Mild", False),
        ("began", date(2020, 1, 5), False),
    ]
    assert found.notes == ("Diet first.",)
    assert found.source == "feed.clinical"


def test_a_report_leads_to_its_results_and_a_visit_to_all_that_was_done_there(ada):
    during = {"encounter": {"reference": "Encounter/visit-1"}}
    load(ada, VISIT, {**REPORT, **during}, {**observation("1"), **during}, observation("2", title="Of another day"))
    report = next(row for row in record.listed(permit_for(ada), "health.results") if row.title == "Lipid panel")
    assert {row.title for row in entries.read(permit_for(ada), report.id).related} == {"Hemoglobin A1c", "Office visit"}
    assert {row.title for row in entry_of(ada, "health.visits").related} == {"Hemoglobin A1c", "Lipid panel"}


def test_an_id_of_a_bundle_is_found_whatever_its_type(ada):
    number = "0b8b8a4e-7d44-4ae5-9bd5-1f4d1e2b0c11"
    load(ada, {**observation(), "id": number}, {**REPORT, "result": [{"reference": f"urn:uuid:{number}"}]})
    report = next(row for row in record.listed(permit_for(ada), "health.results") if row.title == "Lipid panel")
    assert [row.title for row in entries.read(permit_for(ada), report.id).related] == ["Hemoglobin A1c"]


def test_what_another_sender_calls_by_the_same_name_is_no_relation(ada):
    load(ada, observation("1"), sender="laboratory")
    load(ada, REPORT)
    report = next(row for row in record.listed(permit_for(ada), "health.results") if row.title == "Lipid panel")
    assert entries.read(permit_for(ada), report.id).related == ()


def test_what_is_closed_is_no_relation(ada):
    load(ada, VISIT, {**observation("1"), "encounter": {"reference": "Encounter/visit-1"}})
    assert entry_of(ada, "health.visits").related
    assert entry_of(ada, "health.visits", permit_for(ada, "health.visits")).related == ()


def test_a_document_is_opened_by_its_place_and_nobody_elses(ada, other):
    load(ada, document("application/pdf", b"%PDF-1.7"))
    entry = record.listed(permit_for(ada), "health.documents").rows[0].id
    assert entries.attached(permit_for(ada), entry, 0).content == b"%PDF-1.7"
    for permit, which, place in (
        (permit_for(other), entry, 0),
        (permit_for(ada), entry, 1),
        (permit_for(ada), entry, -1),
        (permit_for(ada), UUID(int=7), 0),
        (permit_for(ada, "health.results"), entry, 0),
    ):
        with pytest.raises(NotThere):
            entries.attached(permit, which, place)


def test_a_document_that_only_the_sender_has_is_named_and_not_opened(ada):
    load(ada, document("application/pdf", None, url="https://clinic.example/Binary/1"))
    found = entry_of(ada, "health.documents")
    assert [one.content for one in found.attached] == [None]
    with pytest.raises(NotThere):
        entries.attached(permit_for(ada), found.row.id, 0)


def test_data_that_are_no_base64_are_as_if_the_sender_kept_them(ada):
    broken = document("text/plain", b"", title="Note")
    broken["content"][0]["attachment"]["data"] = "not base64!"
    load(ada, broken)
    assert entry_of(ada, "health.documents").attached[0].content is None
