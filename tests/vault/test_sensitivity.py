"""Sensitive labels come from codes, whoever sent them."""

import pytest

from tests.vault.resources_at_hand import ICD10, LOINC, claim, condition, observation
from wellkept.policy.vocabulary import SENSITIVE
from wellkept.vault.sensitive_codes import EXACT, SECURITY_LABELS, SERVICES
from wellkept.vault.sensitive_codes import ICD10 as RANGES
from wellkept.vault.sensitivity import bits, labels, labels_of

CPT = "http://www.ama-assn.org/go/cpt"


@pytest.mark.parametrize(
    ("system", "code", "leaf"),
    [
        (ICD10, "F10.20", "substance_use"),
        (ICD10, "F11", "substance_use"),
        (ICD10, "F32.1", "mental_health"),
        (ICD10, "f32.1", "mental_health"),
        (ICD10, "F64.0", "gender"),
        (ICD10, "B20", "hiv"),
        (ICD10, "Z21", "hiv"),
        (ICD10, "A54.9", "sexual_health"),
        (ICD10, "Z11.3", "sexual_health"),
        (ICD10, "O9A.311", "reproductive"),
        (ICD10, "Z30.011", "reproductive"),
        (ICD10, "Z39.2", "reproductive"),
        (ICD10, "T74.11XA", "violence"),
        (ICD10, "T76.22XD", "violence"),
        (ICD10, "Z15.01", "genetic"),
        (CPT, "90834", "mental_health"),
        (CPT, "99408", "substance_use"),
        (CPT, "59400", "reproductive"),
        (CPT, "81162", "genetic"),
        (LOINC, "44261-6", "mental_health"),
        (LOINC, "20447-9", "hiv"),
    ],
)
def test_a_code_of_sensitive_care_is_labelled(system, code, leaf):
    assert f"sensitive.{leaf}" in labels_of(system, code)


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (ICD10, "F17.210"),  # tobacco is outside 42 CFR 2.11
        (ICD10, "F03.90"),
        (ICD10, "E11.9"),
        (ICD10, "Z38.00"),  # a newborn's own record
        (ICD10, "A49.9"),
        (ICD10, "A65"),
        (CPT, "99213"),
        (CPT, "99406"),
        (LOINC, "4548-4"),
        ("http://example.org/codes", "F32.1"),
    ],
)
def test_other_codes_are_not(system, code):
    assert labels_of(system, code) == frozenset()


def test_f64_is_gender_and_not_mental_health():
    assert labels_of(ICD10, "F64.0") == {"sensitive.gender"}


def test_a_code_anywhere_in_a_resource_counts():
    assert labels(claim(diagnosis="F32.1")) == {"sensitive.mental_health"}
    deep = {**claim(), "item": [{"detail": [{"productOrService": {"coding": [{"system": CPT, "code": "90834"}]}}]}]}
    assert labels(deep) == {"sensitive.mental_health"}
    assert labels(condition()) == labels(observation()) == frozenset()


def test_the_senders_own_label_counts():
    assert labels({**condition(), "meta": {"security": [{"code": "ETH"}]}}) == {"sensitive.substance_use"}


def test_several_labels_are_several_bits():
    said = {**claim(diagnosis="B20"), "meta": {"security": [{"code": "PSY"}, {"code": "R"}]}}
    assert bits(said) == 1 << SENSITIVE.index("sensitive.hiv") | 1 << SENSITIVE.index("sensitive.mental_health")


def test_every_list_names_leaves_that_the_policy_has():
    named = (
        set(RANGES)
        | set(SERVICES)
        | {leaf for leaves in (*EXACT.values(), *SECURITY_LABELS.values()) for leaf in leaves}
    )
    assert named == set(SENSITIVE)


def test_ranges_are_pairs_in_order():
    for ranges in (*RANGES.values(), *SERVICES.values()):
        assert all(low <= high for low, high in ranges)
