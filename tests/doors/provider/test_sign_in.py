"""The provider portal's own way in: by a link that works once, always with a second step, under an agreement."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.doors.member.conftest import site  # noqa: F401
from tests.doors.member.household import PASSWORD as MEMBERS
from tests.offices import HARBOR, PASSWORD, SIGNED, open_office
from tests.sign_ins import sign_on
from wellkept.features.office_people import renew_person
from wellkept.features.offices import Agreement, add_office, end_office
from wellkept.features.sign_in import limit
from wellkept.identity import limits, second_steps
from wellkept.identity.accounts import token
from wellkept.identity.models import Account, State, Tries
from wellkept.identity.sessions import SessionStore
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind

SIGN_IN = "/provider-portal/sign-in"


def read(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def invited(site):  # noqa: F811
    office, secret = add_office(CLOCK, "Harbor Family Medicine", HARBOR, address="", agreement=SIGNED, keeper="Noor")
    return office, f"/provider-portal/join/{secret}"


def secret_of(client):
    """The secret of the app that is being set up, as the session of this door holds it."""
    client.get("/provider-portal/sign-in/set-up")
    return SessionStore(client.cookies["wk_office_session"].value, kind=Kind.OFFICE)["new_app"]


def set_up(client):
    """The first second step, as whoever just showed a password does it."""
    code = second_steps.code_of(secret_of(client), at=datetime.now(UTC))
    return client.post("/provider-portal/sign-in/set-up", {"code": code})


@pytest.mark.promise("I7")
def test_the_first_keeper_chooses_a_password_by_the_link_and_sets_up_a_second_step(invited):
    _, link = invited
    client = Client()
    assert "Choose how you sign in" in read(client.get(link))
    answer = client.post(link, {"user_name": "noor.haddad", "password": PASSWORD})
    assert answer["Location"] == f"{SIGN_IN}?joined=1"
    assert "Your account is ready" in read(client.get(answer["Location"]))
    answer = client.post(SIGN_IN, {"user_name": "noor.haddad", "password": PASSWORD})
    assert answer["Location"] == "/provider-portal/sign-in/second-step"
    assert client.get("/provider-portal").status_code == 302
    assert "Recovery codes" in read(set_up(client))
    assert "Harbor Family Medicine" in read(client.get("/provider-portal"))
    assert client.cookies["wk_office_session"]["path"] == "/provider-portal"


def test_a_link_works_once_and_not_after_seven_days(invited):
    _, link = invited
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        assert Client().get(link).status_code == 410
    assert Client().post(link, {"user_name": "noor.haddad", "password": PASSWORD}).status_code == 302
    for answer in (Client().get(link), Client().post(link, {"user_name": "mallory", "password": PASSWORD})):
        assert answer.status_code == 410
    assert Account.objects.filter(state=State.OPEN, office__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("noor.haddad", "short", "That password will not do"),
        ("noor.haddad", "aaaaaaaaaaaaaaaa", "That password will not do"),
        ("no", PASSWORD, "That user name will not do"),
        ("rosa", PASSWORD, "This user name is taken"),
    ],
)
def test_what_will_not_do_is_said_and_the_link_still_stands(invited, name, password, said):
    _, link = invited
    answer = Client().post(link, {"user_name": name, "password": password})
    assert (answer.status_code, said in read(answer)) == (422, True)
    assert Client().get(link).status_code == 200


def test_the_link_of_an_office_that_was_ended_opens_nothing(invited):
    office, link = invited
    end_office(CLOCK, office)
    assert Client().get(link).status_code == 410


@pytest.mark.promise("I7")
def test_when_the_agreement_ended_a_right_password_is_told_so_and_open_sessions_are_over(site):  # noqa: F811
    office = open_office()
    client = sign_on(Client(), office.keeper)
    assert client.get("/provider-portal").status_code == 200
    end_office(CLOCK, office.id)
    assert client.get("/provider-portal")["Location"].startswith(SIGN_IN)
    name = _user_name(office)
    answer = Client().post(SIGN_IN, {"user_name": name, "password": PASSWORD})
    assert (answer.status_code, "The agreement of your office has ended" in read(answer)) == (403, True)
    wrong = Client().post(SIGN_IN, {"user_name": name, "password": "x"})
    assert "agreement" not in read(wrong)


@pytest.mark.promise("I7")
def test_an_agreement_ends_with_its_last_day_in_the_middle_of_a_session(site):  # noqa: F811
    today = datetime.now(UTC).date()
    ends = Agreement(version="2026", signed_by="Jo Ferris", signed=date(2026, 1, 5), ends=today)
    office = open_office(agreement=ends)
    client = sign_on(Client(), office.clerk)
    assert client.get("/provider-portal").status_code == 200
    type(office.clerk.office).objects.filter(id=office.id).update(ends=today - timedelta(days=1))
    assert client.get("/provider-portal")["Location"].startswith(SIGN_IN)
    answer = Client().post(SIGN_IN, {"user_name": _user_name(office, keeper=False), "password": PASSWORD})
    assert answer.status_code == 403


def test_who_had_shown_the_password_before_the_end_does_not_get_in_after_it(site):  # noqa: F811
    office = open_office()
    client = Client()
    client.post(SIGN_IN, {"user_name": _user_name(office), "password": PASSWORD})
    secret = secret_of(client)
    end_office(CLOCK, office.id)
    code = second_steps.code_of(secret, at=datetime.now(UTC))
    assert client.post("/provider-portal/sign-in/set-up", {"code": code})["Location"] == SIGN_IN
    assert client.get("/provider-portal").status_code == 302


def test_a_new_link_ends_what_strangers_tried_in_vain(site):  # noqa: F811
    office = open_office()
    name, then = _user_name(office, keeper=False), datetime.now(UTC) - timedelta(days=1)
    for use, who in (("password", token(name)), ("second-step", str(office.clerk.id))):
        for n in range(limits.MOST_IN_A_ROW + 1):
            limits.spend(use, who, f"198.51.100.{n}", limit(), at=then)
    client = Client()
    assert client.post(SIGN_IN, {"user_name": name, "password": PASSWORD}).status_code == 422
    _, secret = renew_person(office.keeping, office.clerk.id)
    client.post(f"/provider-portal/join/{secret}", {"user_name": name, "password": PASSWORD})
    assert client.post(SIGN_IN, {"user_name": name, "password": PASSWORD}).status_code == 302
    assert "Recovery codes" in read(set_up(client))
    assert not Tries.objects.filter(in_row__gt=limits.MOST_IN_A_ROW).exists()


@pytest.mark.promise("I8")
def test_passwords_of_the_one_door_open_no_other(site):  # noqa: F811
    office = open_office()
    for where in ("/sign-in", "/staff/sign-in"):
        assert Client().post(where, {"user_name": _user_name(office), "password": PASSWORD}).status_code == 422
    for name in ("rosa", "dana"):
        assert Client().post(SIGN_IN, {"user_name": name, "password": MEMBERS}).status_code == 422


def test_a_key_that_somebody_gave_is_another_after_signing_in(site):  # noqa: F811
    office = open_office()
    client = Client()
    client.post("/provider-portal/sign-in/passkey-options")
    given = client.cookies["wk_office_session"].value
    client.post(SIGN_IN, {"user_name": _user_name(office), "password": PASSWORD})
    half = client.cookies["wk_office_session"].value
    set_up(client)
    assert len({given, half, client.cookies["wk_office_session"].value}) == 3
    for key in (given, half):
        other = Client()
        other.cookies["wk_office_session"] = key
        assert other.get("/provider-portal").status_code == 302


@pytest.mark.promise("S9", "S11")
def test_under_a_statement_without_a_portal_there_is_none(site):  # noqa: F811
    office = open_office()
    site.put_in_force("kaiser-permanente/2017-09-13")
    client = sign_on(Client(), office.keeper)
    assert client.get("/provider-portal").status_code == 404
    assert client.get("/provider-portal/patients").status_code == 404


@pytest.mark.promise("S9")
def test_every_page_of_the_portal_leads_to_the_portals_own_statement(site):  # noqa: F811
    client = sign_on(Client(), open_office().keeper)
    for address in ("/provider-portal", "/provider-portal/patients", "/provider-portal/people", SIGN_IN):
        assert 'href="/provider-portal/privacy-statement"' in read(client.get(address, follow=True)), address


def _user_name(office, *, keeper=True):
    """Give the account a name that the test knows."""
    account = office.keeper if keeper else office.clerk
    Account.objects.filter(id=account.id).update(token=token("harbor.person"))
    return "harbor.person"
