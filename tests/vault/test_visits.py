"""What belongs to a visit is as sensitive as the visit, whichever of the two comes first."""

from __future__ import annotations

import pytest

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import ICD10
from wellkept.policy.asks import label_bits
from wellkept.vault import record, resources
from wellkept.vault.models import Resource
from wellkept.vault.resources import Incoming

MENTAL = label_bits(frozenset({"sensitive.mental_health"}))


def visit(diagnosis="F33.1"):
    reason = {"coding": [{"system": ICD10, "code": diagnosis}]}
    return {"resourceType": "Encounter", "id": "v1", "status": "finished", "reasonCode": [reason]}


def note(**more):
    about = {"context": {"encounter": [{"reference": "Encounter/v1"}]}}
    return {"resourceType": "DocumentReference", "id": "n1", "status": "current", "date": "2026-03-02", **about, **more}


def sent(resource, sender="main"):
    return Incoming(
        resource=resource, source="feed.clinical", identity=f"{sender}|{resource['resourceType']}/{resource['id']}"
    )


def labels(kind):
    return Resource.objects.get(kind=kind).labels


@pytest.mark.parametrize("order", [[visit, note], [note, visit]])
@pytest.mark.parametrize("together", [True, False])
def test_a_note_carries_the_labels_of_its_visit(ada, order, together):
    permit, incoming = permit_for(ada), [sent(make()) for make in order]
    for batch in [incoming] if together else [[one] for one in incoming]:
        resources.take_in_each(permit, batch)
    assert labels("DocumentReference") == MENTAL
    without = permit_for(ada, "health", "sensitive", but=("sensitive.mental_health",))
    assert record.listed(without, "health.documents").rows == ()


def test_a_note_of_an_ordinary_visit_carries_none(ada):
    resources.take_in_each(permit_for(ada), [sent(visit("J06.9")), sent(note())])
    assert labels("DocumentReference") == 0


def test_another_senders_visit_of_the_same_id_is_another_visit(ada):
    resources.take_in_each(permit_for(ada), [sent(visit(), sender="elsewhere"), sent(note())])
    assert labels("DocumentReference") == 0


def test_an_observation_says_its_visit_in_another_place(ada):
    seen = {"resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": "Mood"}}
    seen["encounter"] = {"reference": "https://records.example.org/fhir/Encounter/v1"}
    resources.take_in_each(permit_for(ada), [sent(visit()), sent(seen)])
    assert labels("Observation") == MENTAL
