"""Sessions that were taken, given, half made or outlived, at every address that is not public."""

from datetime import UTC, datetime

import pyotp
import pytest
from django.test import Client

from tests.applicants import code_sent, on_record
from tests.attacks import belongings
from tests.doors.member.household import PASSWORD
from tests.doors.public.register.test_register import ACCOUNT, WHO
from tests.house.test_urls import CLOSED
from tests.offices import open_office
from tests.sign_ins import COOKIES, sign_on
from wellkept.doors.shared.door import door_of
from wellkept.doors.shared.systems import is_systems
from wellkept.identity import accounts, second_steps
from wellkept.identity.visitor import Kind

MEMBERS, STAFFS, OFFICES = (
    [(name, address) for name, address in CLOSED if door_of(address).kind is kind and not is_systems(address)]
    for kind in (Kind.MEMBER, Kind.STAFF, Kind.OFFICE)
)
MEMBER, STAFF, OFFICE = COOKIES[Kind.MEMBER], COOKIES[Kind.STAFF], COOKIES[Kind.OFFICE]


SIGN_INS = {"/sign-in", "/staff/sign-in", "/provider-portal/sign-in"}


def opens_nothing(client, addresses):
    for name, address in addresses:
        for answer in (client.get(address), client.post(address, {"old": PASSWORD})):
            assert answer.status_code in {302, 405}, f"{name} {answer.status_code}"
            if answer.status_code == 302:
                assert answer["Location"].split("?")[0] in SIGN_INS, name


def with_cookies(**cookies):
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


@pytest.mark.promise("I6")
def test_a_password_alone_opens_no_page_where_a_second_step_is_wanted(site):
    belongings.settle_in(site.household.rosa, helper=site.household.elena)
    client = Client()
    answer = client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD, "next": "/claims"})
    assert answer["Location"] == "/sign-in/second-step"
    opens_nothing(client, MEMBERS)
    staff = Client()
    answer = staff.post("/staff/sign-in", {"user_name": "dana", "password": PASSWORD})
    assert answer["Location"].startswith("/staff/sign-in/")
    opens_nothing(staff, STAFFS)


def test_a_password_of_the_one_door_leads_nowhere_at_the_other(site):
    belongings.settle_in(site.household.rosa, helper=site.household.elena)
    client = Client()
    assert client.post("/staff/sign-in", {"user_name": "rosa", "password": PASSWORD}).status_code == 422
    assert client.post("/sign-in", {"user_name": "dana", "password": PASSWORD}).status_code == 422
    client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})
    half = client.cookies[MEMBER].value
    for address in ("/staff/sign-in/second-step", "/staff/sign-in/set-up"):
        assert with_cookies(**{MEMBER: half, STAFF: half}).get(address)["Location"] == "/staff/sign-in"


@pytest.mark.promise("I8")
def test_no_session_of_the_one_door_opens_the_other(site):
    member = site.signed_in("rosa").cookies[MEMBER].value
    staff = sign_on(Client(), site.household.dana).cookies[STAFF].value
    assert with_cookies(**{MEMBER: member}).get("/home").status_code == 200
    assert with_cookies(**{STAFF: staff}).get("/staff/quarantine").status_code in {200, 403}
    office = sign_on(Client(), open_office().keeper).cookies[OFFICE].value
    assert with_cookies(**{OFFICE: office}).get("/provider-portal").status_code == 200
    keys = {MEMBER: (member, MEMBERS), STAFF: (staff, STAFFS), OFFICE: (office, OFFICES)}
    for own, (key, _) in keys.items():
        everywhere = with_cookies(**dict.fromkeys(keys, key))
        for door, (_, addresses) in keys.items():
            if door != own:
                opens_nothing(everywhere, addresses)


@pytest.mark.parametrize("how", ["suspend", "lock", "close", "change_password", "end"])
def test_no_open_session_outlives_its_account(site, how):
    ends = {
        "suspend": accounts.suspend,
        "lock": accounts.lock,
        "close": accounts.close,
        "change_password": lambda account: accounts.change_password(account, "a lantern over four doors"),
        "end": lambda account: type(site.household.rosa).objects.filter(id=account).update(is_active=False),
    }
    for one, addresses in ((site.household.rosa, MEMBERS), (site.household.dana, STAFFS)):
        client = sign_on(Client(), one)
        assert client.get(addresses[0][1]).status_code in {200, 403, 405}
        ends[how](one.id)
        opens_nothing(client, addresses)


@pytest.mark.parametrize("how", ["suspend", "lock", "close", "change_password"])
def test_a_password_that_was_right_is_not_finished_after_it_was_changed_or_the_account_ended(site, how):
    rosa = site.household.rosa
    secret = belongings.settle_in(rosa, helper=site.household.elena)
    client = Client()
    client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})
    if how == "change_password":
        accounts.change_password(rosa.id, "a lantern over four doors")
    else:
        getattr(accounts, how)(rosa.id)
    answer = client.post("/sign-in/second-step", {"code": second_steps.code_of(secret, at=datetime.now(UTC))})
    assert answer["Location"] == "/sign-in"
    assert client.get("/home").status_code == 302


def test_a_key_that_somebody_gave_is_not_the_key_after_sign_in(site):
    strangers = Client()
    strangers.post("/sign-in/passkey-options")  # an honest session of nobody
    given = strangers.cookies[MEMBER].value
    for key in (given, "a" * 32, "x"):
        victim = with_cookies(**{MEMBER: key})
        assert victim.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})["Location"] == "/home"
        assert victim.cookies[MEMBER].value != key
        assert victim.get("/home").status_code == 200
        opens_nothing(with_cookies(**{MEMBER: key}), MEMBERS[:5])


def test_a_key_from_before_the_second_step_or_a_new_password_opens_nothing(site):
    rosa = site.household.rosa
    secret = belongings.settle_in(rosa, helper=site.household.elena)
    client = Client()
    client.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})
    half = client.cookies[MEMBER].value
    client.post("/sign-in/second-step", {"code": pyotp.TOTP(secret).now()})
    whole = client.cookies[MEMBER].value
    client.post("/security/password", {"old": PASSWORD, "password": "a lantern over four doors"})
    assert client.get("/home").status_code == 200
    for key in (half, whole):
        opens_nothing(with_cookies(**{MEMBER: key}), MEMBERS[:5])


def test_the_token_of_forms_is_another_after_sign_in(site):
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in")
    before = client.cookies["wk_csrf"].value
    said = {"user_name": "rosa", "password": PASSWORD, "csrfmiddlewaretoken": before}
    assert client.post("/sign-in", said)["Location"] == "/home"
    assert client.cookies["wk_csrf"].value != before
    assert client.post("/security/session", {"session": "others", "csrfmiddlewaretoken": before}).status_code == 403


def test_nobody_inherits_whom_the_one_before_her_helped(site):
    client = site.helping("elena", "rosa")
    assert "Rosa" in client.get("/home").content.decode()
    client.cookies["wk_csrf"] = ""
    accounts.change_password(site.household.elena.id, "a lantern over four doors")
    client.post("/sign-in", {"user_name": "avery", "password": PASSWORD})
    assert "helping" not in client.session
    assert "Rosa" not in client.get("/home").content.decode()


def test_after_sign_off_the_old_key_opens_no_page_at_all(site):
    client = site.signed_in("rosa")
    kept = client.cookies[MEMBER].value
    client.post("/sign-out")
    opens_nothing(with_cookies(**{MEMBER: kept}), MEMBERS)


def test_a_session_of_the_registration_pages_opens_no_members_page(site):
    ada = on_record()
    client = Client()
    opens_nothing(client, MEMBERS[:3])
    client.post("/register", WHO)
    opens_nothing(client, MEMBERS)
    client.post("/register/way", {"way": "email"})
    code = code_sent(ada, at=datetime.now(UTC))
    assert client.post("/register/code", {"code": code})["Location"] == "/register/account"
    opens_nothing(client, MEMBERS)
    assert client.post("/register/account", ACCOUNT)["Location"] == "/register/done"
    opens_nothing(client, MEMBERS)


def test_every_answer_to_who_is_signed_on_and_every_page_on_the_way_in_is_kept_nowhere(site):
    clients = {
        Kind.MEMBER: site.signed_in("rosa"),
        Kind.STAFF: sign_on(Client(), site.household.dana),
        Kind.OFFICE: sign_on(Client(), open_office().keeper),
    }
    for name, address in CLOSED:
        client = clients[door_of(address).kind]
        for answer in (client.get(address), client.head(address)):
            assert "no-store" in answer["Cache-Control"], name
            assert "ETag" not in answer, name
            assert "Last-Modified" not in answer, name
    for address in ("/sign-in", "/reset-password", "/staff/sign-in", "/provider-portal/sign-in", "/session"):
        assert "no-store" in Client().get(address)["Cache-Control"], address
    for address in ("/home", "/claims"):
        assert Client().get(address, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_code == 302
