"""`wellkept staff`: an account with a password that somebody chose, disabled at once, listed without its user name."""

import io
from datetime import UTC, datetime

import pytest

from tests.people import promise
from wellkept.identity import accounts, sessions
from wellkept.identity.models import Account
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind
from wellkept.site import preparing
from wellkept.site.command import main

GOOD = "seven violet herons at noon"


@pytest.fixture
def command(house, django_db_blocker, monkeypatch, capsys):
    monkeypatch.setattr(preparing, "prepare", lambda: None)  # the house is ready; a process of its own costs seconds

    def does(*words, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        code = main(["staff", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    with django_db_blocker.unblock():
        promise()
        yield does


def add(command, password=GOOD, name="dana"):
    return command("add", name, "--role", "billing", "--shown-as", "Dana Ortiz", typed=password)


@pytest.mark.promise("I9")
def test_an_account_has_its_role_and_the_password_that_was_typed(command):
    assert add(command)[0] == 0
    account = accounts.opened_by("dana", GOOD)
    assert account is not None
    assert account.role == "workforce.billing"
    assert "Dana Ortiz" in command("list")[1]
    assert "dana" not in command("list")[1]


@pytest.mark.parametrize("password", ["", "short", "password123", "dana dana"])
def test_there_is_no_default_password_and_no_weak_one(command, password):
    code, said = add(command, password)
    assert (code, Account.objects.count()) == (1, 0)
    assert "No account was made" in said


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
    from tests.people import somebody

    accounts.make_account("rosa", GOOD, at=datetime.now(UTC), person=somebody())
    assert command("disable", "rosa")[0] == 1
    assert accounts.opened_by("rosa", GOOD) is not None
    assert command("disable", "nobody")[0] == 1
