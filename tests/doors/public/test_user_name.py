"""A forgotten user name: sent to the contact on file, with the same answer and the same work for everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.applicants import ADA, messages, on_record
from tests.doors.public.conftest import PASSWORD
from tests.doors.public.test_statement import words
from wellkept.identity import accounts
from wellkept.identity.models import Account
from wellkept.vault.models import Outgoing

SAID = {
    "first": "Ada", "last": "Whitlock", "kind": "member_id", "number": "LH00000018",
    "month": "4", "day": "5", "year": "1980", "zip_code": "90001",
}  # fmt: skip


@pytest.fixture
def ada(site):
    person = on_record()
    accounts.make_account("Ada.W", PASSWORD, at=datetime.now(UTC), person=person)
    return person


def ask(address="192.0.2.1", **other):
    return Client(REMOTE_ADDR=address).post("/forgot-user-name", SAID | other)


def texts(person):
    return [text for _, text in messages(person, at=datetime.now(UTC) + timedelta(minutes=1))]


@pytest.mark.promise("I2")
def test_the_name_goes_to_the_contact_on_file_and_is_in_no_answer(site, ada):
    answer = ask()
    assert answer.status_code == 200
    assert "Ada.W" not in answer.content.decode()
    [text] = texts(ada)
    assert "Ada.W" in text


@pytest.mark.promise("I2")
def test_the_answer_and_the_work_are_the_same_for_everybody(site, ada):
    closed = on_record(replace(ADA, number=number("LH00000026"), first="Grace"))
    accounts.close(accounts.make_account("grace", PASSWORD, at=datetime.now(UTC), person=closed).id)
    on_record(replace(ADA, number=number("LH00000034"), first="Mary"))
    tried = [
        {},
        {"last": "Nobody"},
        {"number": "LH00000042"},
        {"number": "LH00000026", "first": "Grace"},
        {"number": "LH00000034", "first": "Mary"},
    ]
    for said in tried:  # a number that is counted for the first time, and the ring of keys, are looked at once
        ask("192.0.2.99", **said)
    found = [work(said, f"192.0.2.{n}") for n, said in enumerate(tried, 2)]
    for said, one in zip(tried, found, strict=True):
        assert one == found[0], said


def work(said, address):
    before = Outgoing.objects.count()
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        answer = ask(address, **said)
    asked = [[query["sql"].split()[0] for query in queries] for queries in (data, keys)]
    return words(answer.content.decode()), answer.status_code, asked, Outgoing.objects.count() - before


def number(value):
    return replace(ADA.number, value=value)


@pytest.mark.promise("I2")
def test_who_asks_over_and_over_waits(site, ada):
    answers = [ask().status_code for _ in range(12)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_an_account_of_before_keeps_its_name_at_the_next_sign_in(site, ada):
    Account.objects.update(user_name=b"")
    ask()
    assert "from before we could send names" in texts(ada)[-1]
    assert Client().post("/sign-in", {"user_name": " ada.w ", "password": "wrong"}).status_code == 422
    assert not bytes(Account.objects.get().user_name)
    Client().post("/sign-in", {"user_name": " ada.w ", "password": PASSWORD})
    assert accounts.user_name_of(Account.objects.get()) == "ada.w"
    assert b"ada" not in bytes(Account.objects.get().user_name)


def test_a_form_that_is_not_right_says_what_to_do(site):
    page = Client().post("/forgot-user-name", SAID | {"zip_code": "9"})
    assert page.status_code == 422
    assert "five digits" in page.content.decode()
