"""Resources through the gate: what no clause opens is put aside, and what has changed has a second entry."""

from dataclasses import replace

import orjson
import pytest

from tests.doors.feeds.loads import MBI, condition, patient
from tests.people import promise
from wellkept.features import resources
from wellkept.features.patients import take_in_patients
from wellkept.features.resources import take_in_claims, take_in_clinical, take_in_supporting
from wellkept.features.taking_in import Outcome, Sent
from wellkept.identity.systems import feed
from wellkept.ledger.models import Entry
from wellkept.vault.models import Resource, Supporting

CLINICAL, CLAIMS = feed("feed.clinical"), feed("feed.claims")


def sent(resource, **more):
    return Sent(resource, orjson.dumps(resource), **more)


@pytest.fixture(autouse=True)
def ana(house):
    promise()
    take_in_patients(CLINICAL, "main", [sent(patient(mbi=MBI))])


def take_in(*some):
    return [one.outcome for one in take_in_clinical(CLINICAL, "main", [sent(one) for one in some])]


@pytest.mark.promise("P6")
def test_a_change_has_a_second_entry_and_a_repeat_has_not(house):
    assert take_in(condition()) == [Outcome.LOADED]
    assert take_in(condition()) == [Outcome.UNCHANGED]
    asked = Entry.objects.filter(verb="resources.take_in_clinical").exclude(subject=None)
    assert list(asked.order_by("number").values_list("verdict", flat=True)) == ["allowed", "done", "allowed"]


def test_outcomes_stand_in_the_order_of_what_was_sent(house):
    odd = {"resourceType": "Group", "id": "g"}
    waits = condition("w", about="Patient/late")
    loaded, aside = Outcome.LOADED, Outcome.QUARANTINED
    assert take_in(odd, condition("1"), waits, condition("2"), condition("1")) == [
        aside,
        loaded,
        aside,
        loaded,
        Outcome.UNCHANGED,
    ]


@pytest.mark.promise("D16")
def test_what_no_clause_lets_the_plan_collect_is_put_aside(house, monkeypatch):
    def closed(*arguments, **more):
        permits = real(*arguments, **more)
        leaves = ("health.vitals",)
        return {who: replace(one, decision=replace(one.decision, leaves=leaves)) for who, one in permits.items()}

    real = resources.admit_each
    monkeypatch.setattr(resources, "admit_each", closed)
    (took,) = take_in_clinical(CLINICAL, "main", [sent(condition())])
    assert (took.outcome, took.reason) == (Outcome.QUARANTINED, "No clause lets the plan collect it.")
    assert not Resource.objects.exists()


@pytest.mark.promise("D12")
def test_what_comes_from_different_senders_is_marked_with_its_source(house):
    claim = {"resourceType": "ExplanationOfBenefit", "id": "e", "patient": {"reference": "Patient/p1"}}
    take_in_claims(CLAIMS, "main", [sent(claim)])
    take_in(condition())
    kept = dict(Resource.objects.values_list("kind", "source"))
    assert kept == {"ExplanationOfBenefit": "feed.claims", "Condition": "feed.clinical"}


def test_a_practitioner_is_found_by_every_address_she_is_referred_to_by(house, monkeypatch):
    ana = {"resourceType": "Practitioner", "id": "7", "name": [{"text": "Dr. Okafor"}]}
    urn = "urn:uuid:0f6e1c1e-7d0e-4a35-9f43-0b8f9cc5a001"
    (took,) = take_in_supporting(CLINICAL, "main", [sent(ana, full_url=urn)])
    assert took.outcome is Outcome.LOADED
    assert Supporting.objects.count() == 2
    seen = []
    prepare = resources.kept.prepare
    monkeypatch.setattr(resources.kept, "prepare", lambda permit, some: seen.extend(some) or prepare(permit, some))
    for number, reference in enumerate(("Practitioner/7", "https://x.example/fhir/Practitioner/7/_history/1", urn)):
        take_in(condition(f"c{number}", asserter={"reference": reference}))
        assert seen[-1].names[reference] == "Dr. Okafor"
    (again,) = take_in_supporting(CLINICAL, "main", [sent(ana, full_url=urn)])
    assert again.outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("visit_first", [True, False])
def test_what_comes_long_after_its_visit_in_one_file_is_as_sensitive_as_the_visit(house, visit_first):
    about = {"subject": {"reference": "Patient/p1"}}
    reason = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.1"}]}
    visit = {"resourceType": "Encounter", "id": "v1", "status": "finished", "reasonCode": [reason], **about}
    note = condition("n1", encounter={"reference": "Encounter/v1"})
    between = [condition(f"c{n}") for n in range(20)]
    take_in(*([visit, *between, note] if visit_first else [note, *between, visit]))
    visits = Resource.objects.get(kind="Encounter").labels
    assert visits
    assert sorted(Resource.objects.filter(kind="Condition").values_list("labels", flat=True))[-2:] == [0, visits]
