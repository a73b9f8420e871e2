"""Codes and links that work once, however many try at the same time."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from wellkept.identity import one_time
from wellkept.identity.models import OneTime

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_code(of, *, use="verify", lasts=HOUR):
    return one_time.make(use, of, at=NOON, lasts=lasts, digits=6)


def wrong(code, step=1):
    return f"{(int(code) + step) % 10**6:06}"


@pytest.fixture
def ada(house):
    return uuid4()


def test_a_code_is_taken_once(ada):
    code = a_code(ada)
    assert len(code) == 6
    assert code.isdigit()
    assert one_time.take("verify", ada, code, at=NOON)
    assert not one_time.take("verify", ada, code, at=NOON)


def test_a_code_may_be_typed_in_groups(ada):
    code = a_code(ada)
    assert one_time.take("verify", ada, f" {code[:3]} {code[3:]}\n", at=NOON)


def test_a_code_is_for_one_use_and_one_holder(ada):
    code = a_code(ada)
    assert not one_time.take("reset", ada, code, at=NOON)
    assert not one_time.take("verify", uuid4(), code, at=NOON)
    assert one_time.take_link("verify", code, at=NOON) is None
    assert one_time.take("verify", ada, code, at=NOON)


def test_a_code_ends_with_its_time(ada):
    code = a_code(ada)
    assert not one_time.take("verify", ada, code, at=NOON + HOUR)
    assert one_time.take("verify", ada, code, at=NOON + HOUR - timedelta(seconds=1))


def test_five_wrong_tries_end_a_code(ada):
    code = a_code(ada)
    assert not any(one_time.take("verify", ada, wrong(code, step), at=NOON) for step in range(1, 6))
    assert not one_time.take("verify", ada, code, at=NOON)


def test_four_wrong_tries_do_not(ada):
    code = a_code(ada)
    assert not any(one_time.take("verify", ada, wrong(code, step), at=NOON) for step in range(1, 5))
    assert one_time.take("verify", ada, code, at=NOON)


@pytest.mark.parametrize("typed", ["", "\x00", "\ud800", "\uff11" * 6, "x" * 10_000, "%s", "' OR 1=1 --"])
def test_what_is_no_code_is_a_wrong_one(ada, typed):
    code = a_code(ada)
    assert not one_time.take("verify", ada, typed, at=NOON)
    assert one_time.take_link("verify", typed, at=NOON) is None
    assert one_time.take("verify", ada, code, at=NOON)


def test_another_code_ends_the_one_before_and_its_tries(ada):
    first = a_code(ada)
    for step in range(1, 6):
        one_time.take("verify", ada, wrong(first, step), at=NOON)
    second = a_code(ada)
    assert first == second or not one_time.take("verify", ada, first, at=NOON)
    assert one_time.take("verify", ada, second, at=NOON)
    third = a_code(ada)
    assert one_time.take("verify", ada, third, at=NOON)


def test_a_link_leads_to_what_it_is_for_once(ada):
    link = one_time.make("reset", ada, at=NOON, lasts=HOUR)
    assert one_time.leads_to("reset", link, at=NOON) == ada
    assert one_time.leads_to("reset", link, at=NOON) == ada
    assert one_time.leads_to("reset", link, at=NOON + HOUR) is None
    assert one_time.take_link("verify", link, at=NOON) is None
    assert one_time.take_link("reset", link, at=NOON) == ada
    assert one_time.take_link("reset", link, at=NOON) is None
    assert one_time.leads_to("reset", link, at=NOON) is None


def test_a_link_may_be_checked_for_whom_it_is(ada):
    link = one_time.make("reset", ada, at=NOON, lasts=HOUR)
    assert not one_time.take("reset", uuid4(), link, at=NOON)
    assert one_time.take("reset", ada, link, at=NOON)
    assert one_time.take_link("reset", link, at=NOON) is None


def test_an_ended_secret_opens_nothing(ada):
    code, link = a_code(ada), one_time.make("reset", ada, at=NOON, lasts=HOUR)
    assert one_time.end("verify", ada)
    assert not one_time.end("verify", ada)
    assert not one_time.take("verify", ada, code, at=NOON)
    assert one_time.end_all(ada) == 1
    assert one_time.take_link("reset", link, at=NOON) is None


def test_what_is_over_is_removed(ada):
    a_code(ada)
    link = one_time.make("reset", ada, at=NOON, lasts=3 * HOUR)
    assert one_time.remove_over(at=NOON + HOUR) == 1
    assert one_time.take_link("reset", link, at=NOON + HOUR) == ada


def test_the_table_holds_no_secret_and_equal_codes_look_different(ada, monkeypatch):
    monkeypatch.setattr(one_time.secrets, "randbelow", lambda _: 42)
    a_code(ada)
    a_code(uuid4())
    first, second = OneTime.objects.all()
    assert bytes(first.digest) != bytes(second.digest)
    assert b"000042" not in bytes(first.digest)
    assert len(bytes(first.digest)) == 16


def at_once(count, job):
    """What each of so many threads answered that began together."""
    ready, answers = Barrier(count), []

    def run(number):
        try:
            ready.wait()
            answers.append(job(number))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_fifty_at_once_take_a_code_once(ada):
    code = a_code(ada)
    answers = at_once(50, lambda _: one_time.take("verify", ada, code, at=NOON))
    assert len(answers) == 50
    assert answers.count(True) == 1


def test_fifty_at_once_take_a_link_once(ada):
    link = one_time.make("reset", ada, at=NOON, lasts=HOUR)
    answers = at_once(50, lambda _: one_time.take_link("reset", link, at=NOON))
    assert answers.count(ada) == 1
    assert answers.count(None) == 49


def test_guesses_at_once_are_no_more_than_five_either(ada, monkeypatch):
    """Each guess that is judged was counted first: of fifty at once, five reach the digest."""
    code = a_code(ada)
    judged = []
    whole = one_time._digest
    monkeypatch.setattr(one_time, "_digest", lambda use, of, secret: judged.append(secret) or whole(use, of, secret))
    at_once(50, lambda number: one_time.take("verify", ada, wrong(code, number + 1), at=NOON))
    assert len(set(judged)) == 5
    assert not one_time.take("verify", ada, code, at=NOON)


def test_fifty_requests_at_once_leave_one_code(ada):
    codes = at_once(50, lambda _: a_code(ada))
    assert len(codes) == 50
    assert OneTime.objects.count() == 1
