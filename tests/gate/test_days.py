"""Ages change, and grants begin and end, at the midnight of the plan and of nobody else (I4, I5)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.days import midnight
from tests.people import grown_up, member, promise, somebody
from wellkept.features import agreement, representation
from wellkept.features.enrolment import take_in_enrolments
from wellkept.features.representation.coming_of_age import due
from wellkept.gate import admit, foresee, promised, today
from wellkept.identity.systems import CLOCK, feed
from wellkept.vault import people
from wellkept.vault.ages import birthday

YEARS = range(datetime.now(UTC).year + 1, datetime.now(UTC).year + 8)
DAYS = some.dates(min_value=date(YEARS[0], 1, 1), max_value=date(YEARS[-1], 12, 31))
AROUND = some.integers(min_value=-30 * 60, max_value=30 * 60)
MOMENTS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["model/2026-11", "healthpartners/2016-01-01", "caloptima/2019-07-11"])
def place(house, request):
    """Where the plan is whose statement is in force."""
    promise(request.param)
    return ZoneInfo(promised().in_force.plan.time_zone)


def born(day):
    person = somebody()
    permit = admit(feed("feed.enrolment"), take_in_enrolments, of=person, purpose="operations.enrolment")
    people.take_in(permit, {"identity.birth_date": day.isoformat()}, known_by=(), source="feed.enrolment")
    return person


def may_agree(person):
    ((_, decision),) = foresee(member(person), [(agreement.agree, "service.account")], of=person)
    return decision.allowed


@pytest.mark.promise("I4")
def test_somebody_comes_of_age_at_the_midnight_of_the_plan_whenever_she_was_loaded(place):
    @MOMENTS
    @given(day=DAYS, minutes=AROUND, just_loaded=some.booleans())
    def comes_of_age(day, minutes, just_loaded):
        old_enough = promised().old_enough
        birth = birthday(day, -old_enough)
        moment = midnight(day, place) + timedelta(minutes=minutes)
        with time_machine.travel(moment if just_loaded else moment - timedelta(days=40), tick=False):
            person = born(birth)
        with time_machine.travel(moment, tick=False):
            assert may_agree(person) is (moment >= midnight(birthday(birth, old_enough), place))

    comes_of_age()


@pytest.mark.promise("I5")
def test_a_grant_holds_from_midnight_to_midnight_of_the_plan(place):
    helper, helped = grown_up(), grown_up()

    @MOMENTS
    @given(day=DAYS, lasts=some.integers(min_value=1, max_value=5), minutes=AROUND, at_its_end=some.booleans())
    def holds(day, lasts, minutes, at_its_end):
        begins, ends = day, day + timedelta(days=lasts)
        with time_machine.travel(midnight(day, place) - timedelta(days=10), tick=False):
            which = representation.grant(member(helped), helped, helper, begins=begins, until=ends)
        moment = midnight(ends if at_its_end else begins, place) + timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            holds = midnight(begins, place) <= moment < midnight(ends, place)
            assert (representation.whom_i_help(member(helper)) != ()) is holds
            assert bool(due(CLOCK, at=moment)) is (moment >= midnight(ends, place))
            representation.end(member(helped), which)

    holds()


def test_the_day_is_the_plans_in_the_hours_in_which_it_is_already_tomorrow_elsewhere(place):
    for hour in range(24):
        moment = datetime(2027, 7, 2, hour, 30, tzinfo=UTC)
        with time_machine.travel(moment, tick=False):
            behind = 5 if "Chicago" in str(place) else 7
            assert today() == (date(2027, 7, 1) if hour < behind else date(2027, 7, 2))
