"""A caller's passcode: right or wrong, never shown, throttled, and in the member's history."""

from __future__ import annotations

import pytest

from tests.doors.member.conftest import site  # noqa: F401
from tests.doors.staff.test_people import number_of, signed_on
from wellkept.identity import accounts
from wellkept.ledger.models import Entry


@pytest.fixture
def desk(site):  # noqa: F811
    accounts.set_passcode(site.household.rosa.id, "274913")
    client = signed_on("member_services", "member_services")
    said = {"number": number_of(site.household.rosa.person), "purpose": "operations.service"}
    assert client.post("/staff/people", said).status_code == 302
    return client


def say(client, said):
    answer = client.post("/staff/people/caller", {"said": said})
    return answer.status_code, answer.content.decode()


@pytest.mark.promise("I6")
def test_the_staff_learn_right_or_wrong_and_never_the_passcode(site, desk):  # noqa: F811
    assert desk.get("/staff/people/caller").status_code == 200
    status, page = say(desk, "111222")
    assert status == 422
    assert "That is not the passcode" in page
    status, page = say(desk, "274 913")
    assert status == 200
    assert "The passcode is right" in page
    assert "274913" not in page
    assert Entry.objects.filter(verb="callers.check", verdict="done").count() == 1
    history = site.signed_in("rosa").get("/your-information").content.decode()
    assert "274913" not in history
    assert Entry.objects.filter(verb="callers.check", verdict="allowed").count() == 2


@pytest.mark.promise("I6")
def test_guessing_is_paused_and_the_right_one_does_not_end_the_pause(site, desk):  # noqa: F811
    for _ in range(5):
        assert "not the passcode" in say(desk, "111222")[1]
    assert "Too many tries" in say(desk, "274913")[1]


def test_without_a_passcode_or_a_file_there_is_nothing_to_check(site, desk):  # noqa: F811
    accounts.set_passcode(site.household.rosa.id, "")
    assert "has no passcode" in say(desk, "274913")[1]
    desk.post("/staff/people", {"close": "1"})
    assert desk.get("/staff/people/caller")["Location"] == "/staff/people"


@pytest.mark.promise("I6")
def test_the_member_reads_that_a_caller_was_asked_and_whether_it_was_right(site, desk):  # noqa: F811
    say(desk, "111222")
    told = site.signed_in("rosa").get("/your-information").content.decode()
    assert "asked a caller for your telephone passcode." in told
    assert "gave us your telephone passcode" not in told
    assert "it was right" not in told
    say(desk, "274913")
    told = site.signed_in("rosa").get("/your-information").content.decode()
    assert "your telephone passcode, and it was right." in told
    assert "something new was kept" not in told
