"""The medical record: kinds, series of results, and one entry."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming, observation
from wellkept.vault import entries, record, resources
from wellkept.vault.record import NotThere


def load(person, *given):
    resources.take_in_each(permit_for(person), [incoming(one) for one in given])


def test_an_entry_says_what_when_and_how_it_stands(ada):
    load(ada, condition())
    (row,) = record.listed(permit_for(ada), "health.conditions")
    assert (row.title, row.status, row.began) == ("Type 2 diabetes", "active", date(2020, 1, 5))


def test_a_kind_that_no_resource_has_is_an_empty_list(ada):
    assert not record.listed(permit_for(ada), "health.entered").rows


def test_results_are_series_oldest_first_with_their_range(ada):
    load(
        ada,
        observation("1", value=6.1, on="2026-03-02"),
        observation("2", value=5.9, on="2025-03-02"),
        observation("3", code="2345-7", title="Glucose", value=98, on="2026-03-02"),
    )
    series = record.results(permit_for(ada)).series
    assert [one.title for one in series] == ["Glucose", "Hemoglobin A1c"]
    a1c = series[1]
    assert [(point.on.year, point.value) for point in a1c.points] == [(2025, Decimal("5.9")), (2026, Decimal("6.1"))]
    assert (a1c.low, a1c.high, a1c.unit) == (Decimal(4), Decimal("5.6"), "%")


def test_results_leave_out_what_was_not_measured(ada):
    words = {**observation("1"), "valueQuantity": None, "valueString": "positive"}
    load(ada, words)
    assert record.results(permit_for(ada)).series == ()
    assert record.listed(permit_for(ada), "health.results").rows[0].said == "positive"


def test_a_blood_pressure_is_one_line(ada):
    parts = [{"valueQuantity": {"value": value, "unit": "mmHg"}} for value in (120, 80)]
    load(ada, {**observation("1", category="vital-signs"), "valueQuantity": None, "component": parts})
    assert record.listed(permit_for(ada), "health.vitals").rows[0].said == "120/80 mmHg"


def test_an_entry_is_found_by_its_code_within_the_person(ada):
    load(ada, observation("1"), observation("2", code="2345-7", title="Glucose"))
    permit = permit_for(ada)
    assert [row.code for row in record.listed(permit, "health.results", code="2345-7")] == ["2345-7"]
    assert [row.code for row in record.listed(permit, "health.results", code="http://loinc.org|4548-4")] == ["4548-4"]
    assert not record.listed(permit, "health.results", code="9-9").rows


def test_closed_kinds_and_labels_stay_closed(ada):
    load(ada, observation("1"), observation("2", code="44261-6", title="PHQ-9"), condition())
    permit = permit_for(ada, "health.results")
    assert [row.title for row in record.listed(permit, "health.results")] == ["Hemoglobin A1c"]
    assert not record.listed(permit, "health.conditions").rows
    assert [one.title for one in record.results(permit).series] == ["Hemoglobin A1c"]
    hidden = record.listed(permit_for(ada), "health.conditions").rows[0]
    with pytest.raises(NotThere):
        entries.read(permit, hidden.id)


def test_a_claim_is_no_entry_of_the_record(ada):
    load(ada, claim())
    with pytest.raises(NotThere):
        entries.read(permit_for(ada), uuid4())
    assert all(not record.listed(permit_for(ada), kind).rows for kind in record.KINDS)


def blood_pressure(number, on, *pair):
    codes = (("8480-6", "Systolic blood pressure"), ("8462-4", "Diastolic blood pressure"))
    parts = [
        {"code": {"coding": [{"code": code, "display": title}]}, "valueQuantity": {"value": value, "unit": "mmHg"}}
        for (code, title), value in zip(codes, pair, strict=True)
    ]
    shell = observation(number, code="85354-9", title="Blood pressure", category="vital-signs", on=on)
    return {**shell, "valueQuantity": None, "component": parts}


def test_what_is_measured_together_is_a_panel_with_a_line_for_each(ada):
    load(ada, blood_pressure("1", "2025-03-02", 142, 91), blood_pressure("2", "2026-03-02", 124, 79))
    measured = record.results(permit_for(ada))
    (panel,) = measured.panels
    assert (panel.title, panel.unit) == ("Blood pressure", "mmHg")
    assert [(line.title, [int(point.value) for point in line.points]) for line in panel.lines] == [
        ("Systolic blood pressure", [142, 124]),
        ("Diastolic blood pressure", [91, 79]),
    ]
    assert measured.series == ()
    assert record.listed(permit_for(ada), "health.vitals").rows[0].said == "124/79 mmHg"


def test_components_that_are_no_pair_are_told_whole_with_their_names(ada):
    parts = [
        {"code": {"text": "How often do you feel lonely?"}, "valueCodeableConcept": {"text": "Sometimes"}},
        {"code": {"text": "Hours of sleep"}, "valueQuantity": {"value": 6.5, "unit": "h"}},
    ]
    load(ada, {**observation("1", category="vital-signs"), "valueQuantity": None, "component": parts})
    said = record.listed(permit_for(ada), "health.vitals").rows[0].said
    assert said == "How often do you feel lonely?: Sometimes; Hours of sleep: 6.5 h"
    assert record.results(permit_for(ada)).panels == ()
