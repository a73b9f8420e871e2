"""The demonstration has whom breaking the glass takes: who declares an emergency, and who looks into it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.people import grown_up, promise
from wellkept.features import second_step
from wellkept.features.emergencies import PURPOSE, declare_emergency, list_openings, may_declare
from wellkept.features.member_file import read_file
from wellkept.gate import Refused
from wellkept.identity import accounts
from wellkept.identity.accounts import visitor_of
from wellkept.identity.systems import CLOCK
from wellkept.site import demo_home
from wellkept.statement.load import shipped

pytestmark = pytest.mark.promise("I9")
STAFF = [one for one in demo_home.sign_ins(today=date(2026, 11, 20)) if not one.member_number]


@pytest.fixture
def filled_before(house):
    """A home of the demonstration from before it had any of today's staff."""
    promise()
    return demo_home.new_password(STAFF)


def visitor(role):
    user = next(one for one in STAFF if one.role == role)
    return visitor_of(accounts.named(user.username), request="f" * 32, proved="second_factor")


@pytest.mark.parametrize("statement", shipped())
def test_its_clinician_opens_a_record_in_an_emergency_and_its_privacy_officer_reads_that(filled_before, statement):
    promise(statement)
    patient, clinician = grown_up(), visitor("clinician")
    with pytest.raises(Refused):
        read_file(clinician, patient, purpose=PURPOSE)
    assert may_declare(clinician)
    assert not may_declare(visitor("member_services"))
    declare_emergency(clinician, patient, "Unconscious in our urgent care, allergies unknown")
    assert read_file(clinician, patient, purpose=PURPOSE)
    (opening,) = list_openings(visitor("privacy_officer"))
    assert opening.person == patient


def test_each_of_its_staff_signs_in_with_the_password_and_a_code_that_are_said(filled_before):
    steps = demo_home.second_steps(STAFF)
    for user in STAFF:
        assert accounts.opened_by(user.username, filled_before) is not None
        assert steps[user.username]
        assert second_step.demonstrated_code(CLOCK, user.username)
