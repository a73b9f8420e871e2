"""Who acts for a minor because an enrolment file says so, and who does not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.days import midnight
from tests.features.representation.family import TODAY, born, enrol, one, person
from tests.people import member, promise
from wellkept.features.claims import list_claims
from wellkept.features.representation.by_enrolment import let_parents_act, look_through
from wellkept.features.representation.coming_of_age import due, hand_over
from wellkept.features.representation.grants import end, leave, what_i_hold, who_helps_me, whom_i_help
from wellkept.gate import Refused
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault.ages import birthday
from wellkept.vault.models import Grant

PARENT = "representative.parent"


@pytest.fixture(autouse=True)
def in_force(house):
    promise()


def settle(*numbers):
    return let_parents_act(CLOCK, [person(number) for number in numbers])


def helped_by(number):
    return whom_i_help(member(person(number)))


@pytest.mark.promise("I5")
@pytest.mark.parametrize("statement", shipped())
def test_a_subscriber_acts_for_a_minor_child_and_a_spouse_for_nobody(house, statement):
    promise(statement)
    enrol(one("M1", "self", born(40)), one("M2", "spouse", born(41)), one("M3", "child", born(9)))
    assert settle("M3") == 1
    assert helped_by("M1") == ((person("M3"), PARENT),)
    assert helped_by("M2") == ()
    assert list_claims(member(person("M1")), person("M3")).found is not None
    with pytest.raises(Refused):
        list_claims(member(person("M2")), person("M3"))
    with pytest.raises(Refused):
        list_claims(member(person("M2")), person("M1"))


@pytest.mark.promise("I5")
@pytest.mark.parametrize(
    "child",
    [
        one("M3", "child", born(18)),
        one("M3", "stepchild", born(9)),
        one("M3", "ward", born(9)),
        one("M3", "child", born(9), family="F2"),
        one("M3", "child", born(9), in_charge=[("S3", "OTHER", "PAT")]),
        one("M3", "child", born(9), in_charge=[("GD", "OTHER", "PAT")]),
        one("M3", "child", born(9), closely=True),
    ],
    ids=["of age", "stepchild", "ward", "other family", "custody elsewhere", "guardian", "held closely"],
)
def test_nobody_acts_by_enrolment_where_the_sender_does_not_say_so(house, child):
    enrol(one("M1", "self", born(40)), child)
    assert settle("M3") == 0
    assert helped_by("M1") == ()


def test_the_parent_whom_the_sender_names_is_the_parent(house):
    enrol(one("M1", "self", born(40), first="JOSE"), one("M3", "child", born(9), in_charge=[("S3", "RIVERA", "JOSE")]))
    assert settle("M1") == 1


def test_what_the_sender_takes_back_ends(house):
    enrol(one("M1", "self", born(40)), one("M3", "child", born(9)))
    settle("M3")
    enrol(one("M3", "child", born(9), in_charge=[("S3", "OTHER", "PAT")]))
    assert settle("M3") == 1
    assert helped_by("M1") == ()
    with pytest.raises(Refused):
        list_claims(member(person("M1")), person("M3"))
    assert Grant.objects.get().ended_by == "enrolment"


def test_a_parent_who_left_is_not_brought_back_by_the_next_file(house):
    enrol(one("M1", "self", born(40)), one("M3", "child", born(9)))
    settle("M3")
    parent = member(person("M1"))
    assert leave(parent, person("M3")).ended_by == "helper"
    assert settle("M3") == 0
    assert helped_by("M1") == ()


def test_the_job_looks_at_what_is_new_and_finds_it_once(house):
    enrol(one("M1", "self", born(40)), *(one(f"C{n}", "child", born(n + 1)) for n in range(5)))
    at = datetime.now(UTC)
    steps = []
    while not steps or steps[-1][1]:
        steps.append(look_through(CLOCK, at=at, limit=2))
        assert len(steps) < 9
    assert sum(changed for changed, _ in steps) == 5
    assert len(helped_by("M1")) == 5
    enrol(one("C9", "child", born(2)))
    later = datetime.now(UTC) + timedelta(hours=1)
    assert look_through(CLOCK, at=later)[0] == 1
    assert look_through(CLOCK, at=later + timedelta(hours=1))[0] == 0


@pytest.mark.promise("I5")
def test_on_the_eighteenth_birthday_the_parent_is_refused_before_any_job_ran(house):
    enrol(one("M1", "self", born(40)), one("M3", "child", born(17)))
    settle("M3")
    (held,) = what_i_hold(member(person("M1")))
    assert held.terms.ends == birthday(born(17), 18)
    Grant.objects.filter(id=held.id).update(ends=TODAY)
    from wellkept.vault.models import Standing

    Standing.objects.filter(viewer=person("M1")).exclude(person_id=person("M1")).update(valid_until=TODAY)
    with pytest.raises(Refused):
        list_claims(member(person("M1")), person("M3"))
    assert helped_by("M1") == ()


@pytest.mark.promise("I5", "R10")
def test_the_hand_over_is_rehearsed_and_done_at_a_time_that_is_given(house):
    enrol(one("M1", "self", born(40)), one("M3", "child", born(17)))
    settle("M3")
    day = birthday(born(17), 18)
    eve, morning = (midnight(day) + timedelta(hours=hours) for hours in (-1, 0))
    assert due(CLOCK, at=eve) == ()
    (over,) = due(CLOCK, at=morning)
    assert whom_i_help(member(person("M1"))) != ()
    assert hand_over(CLOCK, over, at=eve) is None
    assert hand_over(CLOCK, over, at=morning).ended_by == "age"
    assert hand_over(CLOCK, over, at=morning) is None
    assert whom_i_help(member(person("M1"))) == ()
    verdicts = (
        Entry.objects.filter(verb="representation.hand_over").order_by("number").values_list("verdict", flat=True)
    )
    assert list(verdicts)[:3] == ["allowed", "allowed", "done"]
    (known,) = who_helps_me(member(person("M3")))
    assert (known.terms.called, known.ended_by) == ("Ana Rivera", "age")


def test_a_minor_cannot_end_what_the_law_gives_a_parent(house):
    from wellkept.features.representation import NotYoursToGive

    enrol(one("M1", "self", born(40)), one("M3", "child", born(15)))
    settle("M3")
    teen = member(person("M3"))
    (held,) = who_helps_me(teen)
    with pytest.raises(NotYoursToGive):
        end(teen, held.id)
    assert helped_by("M1") != ()
