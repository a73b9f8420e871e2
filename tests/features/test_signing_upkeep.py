"""What signing in leaves behind goes when its time is over, and not before."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.identity.test_sessions import account, signed_on  # noqa: F401
from tests.people import stranger
from wellkept.features.sign_in import limit
from wellkept.features.signing_upkeep import forget_browsers, remove_over
from wellkept.gate import Refused, promised
from wellkept.identity import known_browsers, limits, one_time
from wellkept.identity.models import KnownBrowser, OneTime, Session, Tries
from wellkept.identity.systems import CLOCK

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def minutes(setting):
    return timedelta(minutes=promised().in_force.setting(setting))


def test_a_session_is_removed_when_it_is_over_and_not_before(account):  # noqa: F811
    for made, seen in (("0", "0"), ("idle", "idle"), ("longest", "0")):
        ago = {"0": timedelta(), "idle": minutes("session.idle_sign_off"), "longest": minutes("session.longest")}
        row = Session.objects.get(id=signed_on(account).id)
        later = timedelta(seconds=90)
        Session.objects.filter(id=row.id).update(
            made=NOW - ago[made] - later * (made != "0"), seen=NOW - ago[seen] - later * (seen != "0")
        )
    assert remove_over(CLOCK, at=NOW) == 2
    assert Session.objects.get().seen == NOW


def test_who_is_there_by_the_minute_is_not_removed(account):  # noqa: F811
    Session.objects.filter(id=signed_on(account).id).update(
        made=NOW - minutes("session.idle_sign_off"), seen=NOW - minutes("session.idle_sign_off") - timedelta(seconds=30)
    )
    assert remove_over(CLOCK, at=NOW) == 0


def test_counts_of_tries_go_after_the_pause_but_a_row_of_failures_stays(account):  # noqa: F811
    limits.spend("password", "rosa", "192.0.2.1", limit(), at=NOW)
    assert remove_over(CLOCK, at=NOW + limit().pause) == 0
    assert remove_over(CLOCK, at=NOW + limit().pause + timedelta(seconds=1)) > 0
    assert not Tries.objects.exists()
    for _ in range(limits.MOST_IN_A_ROW):
        limits.spend("password", "rosa", "192.0.2.1", limit(), at=NOW)
    remove_over(CLOCK, at=NOW + timedelta(days=9))
    assert Tries.objects.get().in_row == limits.MOST_IN_A_ROW


def test_codes_and_links_go_at_their_end(account):  # noqa: F811
    one_time.make("account.reset", uuid4(), at=NOW, lasts=timedelta(minutes=5))
    assert remove_over(CLOCK, at=NOW + timedelta(minutes=4)) == 0
    assert remove_over(CLOCK, at=NOW + timedelta(minutes=5)) == 1
    assert not OneTime.objects.exists()


@pytest.mark.promise("I6")
def test_browsers_are_forgotten_after_the_promised_keeping_and_trust_at_its_end(account):  # noqa: F811
    days = timedelta(days=promised().kept_at_most("account.sign_ins"))
    known_browsers.meet(account.pk, "Firefox", "192.0.2.1", "Firefox", at=NOW)
    known_browsers.trust(account.pk, "Firefox", at=NOW)
    assert forget_browsers(CLOCK, at=NOW + timedelta(days=29)) == 0
    assert forget_browsers(CLOCK, at=NOW + known_browsers.TRUSTED_FOR) == 1
    assert forget_browsers(CLOCK, at=NOW + days) == 0
    assert forget_browsers(CLOCK, at=NOW + days + timedelta(seconds=1)) == 1
    assert not KnownBrowser.objects.exists()


def test_only_the_clock_tidies(account):  # noqa: F811
    for does in (remove_over, forget_browsers):
        with pytest.raises(Refused):
            does(stranger(), at=NOW)


def test_the_clock_has_a_job_for_both(account):  # noqa: F811
    from wellkept.doors.clock import jobs

    signed_on(account)
    Session.objects.update(made=NOW - timedelta(days=999))
    assert jobs.remove_what_is_over.call_local() == 1
    assert jobs.forget_old_browsers.call_local() == 0
