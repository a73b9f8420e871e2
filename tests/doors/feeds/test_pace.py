"""A load is a guest while the site is up: one short transaction at a time, and a pause as long after each."""

import pytest
from django.db import connection, connections

from tests.doors.feeds.loads import MBI, condition, counts, ndjson, patient
from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.doors.feeds.pace import Pace

# How a transaction is opened and closed.
_FRAME = {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}


@pytest.fixture
def clock(monkeypatch):
    """A clock that only work and sleep move; `.slept` are the rests."""

    class Clock:
        now, slept = 100.0, []

        def sleep(self, seconds):
            self.slept.append(round(seconds, 6))
            self.now += seconds

    made = Clock()
    made.slept = []
    monkeypatch.setattr("wellkept.doors.feeds.pace.time.monotonic", lambda: made.now)
    monkeypatch.setattr("wellkept.doors.feeds.pace.time.sleep", made.sleep)
    return made


def test_it_pauses_as_long_as_it_wrote_and_at_most_half_a_second(clock):
    pace = Pace(lambda: True)
    for worked in (0.01, 0.2, 3.0):
        pace.rest(worked)
    assert clock.slept == [0.01, 0.2, 0.5]


def test_it_does_not_pause_while_nobody_is_there(clock):
    pace = Pace(lambda: False)
    pace.rest(1.0)
    assert clock.slept == []
    assert (pace.at_once, pace.people_at_once) == (4_000, 100)


def test_it_sees_within_a_second_that_the_site_came_up(clock):
    up = [False]
    pace = Pace(lambda: up[0])
    assert pace.at_once == 4_000
    up[0] = True
    assert pace.at_once == 4_000
    clock.now += 1.1
    assert (pace.at_once, pace.people_at_once) == (120, 25)


def test_on_a_slow_machine_it_writes_less_before_it_writes_too_long(clock):
    pace = Pace(lambda: True)
    for _ in range(50):
        pace.rest(0.0001 * 100, 100)
    assert pace.at_once == pytest.approx(50, abs=3)
    for _ in range(100):
        pace.rest(1.0, 100)
    assert pace.at_once == 40


def test_a_moment_in_which_the_machine_stood_still_changes_little(clock):
    pace = Pace(lambda: True)
    for turn in range(200):
        pace.rest(10.0 if turn % 10 == 0 else 0.002, 100)
    assert pace.at_once == 120


def test_what_was_written_is_settled_before_it_pauses_and_whoever_is_there(clock):
    settled = []
    for up in (True, False):
        Pace(lambda up=up: up, lambda: settled.append(len(clock.slept))).rest(0.01)
    assert settled == [0, 1]


class Watched:
    """A guest's pace that sees what is done in each write transaction of the data."""

    at_once, people_at_once = 120, 25

    def __init__(self):
        self.open, self.since, self.most, self.rests = False, 0, 0, 0
        self.statements, self.sizes = [], []

    def rest(self, worked, size=0):
        assert not connection.in_atomic_block
        assert worked >= 0
        self.most, self.since, self.rests = max(self.most, self.since), 0, self.rests + 1
        self.sizes.append(size)

    def listen(self, execute, sql, params, many, context):
        if context["connection"].in_atomic_block:
            self.statements.append(sql)
        return execute(sql, params, many, context)


@pytest.fixture
def watched(loads, monkeypatch):
    """Both loads once, so that what is asked once is asked; then a pace that sees what is said to the database."""
    loads.lines(patient("first"), condition("first", about="Patient/first"))
    loads.enrolment(file_of(Member(number="FIRST")).getvalue())
    pace, commit = Watched(), type(connections["default"])._commit

    def counted(self):
        commit(self)
        if self.alias == "default":
            pace.since += 1

    monkeypatch.setattr(type(connections["default"]), "_commit", counted)
    with connection.execute_wrapper(pace.listen):
        yield pace


def load_everything(loads, pace):
    """Patients, records, places, what waits and what cannot be read; members, one of them unfit."""
    people = [patient(f"p{n}", mbi=f"1S00E00AA{n:02}") for n in range(12)]
    records = [condition(f"c{n}", about=f"Patient/p{n % 12}") for n in range(60)]
    visits = [{"resourceType": "Encounter", "id": "e", "subject": {"reference": "Patient/p1"}, "status": "finished"}]
    places = [{"resourceType": "Organization", "id": f"o{n}", "name": "Clinic"} for n in range(4)]
    waiting = [condition(f"w{n}", about="Patient/late") for n in range(3)]
    odd = {"resourceType": "Group", "id": "g"}
    sent = ndjson(*places, *people, *visits, *records, *waiting, odd, b"{", patient("late"))
    assert loads.fhir(sent, name="in.ndjson", pace=pace).read == 83
    changed = ndjson(*(condition(f"c{n}", about=f"Patient/p{n % 12}", recordedDate="2026-01-01") for n in range(60)))
    assert loads.fhir(changed, name="in.ndjson", pace=pace).read == 60
    members = [Member(number=f"M{n}") for n in range(40)]
    loads.enrolment(file_of(*members, Member(maintenance="999")).getvalue(), pace=pace)
    moved = [Member(number=f"M{n}", zip_code="92701") for n in range(40)]
    loads.enrolment(file_of(*moved).getvalue(), pace=pace)


def test_there_is_a_pause_after_every_transaction_of_a_load(loads, watched):
    load_everything(loads, watched)
    assert watched.rests > 20
    assert watched.most == 1


def test_nothing_but_writing_is_done_in_a_transaction_of_a_load(loads, watched):
    load_everything(loads, watched)
    # The book asks which numbers its entries were given; Django asks for what is let go of before it removes it.
    theirs = ("FROM ledger_entry", 'FROM "ledger_entry"', "vault_quarantined")
    told = [sql.split(maxsplit=1)[0] for sql in watched.statements if not any(name in sql for name in theirs)]
    assert {"INSERT", "UPDATE", "DELETE"} <= set(told)
    assert set(told) <= {"INSERT", "UPDATE", "DELETE"} | _FRAME


def test_no_transaction_of_a_guest_writes_more_than_it_may(loads, watched):
    load_everything(loads, watched)
    assert sum(watched.sizes) > 5 * watched.at_once
    assert max(watched.sizes) <= watched.at_once


def test_a_member_with_all_the_coverage_that_a_file_may_name_is_one_short_transaction(loads, watched):
    lines = [["HD", "021", "", "HMO", f"PLAN{n}"] for n in range(99)]
    rows = [row for line in lines for row in (line, ["DTP", "348", "D8", "20260101"])]
    loads.enrolment(file_of(Member(number="WIDE", extra=rows)).getvalue(), pace=watched)
    assert 300 < max(watched.sizes) < 500
    assert watched.most == 1


def test_as_a_guest_a_load_ends_with_the_same_as_alone(loads, clock):
    sent = ndjson(patient(mbi=MBI), *(condition(f"c{n}") for n in range(30)))
    loads.fhir(sent, name="in.ndjson", pace=Pace(lambda: True))
    before = counts()
    assert clock.slept
    loads.fhir(sent, name="in.ndjson")
    assert counts() == before
