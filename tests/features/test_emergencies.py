"""Breaking the glass: declared with a reason, told at once, over after a time, and in the member's history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.people import member, promise, somebody, staff
from wellkept.features import emergencies, member_file
from wellkept.features.emergencies import PURPOSE, NoReason
from wellkept.features.trail import read_trail
from wellkept.gate import Refused, telling
from wellkept.policy.asks import Reason
from wellkept.policy.vocabulary import names
from wellkept.statement.load import shipped
from wellkept.vault.models import EmergencyOpening, Outgoing

REASON = "Unconscious in our urgent care, allergies unknown"


@pytest.fixture
def patient(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield somebody()


@pytest.mark.promise("I9")
def test_without_a_declared_emergency_the_purpose_opens_nothing(patient):
    for version in shipped():
        promise(version)
        for role in ("clinician", "care_manager", "pharmacy"):
            with pytest.raises(Refused) as refused:
                member_file.list_file_record(staff(f"workforce.{role}"), patient, purpose=PURPOSE)
            assert refused.value.decision.reason is Reason.CONDITION
            assert "emergency" in names(refused.value.decision.missing), (version, role)


@pytest.mark.promise("I9")
def test_a_declared_emergency_opens_the_record_to_her_who_declared_it_and_to_nobody_else(patient):
    doctor, other = staff("workforce.clinician"), staff("workforce.clinician")
    emergencies.declare_emergency(doctor, patient, REASON)
    assert member_file.list_file_record(doctor, patient, purpose=PURPOSE).because.purpose == PURPOSE
    for visitor, person in ((other, patient), (doctor, somebody())):
        with pytest.raises(Refused):
            member_file.list_file_record(visitor, person, purpose=PURPOSE)


@pytest.mark.promise("I9")
def test_it_is_over_after_the_time_that_the_plan_gives_and_when_it_is_closed(patient):
    doctor = staff("workforce.clinician")
    assert emergencies.lasts() == timedelta(minutes=30)
    emergencies.declare_emergency(doctor, patient, REASON)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=29, seconds=50)):
        member_file.list_file_record(doctor, patient, purpose=PURPOSE)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=30, seconds=1)), pytest.raises(Refused):
        member_file.list_file_record(doctor, patient, purpose=PURPOSE)
    emergencies.close_emergency(doctor, patient)
    with pytest.raises(Refused):
        member_file.list_file_record(doctor, patient, purpose=PURPOSE)


@pytest.mark.promise("I9")
def test_the_privacy_office_is_written_to_in_the_same_step(patient, monkeypatch):
    emergencies.declare_emergency(staff("workforce.clinician"), patient, REASON)
    assert Outgoing.objects.filter(whom="office").count() == 1

    def broken(*_args, **_said):
        raise OSError("no room")

    monkeypatch.setattr(emergencies.outbox, "leave_for_office", broken)
    with pytest.raises(OSError, match="no room"):
        emergencies.declare_emergency(staff("workforce.clinician"), patient, REASON)
    assert EmergencyOpening.objects.count() == 1  # an opening of which nobody would be told is none


@pytest.mark.promise("I9")
def test_the_reason_is_sealed_and_the_privacy_office_alone_reads_it(patient):
    opening = emergencies.declare_emergency(staff("workforce.clinician"), patient, REASON)
    assert REASON.encode() not in bytes(EmergencyOpening.objects.get().sealed)
    officer = staff("workforce.privacy")
    assert [one.id for one in emergencies.list_openings(officer)] == [opening]
    found, reason = emergencies.read_opening(officer, opening).found
    assert (found.person, reason) == (patient, REASON)
    for visitor in (staff("workforce.clinician"), staff("workforce.administrator"), member(patient)):
        with pytest.raises(Refused):
            emergencies.read_opening(visitor, opening)


@pytest.mark.promise("I9")
def test_the_member_reads_all_of_it_in_her_history(patient):
    doctor = staff("workforce.clinician")
    opening = emergencies.declare_emergency(doctor, patient, REASON)
    member_file.list_file_record(doctor, patient, purpose=PURPOSE)
    emergencies.read_opening(staff("workforce.privacy"), opening)
    emergencies.close_emergency(doctor, patient)
    happenings = read_trail(member(patient), patient, others_only=True).found.happenings
    told = [telling.entry(one.row, "en").sentence for one in reversed(happenings)]
    assert "declared an emergency to open this record. Our privacy office was told at once." in told[0]
    assert told[1].endswith("for emergency treatment.")
    assert "the privacy office" in told[2]
    assert "closed the emergency opening of this record" in told[3]


@pytest.mark.promise("I9")
def test_an_emergency_opens_nothing_to_a_role_that_gives_no_care(patient):
    for role in ("member_services", "billing", "web", "analyst", "support", "administrator"):
        visitor = staff(f"workforce.{role}")
        assert not emergencies.may_declare(visitor)
        with pytest.raises(Refused):
            emergencies.declare_emergency(visitor, patient, REASON)
    assert EmergencyOpening.objects.count() == 0
    assert emergencies.may_declare(staff("workforce.clinician"))


@pytest.mark.parametrize("reason", ["", "  urgent   ", "x" * 2001])
def test_a_reason_that_nobody_could_look_into_declares_nothing(patient, reason):
    with pytest.raises(NoReason):
        emergencies.declare_emergency(staff("workforce.clinician"), patient, reason)
    assert EmergencyOpening.objects.count() == 0


def test_another_declaration_ends_the_one_before(patient):
    doctor = staff("workforce.clinician")
    first = emergencies.declare_emergency(doctor, patient, REASON)
    second = emergencies.declare_emergency(doctor, patient, REASON)
    ended = {one.id: one.ended for one in emergencies.list_openings(staff("workforce.privacy"))}
    assert ended[first] is not None
    assert ended[second] is None
