"""Quarantine through the gate: sealed, with a last day, and its reasons open to those who look into it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.people import member, promise, somebody, staff
from wellkept.features.quarantine import Aside, Reason, hold, list_waiting
from wellkept.features.taking_in import Outcome
from wellkept.gate import Refused, promised
from wellkept.identity.systems import CLOCK, feed
from wellkept.vault.models import Quarantined
from wellkept.vault.numbers import Number

ENROLMENT, CLAIMS = feed("feed.enrolment"), feed("feed.claims")


@pytest.fixture(autouse=True)
def in_force(house):
    promise()


def aside(raw=b"{}", reason=Reason.UNREADABLE, **more):
    return Aside(raw=raw, kind="834", reason=reason, **more)


def test_a_record_is_held_with_a_sentence_that_tells_nothing_of_it(house):
    took = hold(ENROLMENT, [aside(b"SECRET"), aside(b"other", sentence="The closer reason.")])
    assert [one.outcome for one in took] == [Outcome.QUARANTINED] * 2
    assert [one.reason for one in took] == ["It is not a record of the kind it is said to be.", "The closer reason."]
    assert b"SECRET" not in bytes(Quarantined.objects.first().sealed)


def test_every_reason_has_its_sentence(house):
    took = hold(CLAIMS, [aside(reason.encode(), reason) for reason in Reason])
    assert len({one.reason for one in took}) == len(Reason)


def test_only_what_waits_for_somebody_is_named_for_her(house):
    waits, other = hold(CLAIMS, [aside(b"a", about=Number("reference", "main|Patient/1")), aside(b"b")])
    assert waits.waits_as
    assert other.waits_as == ""


def test_a_record_is_kept_for_as_long_as_the_statement_lets_it(house):
    hold(CLAIMS, [aside()])
    days = promised().kept_at_most("quarantine")
    assert days
    assert Quarantined.objects.get().keep_until == datetime.now(UTC).date() + timedelta(days=days)


@pytest.mark.promise("D1")
def test_members_do_not_see_what_waits_and_the_program_does(house):
    hold(CLAIMS, [aside()])
    assert [row.reason for row in list_waiting(CLOCK)] == [Reason.UNREADABLE]
    with pytest.raises(Refused):
        list_waiting(member(somebody()))
    with pytest.raises(Refused):
        list_waiting(staff("workforce.billing"), purpose="operations.audit")
