"""Everything in the public samples loads, and each record that does not is explained."""

import copy
import random
import re

import orjson
import pytest

from tests.doors.feeds.loads import patient, reasons
from tests.doors.feeds.test_samples_834 import ENROLMENTS
from wellkept.features.taking_in import Outcome
from wellkept.vault.models import Person

pytestmark = pytest.mark.samples


def test_every_fhir_sample_goes_in_or_is_explained(loads, samples):
    tally = loads.fhir(samples / "fhir")
    assert tally.line == "read 349, loaded 337, unchanged 0, quarantined 12"
    groups = {reason: [_short(place) for place in group.places] for reason, group in tally.explained().items()}
    unknown = groups["Its patient is not on record yet; it is taken in when the patient arrives."]
    assert unknown == [
        f"ExplanationOfBenefit{name}.json: the resource (ExplanationOfBenefit)"
        for name in ("-Carrier", "-HHA", "-Hospice", "-MCS", "-Outpatient", "")
    ]
    assert sorted(groups["The plan keeps no records of this type."]) == [
        "AuditEvent.json: the resource (AuditEvent)",
        "Claim.json: entry 1 (Claim)",
        "ClaimResponse.json: entry 1 (ClaimResponse)",
        "uscore_bundle_patient_85.json: entry 24 (Endpoint)",
        "uscore_group_1a.json: the resource (Group)",
    ]
    # Its targets are other records; it names no patient.
    assert groups["It names its person by no number that the plan knows."] == [
        "uscore_bundle_patient_85.json: entry 233 (Provenance)"
    ]
    assert loads.fhir(samples / "fhir").line == "read 349, loaded 0, unchanged 337, quarantined 12"
    assert loads.lines(patient("12345")).outcomes[Outcome.LOADED] == 1
    assert ("ExplanationOfBenefit", "patient_unknown") not in reasons()


def _short(place):
    return place.rpartition("/")[2]


def test_every_enrolment_sample_goes_in_or_is_explained(loads, samples):
    files = [samples / "x12" / name for name in ENROLMENTS]
    members = sum(number for number, _ in ENROLMENTS.values())
    tally = loads.enrolment(*files)
    assert tally.read == members == sum(tally.outcomes.values())
    assert tally.outcomes[Outcome.QUARANTINED] == sum(group.number for group in tally.explained().values())
    assert sorted(tally.remarks) == [
        "REF 0F or 23 has the form of a CIN, but ends in a letter that no CIN ends in.",
        "REF F6 is not a Medicare Beneficiary Identifier and was not kept.",
    ]
    people = Person.objects.count()
    # Several samples are about the same member, each with another change, so that a repeat changes her back and forth.
    assert loads.enrolment(*files).outcomes[Outcome.QUARANTINED] == tally.outcomes[Outcome.QUARANTINED]
    assert Person.objects.count() == people


_WRONG = [None, 7, -1.5, True, "", "x", [], {}, [[]], ["x"], [None], {"a": 1}, {"reference": 7}, {"coding": "x"}]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_whatever_stands_in_a_resource_it_is_taken_in_or_put_aside(loads, samples, seed):
    chance = random.Random(seed)
    whole = [orjson.loads(path.read_bytes()) for path in sorted((samples / "fhir").rglob("*.json"))]
    sound = [entry["resource"] for one in whole for entry in one.get("entry") or [{"resource": one}]]
    odd = [_spoilt(chance, one) for one in chance.sample(sound, 120)]
    people = [one for one in sound if one["resourceType"] == "Patient"]
    tally = loads.lines(*people, *odd)
    assert tally.read == len(people) + len(odd) == sum(tally.outcomes.values())
    assert tally.outcomes[Outcome.QUARANTINED] == sum(group.number for group in tally.explained().values())
    assert not any(re.search("Traceback", line) for line in tally.report())


def _spoilt(chance, resource):
    """The resource with some values, anywhere in it, of another type than FHIR has."""
    copied = orjson.loads(orjson.dumps(resource))
    for _ in range(chance.randrange(1, 5)):
        here = copied
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            keys = [key for key in keys if key != "resourceType"]
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(here[key], dict | list) and here[key] and chance.random() < 0.7:
                here = here[key]
                continue
            here[key] = copy.deepcopy(chance.choice(_WRONG))
            break
    return copied
