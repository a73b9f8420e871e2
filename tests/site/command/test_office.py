"""`wellkept office`: registered with an agreement, listed, ended, and never with a password."""

import pytest

from tests.offices import HARBOR
from tests.people import promise
from wellkept.identity.models import Account, State
from wellkept.site import preparing
from wellkept.site.command import main

ADD = ("add", "Harbor Family Medicine", "--agreement", "2026-01-05", "--signed-by", "Jo Ferris", "--keeper", "Noor")


@pytest.fixture
def command(house, django_db_blocker, monkeypatch, capsys):
    monkeypatch.setattr(preparing, "prepare", lambda: None)  # the house is ready; a process of its own costs seconds

    def does(*words):
        code = main(["office", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    with django_db_blocker.unblock():
        promise()
        yield does


@pytest.mark.promise("I7", "I9")
def test_an_office_is_registered_with_a_link_and_no_password(command):
    code, said = command(*ADD, "--npi", HARBOR)
    assert code == 0
    assert "/provider-portal/join/" in said
    account = Account.objects.get()
    assert (account.state, account.is_active, account.has_usable_password()) == (State.INVITED, False, False)
    assert f"{HARBOR}  open" in command("list")[1]


@pytest.mark.parametrize("npi", ["1234567890", "123", "32345678901", "abcdefghij"])
def test_a_number_that_is_no_npi_is_refused(command, npi):
    code, said = command(*ADD, "--npi", npi)
    assert (code, "no NPI" in said) == (1, True)


def test_an_agreement_of_tomorrow_or_one_that_ends_before_it_began_is_refused(command):
    for words in (("--agreement", "2999-01-01"), ("--ends", "2025-01-01")):
        assert command(*ADD, *words, "--npi", HARBOR)[0] == 1


def test_an_office_has_one_open_registration_and_may_come_back_after_its_end(command):
    command(*ADD, "--npi", HARBOR)
    assert command(*ADD, "--npi", HARBOR)[0] == 1
    assert command("link", HARBOR, "--keeper", "Ines")[0] == 0
    assert command("end", HARBOR)[0] == 0
    assert command("end", HARBOR)[0] == 1
    assert command("link", HARBOR, "--keeper", "Ines")[0] == 1
    assert command(*ADD, "--npi", HARBOR)[0] == 0
    assert "ended" in command("list")[1]
