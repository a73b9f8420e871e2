"""`wellkept staff`: an account with a link for its owner, disabled at once, listed without its user name."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.people import promise, somebody
from wellkept.identity import accounts, sessions
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind
from wellkept.site import preparing
from wellkept.site.command import main

GOOD = "seven violet herons at noon"


@pytest.fixture
def command(house, django_db_blocker, monkeypatch, capsys):
    monkeypatch.setattr(preparing, "prepare", lambda: None)  # the house is ready; a process of its own costs seconds

    def does(*words):
        code = main(["staff", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    with django_db_blocker.unblock():
        promise()
        yield does


def add(command, name="dana"):
    return command("add", name, "--role", "billing", "--shown-as", "Dana Ortiz")


@pytest.mark.promise("I9")
def test_an_account_has_its_role_and_no_password_but_a_link_to_choose_one(command):
    code, said = add(command)
    assert code == 0
    account = accounts.named("dana")
    assert account.role == "workforce.billing"
    assert not account.has_usable_password()
    assert "Dana Ortiz" in command("list")[1]
    assert "dana" not in command("list")[1]
    [link] = re.findall(r"http://localhost:8000(/staff/set-up/[\w-]{43})\n", said)
    assert Client().get(link).status_code == 200
    [another] = re.findall(r"8000(/staff/set-up/\S+)", command("link", "dana")[1])
    assert Client().get(link).status_code == 410
    assert Client().get(another).status_code == 200


def test_nobody_gets_a_link_who_is_disabled_or_no_staff(command):
    add(command)
    command("disable", "dana")
    accounts.make_account("rosa", GOOD, at=datetime.now(UTC), person=somebody())
    for name in ("dana", "rosa", "nobody"):
        assert command("link", name) == (1, "No open account of the staff has this user name.\n")


def test_a_name_is_given_once(command):
    add(command)
    assert add(command) == (1, "Another account has this user name; choose another one.\n")


@pytest.mark.promise("I9")
def test_whoever_is_disabled_is_out_at_once_and_does_not_come_in_again(command):
    add(command)
    account = accounts.named("dana")
    store = SessionStore(kind=Kind.STAFF)
    store["_auth_user_id"] = str(account.id)
    store.save()
    assert len(sessions.of_account(account.id)) == 1
    assert command("disable", "dana")[0] == 0
    assert sessions.of_account(account.id) == ()
    assert accounts.opened_by("dana", GOOD) is None
    assert "disabled" in command("list")[1]


def test_a_members_account_is_not_the_staffs_to_disable(command):
    accounts.make_account("rosa", GOOD, at=datetime.now(UTC), person=somebody())
    assert command("disable", "rosa")[0] == 1
    assert accounts.opened_by("rosa", GOOD) is not None
    assert command("disable", "nobody")[0] == 1
