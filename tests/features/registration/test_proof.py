"""The code: where it goes, how often it works, and what it opens."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from tests.applicants import ADA, BY_EMAIL, HERE, begin, code_sent, create, messages, on_record, ticket
from tests.features.test_outbox import STATEMENTS
from tests.people import promise, stranger
from wellkept.features import registration
from wellkept.features.registration import Kind, NotProved, Throttled
from wellkept.identity.models import Account, OneTime
from wellkept.vault.models import Outgoing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ada(house):
    promise()
    return on_record()


def ask(person, kind=Kind.EMAIL, at=NOON):
    registration.ask_code(stranger(), person, kind, address=HERE, at=at)


def prove(person, code, at=NOON, address=HERE):
    return registration.prove(stranger(), person, code, address=address, at=at)


@pytest.mark.promise("I1", "I2")
@pytest.mark.parametrize("version", STATEMENTS)
def test_the_code_goes_to_the_address_on_file_and_opens_the_last_step(ada, version):
    promise(version)
    ask(begin(at=NOON))
    [(to, text)] = messages(ada, at=NOON)
    assert to == BY_EMAIL[1]
    assert "10 minutes" in text
    assert prove(ada, code_sent(ada, at=NOON))


@pytest.mark.promise("I2")
def test_a_letter_has_a_code_of_eight_digits_for_three_weeks(ada):
    ask(ada, Kind.POST)
    [(to, text)] = messages(ada, at=NOON)
    assert to.startswith("ADA WHITLOCK\n12 Fern Street")
    code = code_sent(ada, at=NOON)
    assert len(code) == 8
    assert "21 days" in text
    assert "/register" in text
    assert prove(ada, f"{code[:4]} {code[4:]}", at=NOON + timedelta(days=20))


def test_a_letters_code_outlives_a_short_one_that_is_asked_for_later(ada):
    ask(ada, Kind.POST)
    letter = code_sent(ada, at=NOON)
    ask(ada, Kind.EMAIL)
    assert prove(ada, letter)


def test_who_has_no_address_of_the_kind_gets_a_letter(house):
    promise()
    person = on_record(email="")
    ask(person, Kind.EMAIL)
    [(to, _)] = messages(person, at=NOON)
    assert to.startswith("ADA")


@pytest.mark.promise("I2")
def test_who_has_an_account_is_told_so_and_gets_no_code(ada):
    create(ticket(at=NOON), at=NOON)
    later = NOON + timedelta(hours=1)
    ask(begin(at=later), at=later)
    to, text = messages(ada, at=later)[-1]
    assert to == BY_EMAIL[1]
    assert "already" in text
    assert not any(len(word) == 6 and word.isdigit() for word in text.replace(".", " ").split())


def test_a_code_is_right_once_and_for_ten_minutes(ada):
    ask(ada)
    code = code_sent(ada, at=NOON)
    assert prove(ada, code, at=NOON + timedelta(minutes=10)) is None
    assert prove(ada, code, at=NOON + timedelta(minutes=9))
    assert prove(ada, code, at=NOON + timedelta(minutes=9)) is None


def test_five_wrong_codes_end_the_right_one(ada):
    ask(ada)
    code = code_sent(ada, at=NOON)
    for n in range(5):
        assert prove(ada, f"{(int(code) + n + 1) % 10**6:06}") is None
    assert prove(ada, code) is None


def test_somebody_elses_code_opens_nothing(ada):
    ask(ada)
    assert prove(begin(replace(ADA, last="Nobody"), at=NOON), code_sent(ada, at=NOON)) is None


@pytest.mark.promise("I2")
def test_nobody_has_an_address_flooded_and_the_answer_stays_the_same(ada):
    for n in range(8):
        ask(ada, at=NOON + timedelta(minutes=n))
    assert Outgoing.objects.filter(person=ada).count() == 5
    assert Outgoing.objects.filter(whom="nobody").count() == 3
    assert prove(ada, code_sent(ada, at=NOON + timedelta(minutes=4)), at=NOON + timedelta(minutes=8))


def test_tries_at_codes_are_counted_by_address(ada):
    for _ in range(10):
        prove(ada, "123456")
    with pytest.raises(Throttled):
        prove(ada, "123456")
    assert prove(ada, "123456", address="192.0.2.9") is None


def test_no_code_and_nobodys_number_lies_open(ada):
    ask(ada)
    code = code_sent(ada, at=NOON)
    assert all(code.encode() not in bytes(digest) for digest in OneTime.objects.values_list("digest", flat=True))


@pytest.mark.promise("I1", "I2")
def test_fifty_who_use_one_code_at_once_make_one_account(ada):
    ask(ada)
    code = code_sent(ada, at=NOON)

    def register(n):
        try:
            proved = prove(ada, code, address=f"198.51.100.{n}")
            if proved is None:
                return None
            try:
                return create(proved, at=NOON, user_name=f"ada.{n}")
            except NotProved:
                return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(register, range(50)))
    assert Account.objects.filter(person=ada).count() == 1
