"""An office opens an account again, locks it, or lets its owner in without a lost second step; and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp
import pytest
from django.test import Client

from tests.doors.member.conftest import site  # noqa: F401
from tests.doors.member.household import PASSWORD
from tests.sign_ins import sign_on
from wellkept.gate import write_waiting_refusals
from wellkept.identity import accounts, second_steps, sessions
from wellkept.identity.models import Account, State
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault.models import Outgoing

DESK = "/staff/accounts"


def office(role="workforce.privacy"):
    made = accounts.make_account("olive", "x" * 20, at=datetime.now(UTC), role=role, shown_as="Olive Reyes")
    return sign_on(Client(), made)


@pytest.fixture
def rosa(site):  # noqa: F811
    return site.household.rosa


def state_of(account):
    return Account.objects.get(id=account.id).state


@pytest.mark.promise("I6")
@pytest.mark.parametrize("statement", shipped())
def test_an_account_that_was_locked_is_opened_and_wants_a_new_password(site, rosa, statement):  # noqa: F811
    site.put_in_force(statement)
    accounts.lock(rosa.id)
    desk = office()
    page = desk.post(DESK, {"account": str(rosa.id)}).content.decode()
    assert "This account is locked" in page
    answer = desk.post(DESK, {"account": str(rosa.id), "does": "open", "checked": "1"})
    assert "This account is open" in answer.content.decode()
    assert state_of(rosa) == State.OPEN
    assert accounts.opened_by("rosa", PASSWORD) is None
    assert Outgoing.objects.filter(person_id=rosa.person, ended_at=None).count() == 1
    assert Entry.objects.filter(verb="account_help.change", verdict="done").count() == 1


def test_nothing_is_done_before_who_asks_was_checked(rosa):
    accounts.lock(rosa.id)
    answer = office().post(DESK, {"account": str(rosa.id), "does": "open"})
    assert answer.status_code == 422
    assert state_of(rosa) == State.LOCKED
    assert not Outgoing.objects.exists()


def test_locking_ends_every_session_and_tells_the_member(site, rosa):  # noqa: F811
    client = site.signed_in("rosa")
    office().post(DESK, {"account": "ROSA", "does": "lock", "checked": "1"})
    assert state_of(rosa) == State.LOCKED
    assert client.get("/home").status_code == 302
    assert not sessions.of_account(rosa.id)
    assert Outgoing.objects.filter(person_id=rosa.person).count() == 1


def test_who_lost_every_code_is_let_in_by_the_password_again(rosa):
    secret = second_steps.new_app_secret()
    now = datetime.now(UTC)
    assert second_steps.add_app(rosa.id, secret, pyotp.TOTP(secret).at(now), at=now)
    second_steps.new_recovery_codes(rosa.id, at=now)
    office().post(DESK, {"account": str(rosa.id), "does": "forget-steps", "checked": "1"})
    assert not second_steps.are_on(rosa.id)
    assert second_steps.of_account(rosa.id).recovery_left == 0
    assert accounts.opened_by("rosa", PASSWORD)


def test_a_closed_account_stays_closed(rosa):
    accounts.close(rosa.id)
    answer = office().post(DESK, {"account": str(rosa.id), "does": "open", "checked": "1"})
    assert answer.status_code == 422
    assert state_of(rosa) == State.CLOSED


def test_no_account_of_the_staff_is_found_there(site):  # noqa: F811
    desk = office()
    for said in ("dana", str(site.household.dana.id), "nobody-at-all", "", "\x00"):
        answer = desk.post(DESK, {"account": said, "does": "lock", "checked": "1"})
        assert answer.status_code == 422
    assert state_of(site.household.dana) == State.OPEN


@pytest.mark.promise("I9")
@pytest.mark.parametrize(
    "role", ["workforce.member_services", "workforce.billing", "workforce.web", "workforce.support"]
)
def test_other_roles_are_refused_and_it_is_written_down(rosa, role):
    desk = office(role)
    assert desk.get(DESK).status_code == 403
    assert desk.post(DESK, {"account": "rosa", "does": "lock", "checked": "1"}).status_code == 403
    write_waiting_refusals()
    assert Entry.objects.filter(verdict="refused", verb="account_help.open").exists()
    assert state_of(rosa) == State.OPEN


def test_the_member_sees_that_the_office_looked(site, rosa):  # noqa: F811
    office().post(DESK, {"account": "rosa"})
    assert Entry.objects.filter(verb="account_help.look", verdict="allowed", subject__isnull=False).exists()


def test_no_user_name_comes_back_in_the_page(rosa):
    page = office().post(DESK, {"account": "Rosa"}).content.decode()
    assert 'value="Rosa"' not in page
    assert str(rosa.id) in page
