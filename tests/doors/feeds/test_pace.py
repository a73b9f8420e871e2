"""A load is a guest while the site is up: one small transaction at a time, and a rest as long after each."""

import pytest
from django.db import connection, connections

from tests.doors.feeds.loads import MBI, condition, counts, ndjson, patient
from tests.doors.feeds.writing_834 import Member, file_of
from wellkept.doors.feeds.pace import Pace
from wellkept.features.pacing import in_turns


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


def test_it_rests_as_long_as_it_worked_and_at_most_half_a_second(clock):
    pace = Pace(lambda: True)
    for worked in (0.01, 0.2, 3.0):
        clock.now += worked
        pace.rest()
    assert clock.slept == [0.01, 0.2, 0.5]


def test_it_does_not_rest_while_nobody_is_there(clock):
    pace = Pace(lambda: False)
    clock.now += 1
    pace.rest()
    assert clock.slept == []
    assert pace.room > 0.1
    assert pace.at_once == 100


def test_it_sees_within_a_second_that_the_site_came_up(clock):
    up = [False]
    pace = Pace(lambda: up[0])
    assert pace.at_once == 100
    up[0] = True
    assert pace.at_once == 100
    clock.now += 1.1
    assert pace.at_once == 5
    assert pace.room < 0.01


class Counting:
    """A pace that counts the write transactions since the last rest, and sees that none is open while it rests."""

    room, at_once = 0.0, 5

    def __init__(self):
        self.since, self.most, self.rests = 0, 0, 0

    def rest(self):
        assert not connection.in_atomic_block
        self.most, self.since, self.rests = max(self.most, self.since), 0, self.rests + 1

    def committed(self):
        self.since += 1


@pytest.fixture
def counting(loads, monkeypatch):
    """Both loads once, so that what is asked once is asked; then a pace that counts commits."""
    loads.lines(patient("first"), condition("first", about="Patient/first"))
    loads.enrolment(file_of(Member(number="FIRST")).getvalue())
    pace, commit = Counting(), type(connections["default"])._commit

    def counted(self):
        commit(self)
        if self.alias == "default":
            pace.committed()

    monkeypatch.setattr(type(connections["default"]), "_commit", counted)
    return pace


def test_there_is_a_rest_after_every_transaction_of_a_load(loads, counting):
    people = [patient(f"p{n}", mbi=f"1S00E00AA{n:02}") for n in range(12)]
    records = [condition(f"c{n}", about=f"Patient/p{n % 12}") for n in range(60)]
    places = [{"resourceType": "Organization", "id": f"o{n}", "name": "Clinic"} for n in range(4)]
    waiting = [condition(f"w{n}", about="Patient/late") for n in range(3)]
    odd = {"resourceType": "Group", "id": "g"}
    sent = ndjson(*places, *people, *records, *waiting, odd, b"{", patient("late"))
    assert loads.fhir(sent, name="in.ndjson", pace=counting).read == 82
    members = [Member(number=f"M{n}") for n in range(12)]
    loads.enrolment(file_of(*members, Member(maintenance="999")).getvalue(), pace=counting)
    assert counting.rests > 40
    assert counting.most == 1


def test_as_a_guest_a_load_ends_with_the_same_as_alone(loads, clock):
    sent = ndjson(patient(mbi=MBI), *(condition(f"c{n}") for n in range(30)))
    loads.fhir(sent, name="in.ndjson", pace=Pace(lambda: True))
    before = counts()
    assert clock.slept
    loads.fhir(sent, name="in.ndjson")
    assert counts() == before


def test_steps_share_a_transaction_while_there_is_room(house):
    class Roomy(Counting):
        room = 60.0

    pace, seen = Roomy(), []
    done = in_turns([lambda n=n: seen.append(connection.in_atomic_block) or n for n in range(5)], pace)
    assert done == [0, 1, 2, 3, 4]
    assert seen == [True] * 5
    assert pace.rests == 1
