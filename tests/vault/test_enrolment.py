"""Enrolment records: details, numbers and one Coverage per line; the same words again change nothing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.vault.conftest import known_of, permit_for
from wellkept.policy.vocabulary import bits
from wellkept.vault import coverage, enrolment, people
from wellkept.vault.coverage_record import CoverageLine, Maintenance, Provider
from wellkept.vault.enrolment import Outcome
from wellkept.vault.enrolment_record import Demographics, Enrolment, Identifiers, Party, Standing, Transaction
from wellkept.vault.models import Detail, Person
from wellkept.vault.numbers import Number
from wellkept.vault.person_record import Contact, PersonName, PostalAddress

SENT = Transaction(
    control_number="0001",
    guide="005010X220A1",
    sender="DHCS",
    receiver="LARK",
    reference="12456",
    purpose="00",
    action=None,
    made_on=date(2026, 1, 2),
    effective=date(2026, 1, 1),
    policy="POL1",
    sponsor=Party(name="County"),
    payer=Party(name="Larkspur Health Plan"),
)
PCP = Provider(
    code="P3",
    name=PersonName(last="Rivera", first="Luz"),
    is_organisation=False,
    npi="1234567893",
    contacts=(Contact(system="phone", value="555-0150"),),
)
HMO = CoverageLine(
    maintenance=Maintenance.ADD,
    reason="",
    line="HMO",
    plan="GOLD",
    level="IND",
    begin=date(2026, 1, 1),
    providers=(PCP,),
)
RECORD = Enrolment(
    transaction=SENT,
    ordinal=1,
    segment=9,
    is_subscriber=True,
    relationship="18",
    maintenance=Maintenance.ADD,
    reason="",
    identifiers=Identifiers(subscriber_id="F100", member_id="W0001", cin="90000001A", mbi=None, ssn=None, group="G7"),
    references=(),
    name=PersonName(last="LARKSPUR", first="ADA"),
    demographics=Demographics(birth_date=date(1980, 4, 5), sex="F", race=("2131-1",)),
    standing=Standing(benefit_status="A"),
    contacts=(Contact(system="phone", value="555-0101", use="home"), Contact(system="email", value="ada@example.org")),
    residence=PostalAddress(lines=("1 Elm St",), city="Davis", state="CA", zip_code="95616"),
    coverage=(HMO,),
)


@pytest.fixture
def made(house):
    return people.make(permit_for(None), enrolled=False)


def test_a_record_makes_a_member_with_coverage(made):
    permit = permit_for(made)
    assert enrolment.take_in(permit, RECORD) is Outcome.LOADED
    profile = people.profile(permit)
    assert (profile.enrolled, profile.full_name, profile.birth_date) == (True, "ADA LARKSPUR", date(1980, 4, 5))
    assert {number.kind for number in profile.numbers} == {"member_id", "cin", "subscriber_id"}
    covered = coverage.of(permit)
    (period,) = covered.periods
    assert (period.line, period.plan, period.group, period.level) == (
        "Health maintenance organization",
        "GOLD",
        "G7",
        "IND",
    )
    assert (period.began, period.ended, period.payer) == (date(2026, 1, 1), None, "Larkspur Health Plan")
    assert (covered.pcp, covered.pcp_phone) == ("Luz Rivera", "555-0150")
    assert covered.in_force(date(2026, 5, 1)) == (period,)
    assert known_of(made, made).held & bits(["subject:member", "subject:adult", "of_age_or_through"])


def test_the_same_record_in_another_file_changes_nothing(made):
    permit = permit_for(made)
    enrolment.take_in(permit, RECORD)
    again = replace(RECORD, ordinal=7, segment=99, transaction=replace(SENT, control_number="0002", made_on=None))
    assert enrolment.take_in(permit, again) is Outcome.UNCHANGED


def test_a_changed_address_is_taken_over(made):
    permit = permit_for(made)
    enrolment.take_in(permit, RECORD)
    moved = replace(RECORD, residence=PostalAddress(lines=("2 Oak St",), city="Davis", state="CA", zip_code="95616"))
    assert enrolment.take_in(permit, moved) is Outcome.LOADED
    assert people.profile(permit).addresses[0].lines == ("2 Oak St",)
    assert len(coverage.of(permit).periods) == 1


def test_silence_in_a_change_is_no_removal(made):
    permit = permit_for(made)
    enrolment.take_in(permit, RECORD)
    enrolment.take_in(permit, replace(RECORD, contacts=(), coverage=(), maintenance=Maintenance.CHANGE))
    profile = people.profile(permit)
    assert len(profile.contacts) == 2
    assert profile.enrolled


def test_an_end_without_a_beginning_ends_the_period_on_record(made):
    permit = permit_for(made)
    enrolment.take_in(permit, RECORD)
    ends = replace(HMO, maintenance=Maintenance.TERMINATE, begin=None, end=date(2026, 6, 30), providers=())
    enrolment.take_in(permit, replace(RECORD, maintenance=Maintenance.TERMINATE, coverage=(ends,)))
    (period,) = coverage.of(permit).periods
    assert (period.began, period.ended) == (date(2026, 1, 1), date(2026, 6, 30))
    assert period.is_in_force(date(2026, 6, 30))
    assert not period.is_in_force(date(2026, 7, 1))


def test_coverage_after_a_gap_is_a_period_of_its_own(made):
    permit = permit_for(made)
    enrolment.take_in(permit, replace(RECORD, coverage=(replace(HMO, end=date(2026, 2, 28)),)))
    enrolment.take_in(permit, replace(RECORD, coverage=(replace(HMO, begin=date(2026, 5, 1)),)))
    assert [period.began.month for period in coverage.of(permit).periods] == [5, 1]


def test_coverage_that_never_took_effect_is_cancelled(made):
    permit = permit_for(made)
    enrolment.take_in(permit, replace(RECORD, coverage=(replace(HMO, end=date(2025, 12, 31)),)))
    (period,) = coverage.of(permit).periods
    assert period.status == "cancelled"
    assert not period.is_in_force(date(2026, 1, 1))


@pytest.mark.promise("M6")
def test_without_leave_to_collect_enrolment_nothing_is_written(made):
    assert enrolment.take_in(permit_for(made, but=("coverage.enrolment",)), RECORD) is Outcome.CLOSED
    assert not Detail.objects.exists()
    assert not Person.objects.get().enrolled


def test_a_category_that_may_not_be_collected_is_left_out(made):
    enrolment.take_in(permit_for(made, but=("demographic", "member.cin")), RECORD)
    profile = people.profile(permit_for(made))
    assert profile.race == ()
    assert "cin" not in {number.kind for number in profile.numbers}


def test_a_member_is_told_apart_by_her_own_numbers():
    assert enrolment.numbers_of(RECORD) == (Number("member_id", "W0001"), Number("cin", "90000001A"))


def test_coverage_shows_only_what_the_permit_opens(made):
    enrolment.take_in(permit_for(made), RECORD)
    closed = coverage.of(permit_for(made, "coverage.pcp"))
    assert (closed.periods, closed.pcp) == ((), "Luz Rivera")
