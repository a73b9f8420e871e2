"""Patients through the gate: each ask in the book, and only what a clause opens."""

import orjson
import pytest

from tests.doors.feeds.loads import MBI, OTHER_MBI, owner, patient
from tests.people import promise
from wellkept.features.patients import take_in_patients, take_in_waiting
from wellkept.features.taking_in import Outcome, Sent
from wellkept.identity.systems import CLOCK, feed
from wellkept.ledger.models import Entry
from wellkept.vault.models import Person

CLINICAL = feed("feed.clinical")


def sent(resource, **more):
    return Sent(resource, orjson.dumps(resource), **more)


@pytest.fixture(autouse=True)
def promised(house):
    promise()


@pytest.mark.promise("P6")
def test_each_patient_has_an_entry_before_and_after_she_is_kept(house):
    took = take_in_patients(CLINICAL, "main", [sent(patient("a", mbi=MBI)), sent(patient("b", mbi=OTHER_MBI))])
    assert [one.outcome for one in took] == [Outcome.LOADED, Outcome.LOADED]
    entries = Entry.objects.filter(verb="patients.take_in").exclude(subject=None)
    assert sorted(entries.values_list("verdict", flat=True)) == ["allowed", "allowed", "done", "done"]
    assert len(set(entries.values_list("subject", flat=True))) == 2


def test_nothing_is_asked_for_whom_nothing_waits(house):
    take_in_patients(CLINICAL, "main", [sent(patient("a", mbi=MBI))])
    assert take_in_waiting(CLOCK, {owner("mbi", MBI): []}) == {}
    assert not Entry.objects.filter(verb="patients.waiting").exclude(subject=None).exists()


def test_a_patient_without_any_number_is_known_by_the_senders_id(house):
    for _ in range(2):
        take_in_patients(CLINICAL, "main", [sent(patient("a"))])
    assert Person.objects.count() == 1
    assert owner("reference", "main|Patient/a") is not None
