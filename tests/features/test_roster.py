"""A provider's office and its patients: who gets on the roster, what is open then, and what the member reads of it."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.doors.member.conftest import site  # noqa: F401
from tests.offices import CANYON, open_office
from tests.people import member, staff
from tests.vault.conftest import permit_for
from wellkept.features import claims, coverage, roster, trail
from wellkept.features.offices import end_office
from wellkept.features.roster import CARE, ELIGIBILITY, NotOnRoster, TooManyTries, add_patient
from wellkept.features.sign_in import limit
from wellkept.gate import Refused, telling
from wellkept.identity.models import Office
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.policy.asks import Scope
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.vault import people
from wellkept.vault.models import RosterEntry, Standing
from wellkept.vault.numbers import Number
from wellkept.vault.standing import write_scopes

BORN = date(1948, 3, 2)
EVERYTHING = Scope(data=frozenset(DATA.leaves), purposes=frozenset(PURPOSES.leaves), parties=frozenset(PARTIES.leaves))


def number_of(person):
    return f"LH{person.int % 10**8:08}"


@pytest.fixture
def harbor(site):  # noqa: F811
    return open_office()


@pytest.fixture
def rosa(site):  # noqa: F811
    return site.household.rosa.person


def add(visitor, person, *, born=BORN, reason=CARE, number=""):
    return add_patient(visitor, number or number_of(person), born, reason=reason, address="192.0.2.7")


def only_patient(visitor):
    [one] = roster.list_patients(visitor).rows
    return one


@pytest.mark.promise("M16")
def test_number_and_birth_date_put_a_patient_on_the_roster_and_open_her_coverage(harbor, rosa):
    assert add(harbor.working, rosa)
    listed = only_patient(harbor.keeping)
    assert (listed.name, listed.patient.basis, listed.patient.purpose) == ("Rosa Delgado", "identified", CARE)
    found = roster.read_patient_coverage(harbor.working, listed.patient.id)
    assert found.found.profile.full_name == "Rosa Delgado"
    assert [period.plan for period in found.found.coverage.periods] == ["Larkspur Silver PPO"]
    assert found.because.party == "provider.office"
    assert found.because.clauses == ("model/2026-11#those-who-treat-you",)


def test_eligibility_is_looked_at_under_the_clause_about_payment(harbor, rosa):
    assert add(harbor.working, rosa, reason=ELIGIBILITY)
    found = roster.read_patient_coverage(harbor.working, only_patient(harbor.working).patient.id)
    assert found.because.purpose == ELIGIBILITY
    assert any("payment-shared" in clause for clause in found.because.clauses)


@pytest.mark.promise("D1")
def test_nothing_beyond_the_minimum_is_open_to_an_office(harbor, rosa):
    add(harbor.working, rosa)
    found = roster.read_patient_coverage(harbor.working, only_patient(harbor.working).patient.id).found
    assert found.profile.addresses == found.profile.contacts == found.profile.languages == ()
    assert found.profile.sex is None
    for ask in (
        lambda: claims.list_claims(harbor.working, rosa, purpose="member.access"),
        lambda: coverage.read_coverage(harbor.working, rosa, purpose="payment.eligibility"),
        lambda: trail.read_trail(harbor.working, rosa),
    ):
        with pytest.raises(Refused):
            ask()


@pytest.mark.promise("I7")
def test_the_enrolments_primary_care_provider_needs_no_birth_date_and_nobody_else_goes_without(harbor, rosa):
    assert not add(harbor.working, rosa, born=None)
    pcp = {"name": "Noor Haddad", "npi": "1234567893", "number": "", "phone": ""}
    people.take_in(permit_for(rosa), {"coverage.pcp": pcp}, known_by=(), source="feed.enrolment")
    canyon = open_office("Canyon Clinic", CANYON)
    assert not add(canyon.working, rosa, born=None)
    assert add(harbor.working, rosa, born=None)
    assert only_patient(harbor.working).patient.basis == "pcp"


@pytest.mark.promise("D1")
def test_a_wrong_birth_date_is_not_made_good_by_being_her_primary_care_provider(harbor, rosa):
    pcp = {"name": "Noor Haddad", "npi": "1234567893", "number": "", "phone": ""}
    people.take_in(permit_for(rosa), {"coverage.pcp": pcp}, known_by=(), source="feed.enrolment")
    assert not add(harbor.working, rosa, born=date(1948, 3, 3))


@pytest.mark.promise("D1")
def test_an_office_whose_npi_cannot_be_read_is_nobodys_primary_care_provider(harbor, rosa):
    Office.objects.filter(id=harbor.id).update(sealed=b"broken")
    assert not add(harbor.working, rosa, born=None)


@pytest.mark.promise("I2")
def test_nobody_a_wrong_date_a_restriction_and_one_who_is_there_already_are_the_same_answer_and_work(harbor, site):  # noqa: F811
    rosa, elena, avery = (getattr(site.household, name).person for name in ("rosa", "elena", "avery"))
    add(harbor.working, rosa)
    Standing.objects.filter(person_id=avery, viewer=avery).update(restricted=write_scopes([EVERYTHING]))
    tries = {
        "nobody": ("LH99999999", BORN),
        "wrong date": (number_of(elena), date(1901, 1, 1)),
        "already there": (number_of(rosa), BORN),
        "restricted": (number_of(avery), date(1980, 4, 5)),
    }
    add(harbor.working, rosa, number="LH99999998")
    done = {name: work(lambda said=said: add_of(harbor.working, *said)) for name, said in tries.items()}
    assert set(map(str, done.values())) == {str(done["nobody"])}
    assert done["nobody"][0] is False
    assert RosterEntry.objects.count() == 1


def add_of(visitor, number, born):
    return add_patient(visitor, number, born, reason=CARE, address="192.0.2.7")


def work(do):
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        answer = do()
    asked = [[" ".join(query["sql"].split()[:3]) for query in queries] for queries in (data, keys)]
    return answer, asked


@pytest.mark.promise("I2")
def test_guessing_is_limited_for_the_office_and_works_again_after_the_pause(harbor, rosa):
    for n in range(limit().tries):
        assert not add(harbor.working, rosa, number=f"LH0000000{n}")
    with pytest.raises(TooManyTries):
        add(harbor.keeping, rosa)
    canyon = open_office("Canyon Clinic", CANYON)
    assert add_patient(canyon.working, number_of(rosa), BORN, reason=CARE, address="198.51.100.1")


@pytest.mark.promise("I2")
def test_a_known_patient_between_guesses_and_ever_other_addresses_do_not_let_an_office_guess_on(harbor, rosa):
    spend_all = [(f"LH1{n:07}", f"198.51.100.{n}") for n in range(limit().tries * 5)]
    for n, (number, address) in enumerate(spend_all):
        assert not add_patient(harbor.working, number, BORN, reason=CARE, address=address)
        if n % 20 == 0:
            assert add(harbor.working, rosa)
            roster.end_patient(harbor.working, only_patient(harbor.working).patient.id)
    with pytest.raises(TooManyTries):
        add_patient(harbor.working, "LH20000000", BORN, reason=CARE, address="203.0.113.1")


@pytest.mark.promise("I2")
def test_after_a_hundred_guesses_in_a_row_an_office_pauses_as_before(harbor, rosa):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for _ in range(2):
            for n in range(limit().tries * 5 + 1):
                with suppress(TooManyTries):
                    add_patient(harbor.working, f"LH3{n:07}", BORN, reason=CARE, address=f"198.51.100.{n}")
            clock.shift(limit().pause + timedelta(seconds=1))
        tries = [_is_paused(harbor, f"203.0.113.{n}") for n in range(limit().tries * 5 + 1)]
    assert (tries[0], tries[-1]) == (False, True)


def _is_paused(office, address):
    try:
        add_patient(office.working, "LH40000000", BORN, reason=CARE, address=address)
    except TooManyTries:
        return True
    return False


@pytest.mark.promise("D1")
def test_another_offices_patient_is_nobody(harbor, rosa):
    add(harbor.working, rosa)
    line = only_patient(harbor.working).patient.id
    canyon = open_office("Canyon Clinic", CANYON)
    assert roster.list_patients(canyon.working).rows == ()
    for unknown in (line, uuid4()):
        for ask in (roster.read_patient_coverage, roster.end_patient):
            with pytest.raises(NotOnRoster):
                ask(canyon.working, unknown)
    assert only_patient(harbor.working).name == "Rosa Delgado"


def test_who_was_taken_off_the_roster_is_closed_again(harbor, rosa):
    add(harbor.working, rosa)
    line = only_patient(harbor.working).patient.id
    roster.end_patient(harbor.working, line)
    assert roster.list_patients(harbor.working).rows == ()
    with pytest.raises(NotOnRoster):
        roster.read_patient_coverage(harbor.working, line)
    assert not Standing.objects.filter(person_id=rosa, viewer=harbor.id).exists()
    assert RosterEntry.objects.get(id=line).until is not None
    assert add(harbor.working, rosa)


@pytest.mark.promise("D1")
def test_without_standing_the_gate_itself_refuses_whatever_a_line_says(harbor, rosa):
    add(harbor.working, rosa)
    line = only_patient(harbor.working).patient.id
    Standing.objects.filter(viewer=harbor.id).delete()
    with pytest.raises(Refused):
        roster.read_patient_coverage(harbor.working, line)


@pytest.mark.promise("I7")
def test_an_office_that_was_ended_opens_nobody_any_more(harbor, rosa):
    add(harbor.working, rosa)
    visitor, line = harbor.working, only_patient(harbor.working).patient.id
    end_office(CLOCK, harbor.id)
    with pytest.raises(NotOnRoster):
        roster.read_patient_coverage(visitor, line)
    assert not Standing.objects.filter(viewer=harbor.id).exists()


@pytest.mark.promise("D2", "P3")
def test_the_member_reads_in_plain_words_who_looked_and_under_which_clause(harbor, rosa):
    add(harbor.working, rosa)
    roster.read_patient_coverage(harbor.working, only_patient(harbor.working).patient.id)
    happenings = trail.read_trail(member(rosa), rosa, others_only=True).found.happenings
    told = [telling.entry(one.row, "en", who=one.who) for one in happenings if one.row.visitor.startswith("office:")]
    sentences = [one.sentence for one in told]
    assert any("Harbor Family Medicine" in said and "put you on its list of patients" in said for said in sentences)
    assert any("looked at" in said and "giving and arranging care" in said for said in sentences)
    assert all("Sam" not in said and "we made ready" not in said for said in sentences)
    assert all(one.citations for one in told)
    daughter = [telling.entry(one.row, "en", who=one.who, whose="Rosa") for one in happenings]
    assert all(" you " not in one.sentence for one in daughter if "list of patients" in one.sentence)
    last = coverage.read_coverage(member(rosa), rosa).last
    assert last is not None
    assert last.party == "provider.office"


def test_each_look_is_a_share_with_the_office(harbor, rosa):
    add(harbor.working, rosa)
    roster.read_patient_coverage(harbor.working, only_patient(harbor.working).patient.id)
    entry = Entry.objects.filter(verb="roster.coverage").latest("number")
    assert (entry.action, entry.party, entry.verdict) == ("share", "provider.office", "allowed")


def test_a_members_restriction_wins_over_the_roster(harbor, rosa):
    add(harbor.working, rosa)
    line = only_patient(harbor.working).patient.id
    Standing.objects.filter(person_id=rosa, viewer=rosa).update(restricted=write_scopes([EVERYTHING]))
    assert only_patient(harbor.working).name == ""
    with pytest.raises(Refused):
        roster.read_patient_coverage(harbor.working, line)


@pytest.mark.parametrize("visitor", [member, lambda _: staff()])
def test_nobody_but_an_office_has_a_roster(harbor, rosa, visitor):
    with pytest.raises((Refused, NotOnRoster)):
        roster.list_patients(visitor(rosa))
    with pytest.raises(ValueError, match="office"):
        add(visitor(rosa), rosa)


def test_two_at_once_put_a_patient_on_the_roster_once(harbor, rosa):
    assert add(harbor.working, rosa)
    assert not add(harbor.keeping, rosa)
    assert RosterEntry.objects.filter(person_id=rosa).count() == 1


def test_a_number_of_any_kind_that_a_card_may_have_finds_her(harbor, rosa):
    people.take_in(permit_for(rosa), {}, known_by=[Number("cin", "91234567A")], source="feed.enrolment")
    assert add(harbor.working, rosa, number="9123 4567 A")


def test_the_roster_comes_in_pages(harbor, site):  # noqa: F811
    for name, born in (("rosa", BORN), ("elena", date(1980, 4, 5)), ("avery", date(1980, 4, 5))):
        assert add(harbor.working, getattr(site.household, name).person, born=born)
    register = permit_for(None)
    from wellkept.vault import roster as kept

    first = kept.listed(register, harbor.id, limit=2)
    second = kept.listed(register, harbor.id, after=first.next, limit=2)
    assert (len(first.rows), len(second.rows), second.next) == (2, 1, None)
    assert datetime.now(UTC) - first.rows[0].since < timedelta(minutes=5)
