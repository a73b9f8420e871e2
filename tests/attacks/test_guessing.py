"""Guessing at what opens, asking who is there, and keeping somebody else out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.attacks import belongings
from tests.doors.member.household import PASSWORD
from tests.doors.public.test_statement import words
from wellkept.features.password_reset import LASTS, LINK
from wellkept.features.sign_in import limit
from wellkept.identity import accounts, limits, one_time, second_steps
from wellkept.identity.limits import MOST_IN_A_ROW
from wellkept.vault.models import Outgoing

ADMITTED = "/home"


@pytest.fixture
def clock(site):
    with time_machine.travel(datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1), tick=False) as held:
        yield held


def ask_for_a_link(name, address="192.0.2.1"):
    return Client(REMOTE_ADDR=address).post("/reset-password", {"user_name": name})


def waiting(site):
    return Outgoing.objects.filter(person_id=site.household.rosa.person).count()


@pytest.mark.promise("I6")
def test_who_asks_for_links_without_end_keeps_no_link_from_the_owner(site, clock):
    for n in range(MOST_IN_A_ROW + 20):
        ask_for_a_link("rosa", f"198.51.100.{n}")
    clock.shift(timedelta(days=1))
    before = waiting(site)
    assert ask_for_a_link("rosa").status_code == 200
    assert waiting(site) == before + 1


@pytest.mark.promise("I6")
def test_codes_of_a_second_step_are_tried_no_more_often_from_many_addresses_than_from_one(site, clock):
    rosa = site.household.rosa
    secret = belongings.settle_in(rosa, helper=site.household.elena)
    recovery = second_steps.new_recovery_codes(rosa.id, at=datetime.now(UTC))
    for n in range(limit().tries * 5 + 1):
        client = half_in(f"198.51.100.{n}")
        assert client.post("/sign-in/second-step", {"code": "0000000000"}).status_code == 422
    for good in (second_steps.code_of(secret, at=datetime.now(UTC)), recovery[0]):
        assert half_in("203.0.113.9").post("/sign-in/second-step", {"code": good}).status_code == 422
    clock.shift(limit().pause + timedelta(seconds=1))
    good = second_steps.code_of(secret, at=datetime.now(UTC))
    assert half_in("203.0.113.9").post("/sign-in/second-step", {"code": good})["Location"] == ADMITTED


def half_in(address):
    client = Client(REMOTE_ADDR=address)
    answer = client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-step"
    return client


def test_a_recovery_code_opens_once(site, clock):
    rosa = site.household.rosa
    belongings.settle_in(rosa, helper=site.household.elena)
    [code, *_] = second_steps.new_recovery_codes(rosa.id, at=datetime.now(UTC))
    assert half_in("192.0.2.1").post("/sign-in/second-step", {"code": code})["Location"] == ADMITTED
    assert half_in("192.0.2.1").post("/sign-in/second-step", {"code": code}).status_code == 422


def work(do, monkeypatch):
    """What an answer says, and what was done for it: statements by store, hashes, messages left."""
    hashed = []
    for name in ("verify", "encode"):
        before = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *said, _before=before: hashed.append(1) or _before(*said)
        )
    left = Outgoing.objects.count()
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        answer = do()
    monkeypatch.undo()
    asked = [[query["sql"].split()[0] for query in queries] for queries in (data, keys)]
    said = words(answer.content.decode()), answer.status_code, sorted(answer.cookies)
    return said, asked, len(hashed), Outgoing.objects.count() - left


@pytest.mark.promise("I2")
def test_a_sign_in_that_fails_says_and_does_the_same_for_everybody(site, monkeypatch):
    house = site.household
    belongings.settle_in(house.rosa, helper=house.elena)
    accounts.close(house.avery.id)
    accounts.suspend(house.claire.id)
    accounts.lock(house.maya.id)
    tried = [
        ("nobody", "x"),
        ("rosa", "x"),
        ("elena", "x"),
        ("avery", PASSWORD),
        ("claire", PASSWORD),
        ("maya", PASSWORD),
        ("dana", PASSWORD),
    ]
    Client().post("/sign-in", {"user_name": "warm", "password": "x"}, REMOTE_ADDR="192.0.2.99")
    found = []
    for n, (name, password) in enumerate(tried):
        said = {"user_name": name, "password": password}
        found.append(
            work(lambda said=said, n=n: Client(REMOTE_ADDR=f"192.0.2.{n}").post("/sign-in", said), monkeypatch)
        )
    assert found[0][0][1] == 422
    assert found[0][2] == 1
    for name, one in zip(tried, found, strict=True):
        assert one == found[0], name


@pytest.mark.promise("I6")
def test_a_hundred_wrong_passwords_from_everywhere_leave_the_owner_a_way_in(site, clock):
    for n in range(MOST_IN_A_ROW + 1):
        limits.spend("password", site.household.rosa.token, f"198.51.100.{n}", limit(), at=datetime.now(UTC))
    clock.shift(timedelta(days=1))
    before = waiting(site)
    ask_for_a_link("rosa")
    assert waiting(site) == before + 1


@pytest.mark.promise("I6")
def test_a_hundred_wrong_codes_by_who_knows_the_password_keep_nobody_out_for_good(site, clock):
    rosa = site.household.rosa
    secret = belongings.settle_in(rosa, helper=site.household.elena)

    def wear_out():
        for n in range(MOST_IN_A_ROW + 1):
            limits.spend("second-step", str(rosa.id), f"198.51.100.{n}", limit(), at=datetime.now(UTC))
        clock.shift(timedelta(minutes=16))

    def tried(password):
        client = Client()
        client.post("/sign-in", {"user_name": "rosa", "password": password})
        return client.post("/sign-in/second-step", {"code": second_steps.code_of(secret, at=datetime.now(UTC))})

    def chooses(password):
        link = one_time.make(LINK, rosa.id, at=datetime.now(UTC), lasts=LASTS)
        assert Client().post(f"/reset-password/{link}", {"password": password}).status_code == 302

    wear_out()
    answer = tried(PASSWORD)
    assert answer.status_code == 422
    assert "/reset-password" in answer.content.decode()
    chooses("a lantern over four doors")
    assert tried(PASSWORD)["Location"] == "/sign-in"  # whoever knew the old password is out
    assert tried("a lantern over four doors")["Location"] == ADMITTED
    # Reading somebody's messages does not make guessing cheap: a second row on one day is not forgiven.
    wear_out()
    chooses("a kettle over five doors")
    assert tried("a kettle over five doors").status_code == 422
    clock.shift(timedelta(days=1, seconds=1))
    chooses("a saucer over nine doors")
    assert tried("a saucer over nine doors")["Location"] == ADMITTED


@pytest.mark.promise("I2")
def test_asking_for_a_link_says_and_does_the_same_for_everybody(site, monkeypatch):
    house = site.household
    accounts.close(house.avery.id)
    accounts.suspend(house.claire.id)
    accounts.lock(house.maya.id)
    ask_for_a_link("elena")  # the ring of keys is looked at once in a process
    names = ("nobody", "rosa", "avery", "claire", "maya", "dana")
    found = [
        work(lambda name=name, n=n: ask_for_a_link(name, f"192.0.2.{n}"), monkeypatch)
        for n, name in enumerate(names, 2)
    ]
    for name, one in zip(names, found, strict=True):
        assert one == found[0], name
