"""Codes are good once, whoever comes first, and a table of second steps tells nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.db import connection, connections

from tests.people import promise, somebody
from wellkept.identity import passkeys, second_steps
from wellkept.identity.accounts import make_account
from wellkept.identity.models import SecondStep
from wellkept.identity.passkeys import Place

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
PLACE = Place("localhost", "Larkspur Health Plan")


@pytest.fixture
def rosa(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield make_account("rosa", "larkspur in bloom", at=NOW, person=somebody()).id


@pytest.fixture
def secret(rosa):
    made = second_steps.new_app_secret()
    assert second_steps.add_app(rosa, made, code(made, NOW - timedelta(minutes=5)), at=NOW - timedelta(minutes=5))
    return made


def code(secret, at):
    return pyotp.TOTP(secret).at(int(at.timestamp()))


def test_an_app_is_set_up_by_one_of_its_codes_and_no_other(rosa):
    made = second_steps.new_app_secret()
    assert not second_steps.add_app(rosa, made, "000000" if code(made, NOW) != "000000" else "111111", at=NOW)
    assert not second_steps.are_on(rosa)
    assert second_steps.add_app(rosa, made, code(made, NOW), at=NOW)
    assert second_steps.are_on(rosa)


def test_a_code_is_good_once_and_so_is_the_one_it_was_set_up_with(rosa):
    made = second_steps.new_app_secret()
    second_steps.add_app(rosa, made, code(made, NOW), at=NOW)
    assert second_steps.take_code(rosa, code(made, NOW), at=NOW) == ""
    later = NOW + timedelta(seconds=60)
    assert second_steps.take_code(rosa, code(made, later), at=later) == "app"
    assert second_steps.take_code(rosa, code(made, later), at=later) == ""


@pytest.mark.parametrize(("seconds", "found"), [(-60, ""), (-30, "app"), (0, "app"), (30, "app"), (60, "")])
def test_a_clock_may_be_half_a_minute_off(rosa, secret, seconds, found):
    assert second_steps.take_code(rosa, code(secret, NOW + timedelta(seconds=seconds)), at=NOW) == found


@pytest.mark.parametrize(
    "typed", ["", "x", "12345", "\uff11\uff12\uff13\uff14\uff15\uff16", "\x00", "-1", "9" * 400, "\udc80"]
)
def test_what_is_no_code_is_a_wrong_one(rosa, secret, typed):
    assert second_steps.take_code(rosa, typed, at=NOW) == ""


def test_another_secret_takes_the_place_of_the_first(rosa, secret):
    made = second_steps.new_app_secret()
    assert second_steps.add_app(rosa, made, code(made, NOW), at=NOW)
    assert second_steps.take_code(rosa, code(secret, NOW), at=NOW) == ""
    assert len(second_steps.of_account(rosa).kept) == 1


def test_ten_recovery_codes_are_good_once_each_and_new_ones_void_them(rosa, secret):
    codes = second_steps.new_recovery_codes(rosa, at=NOW)
    assert len(set(codes)) == 10
    assert second_steps.take_code(rosa, f" {codes[0][:5]}-{codes[0][5:]}", at=NOW) == "recovery"
    assert second_steps.take_code(rosa, codes[0], at=NOW) == ""
    assert second_steps.of_account(rosa).recovery_left == 9
    second_steps.new_recovery_codes(rosa, at=NOW)
    assert second_steps.take_code(rosa, codes[1], at=NOW) == ""


def test_codes_of_one_account_open_no_other(rosa, secret):
    codes = second_steps.new_recovery_codes(rosa, at=NOW)
    avery = make_account("avery", "larkspur in bloom", at=NOW, person=somebody()).id
    assert second_steps.take_code(avery, codes[0], at=NOW) == ""
    assert second_steps.take_code(avery, code(secret, NOW), at=NOW) == ""
    assert not second_steps.remove(avery, second_steps.of_account(rosa).kept[0].id)


@pytest.mark.parametrize("kind", ["recovery", "app"])
def test_fifty_uses_at_once_use_a_code_once(rosa, secret, kind):
    typed = second_steps.new_recovery_codes(rosa, at=NOW)[0] if kind == "recovery" else code(secret, NOW)

    def use(_):
        try:
            return second_steps.take_code(rosa, typed, at=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(use, range(50)))
    assert sorted(filter(None, found)) == [kind]


def test_recovery_codes_go_with_the_last_step(rosa, secret):
    second_steps.new_recovery_codes(rosa, at=NOW)
    [app] = second_steps.of_account(rosa).kept
    assert second_steps.remove(rosa, app.id)
    assert SecondStep.objects.count() == 0


def test_the_table_holds_no_secret_and_no_code(rosa, secret):
    codes = second_steps.new_recovery_codes(rosa, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_second_step")
        rows = cursor.fetchall()
    kept = b" ".join(bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for row in rows for v in row)
    for told in (secret, *codes):
        assert told.encode() not in kept


@pytest.mark.parametrize("said", [{}, {"response": {}}, {"response": {"userHandle": "AA"}}, {"id": 1, "response": []}])
def test_what_no_browser_says_shows_no_passkey(rosa, said):
    challenge = passkeys.begin_showing(None, PLACE)
    assert passkeys.shown(PLACE, challenge.state, said, at=NOW) is None
    begun = passkeys.begin_adding(rosa, PLACE)
    assert not passkeys.add(rosa, PLACE, begun.state, said, called="x", at=NOW)


def test_a_browser_is_told_the_plan_and_never_a_user_name(rosa):
    options = str(passkeys.begin_adding(rosa, PLACE).options)
    assert "Larkspur" in options
    assert "rosa" not in options
    assert "rosa" not in second_steps.app_address("A" * 32, plan=PLACE.name)
