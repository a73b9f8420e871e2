"""Resources on their way in: kept once, by category and label, and only what the permit opens."""

from datetime import date

import orjson
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming, observation
from wellkept.vault import claims, fhir_kinds, lists, record, resources, supporting
from wellkept.vault.fhir_kinds import ALL_TYPES
from wellkept.vault.fhir_reading import began, patient_reference
from wellkept.vault.models import Resource, SearchValue
from wellkept.vault.record import KINDS
from wellkept.vault.resources import Taken


def test_the_same_resource_twice_is_kept_once(ada):
    permit = permit_for(ada)
    assert resources.take_in(permit, incoming(claim())) is Taken.LOADED
    assert resources.take_in(permit, incoming(claim())) is Taken.UNCHANGED
    assert Resource.objects.count() == 1


def test_twice_in_one_batch_is_once_too(ada):
    taken = resources.take_in_each(permit_for(ada), [incoming(claim()), incoming(claim()), incoming(claim("2"))])
    assert taken == (Taken.LOADED, Taken.UNCHANGED, Taken.LOADED)


def test_a_changed_resource_takes_the_place_of_the_old(ada):
    permit = permit_for(ada)
    resources.take_in(permit, incoming(claim()))
    row = claims.listed(permit).rows[0]
    assert resources.take_in(permit, incoming(claim(on="2026-04-09"))) is Taken.CHANGED
    (changed,) = claims.listed(permit)
    assert (changed.id, changed.began) == (row.id, date(2026, 4, 9))
    assert SearchValue.objects.filter(resource_id=row.id, parameter="status").count() == 1


def test_the_same_id_from_another_source_is_another_resource(ada):
    permit = permit_for(ada)
    resources.take_in(permit, incoming(condition()))
    assert resources.take_in(permit, incoming(condition(), source="feed.clinical")) is Taken.LOADED


@pytest.mark.promise("M6")
def test_what_the_permit_does_not_open_is_not_written(ada):
    claims_alone = permit_for(ada, "claims", "sensitive")
    assert resources.take_in(claims_alone, incoming(condition())) is Taken.CLOSED
    without_hiv = permit_for(ada, "claims", "sensitive", but=("sensitive.hiv",))
    assert resources.take_in(without_hiv, incoming(claim(diagnosis="B20"))) is Taken.CLOSED
    assert not Resource.objects.exists()
    assert resources.take_in(claims_alone, incoming(claim(diagnosis="B20"))) is Taken.LOADED


def test_a_type_that_the_plan_does_not_keep_is_told(ada):
    event = {"resourceType": "AuditEvent", "id": "1"}
    assert resources.take_in(permit_for(ada), incoming(event)) is Taken.NOT_KEPT


def test_bytes_as_sent_are_the_bytes_kept(ada):
    raw = b'{"resourceType":"Observation","id":"obs-1","valueQuantity":{"value":2.50},"category":[]}'
    resources.take_in(permit_for(ada), incoming(orjson.loads(raw), raw=raw))
    entry = record.listed(permit_for(ada), "health.results").rows[0]
    assert lists.one(permit_for(ada), entry.id, ALL_TYPES, KINDS)[3] == raw


def test_a_batch_of_new_resources_costs_few_queries(ada):
    permit = permit_for(ada)
    one, twenty = ([incoming(claim(str(place))) for place in numbers] for numbers in (range(1), range(1, 21)))
    resources.take_in_each(permit, one)
    with CaptureQueriesContext(connections["default"]) as queries:
        resources.take_in_each(permit, twenty)
    assert len(queries) <= 3 + 2 * 20


@pytest.mark.parametrize(
    ("resource", "leaf"),
    [
        (claim(kind="pharmacy"), "claims.pharmacy"),
        (claim(kind="oral"), "claims.dental"),
        (claim(kind="vision"), "claims.dental"),
        (claim(kind="institutional"), "claims.medical"),
        (claim(kind="something new"), "claims.medical"),
        (observation(category="vital-signs"), "health.vitals"),
        (observation(category="social-history"), "health.social"),
        (observation(category="survey"), "health.assessment"),
        (observation(category="of its own"), "health.results"),
        (condition(), "health.conditions"),
        ({"resourceType": "Coverage"}, "coverage.enrolment"),
        ({"resourceType": "Group"}, None),
        ({"resourceType": "Endpoint"}, None),
        ({}, None),
    ],
)
def test_each_kind_of_resource_has_its_category(resource, leaf):
    assert fhir_kinds.category(resource) == leaf
    if leaf:
        assert resource["resourceType"] in fhir_kinds.types_of(leaf)


@pytest.mark.parametrize(
    ("resource", "reference"),
    [
        ({"subject": {"reference": "Patient/1"}}, "Patient/1"),
        ({"beneficiary": {"reference": "urn:uuid:2"}}, "urn:uuid:2"),
        ({"target": [{"reference": "Observation/1"}, {"reference": "Patient/3"}]}, "Patient/3"),
        ({"patient": {"display": "nobody"}}, ""),
        ({"subject": "not an object"}, ""),
    ],
)
def test_whom_a_resource_is_about_is_what_it_says(resource, reference):
    assert patient_reference(resource) == reference


@pytest.mark.parametrize(
    ("resource", "day"),
    [
        ({"period": {"start": "2020-02"}}, date(2020, 2, 1)),
        ({"onsetDateTime": "1999"}, date(1999, 1, 1)),
        ({"effectiveDateTime": "2026-03-02T23:59:00-08:00"}, date(2026, 3, 2)),
        ({"date": "soon"}, None),
        ({"date": 20260302}, None),
    ],
)
def test_a_resource_is_listed_under_the_day_it_says(resource, day):
    assert began(resource) == day


def test_names_of_clinics_come_from_what_was_loaded_beside(ada):
    clinic = {"resourceType": "Organization", "id": "7", "name": "Larkspur Family Clinic"}
    permit = permit_for(None)
    assert supporting.take_in(permit, incoming(clinic)) is Taken.LOADED
    assert supporting.take_in(permit, incoming(clinic)) is Taken.UNCHANGED
    assert supporting.take_in(permit, incoming({**clinic, "name": "Larkspur Clinic"})) is Taken.CHANGED
    assert supporting.take_in(permit, incoming({"resourceType": "Endpoint", "id": "1"})) is Taken.NOT_KEPT
    assert supporting.take_in(permit_for(None, "claims"), incoming({**clinic, "id": "8"})) is Taken.CLOSED
    references = ["Organization/7", "Organization/8"]
    assert supporting.names(permit, references, source="feed.claims") == {"Organization/7": "Larkspur Clinic"}
