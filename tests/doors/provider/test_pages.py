"""The pages of the provider portal: patients, people of the office, what it did."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.doors.member.conftest import page, site  # noqa: F401
from tests.features.test_roster import number_of
from tests.offices import CANYON, open_office
from tests.sign_ins import sign_on
from wellkept.identity.models import Account, State
from wellkept.ledger.models import Entry

PATIENTS, PEOPLE = "/provider-portal/patients", "/provider-portal/people"
CARE = "treatment.care"


@pytest.fixture
def harbor(site):  # noqa: F811
    return open_office()


@pytest.fixture
def desk(harbor):
    return sign_on(Client(), harbor.clerk)


@pytest.fixture
def keeper(harbor):
    return sign_on(Client(), harbor.keeper)


def rosa_said(site, **other):  # noqa: F811
    return {"number": number_of(site.household.rosa.person), "born": "1948-03-02", "reason": CARE} | other


@pytest.mark.promise("M16")
def test_a_patient_is_added_looked_at_and_taken_off(site, desk):  # noqa: F811
    assert "No patient is on your list yet" in page(desk, PATIENTS)
    assert desk.post(PATIENTS, rosa_said(site))["Location"] == PATIENTS
    listed = page(desk, PATIENTS)
    assert "Rosa Delgado" in listed
    line = _line(listed)
    text = page(desk, line)
    assert "Covered today" in text
    assert "Larkspur Silver PPO" in text
    assert "We give or arrange this person" in text
    assert desk.post(line)["Location"] == PATIENTS
    assert desk.get(line).status_code == 404


def _line(text):
    start = text.index(f'href="{PATIENTS}/') + 6
    return text[start : text.index('"', start)]


@pytest.mark.promise("I2")
def test_nobody_a_wrong_date_and_one_who_is_there_already_get_the_same_page(site, desk):  # noqa: F811
    desk.post(PATIENTS, rosa_said(site))
    pages = [
        desk.post(PATIENTS, rosa_said(site, number="LH00000000")),
        desk.post(PATIENTS, rosa_said(site, born="1948-03-03")),
        desk.post(PATIENTS, rosa_said(site)),
    ]
    assert {answer.status_code for answer in pages} == {422}
    alerts = {answer.content.decode().split('<div class="usa-alert ')[1].split("</div>")[0] for answer in pages}
    assert len(alerts) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"number": ""}, "Type the number on the member card"),
        ({"born": "yesterday"}, "Write the day of birth as year-month-day"),
        ({"reason": "sale.sell"}, "Say why you look"),
    ],
)
def test_what_is_missing_is_said(site, desk, said, told):  # noqa: F811
    answer = desk.post(PATIENTS, rosa_said(site, **said))
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_too_many_tries_are_paused_and_said(site, desk):  # noqa: F811
    for n in range(12):
        answer = desk.post(PATIENTS, rosa_said(site, number=f"LH0000010{n:02}"))
    assert (answer.status_code, "Too many tries" in answer.content.decode()) == (429, True)


@pytest.mark.promise("P6", "D1")
def test_another_offices_patient_is_not_there_in_address_or_field(site, desk, harbor):  # noqa: F811
    desk.post(PATIENTS, rosa_said(site))
    line = _line(page(desk, PATIENTS))
    canyon = open_office("Canyon Clinic", CANYON)
    other = sign_on(Client(), canyon.keeper)
    ids = [line.rpartition("/")[2], str(site.household.rosa.person), str(harbor.id), str(harbor.clerk.id), str(uuid4())]
    for one in ids:
        for answer in (other.get(f"{PATIENTS}/{one}"), other.post(f"{PATIENTS}/{one}")):
            assert answer.status_code == 404
        for name in ("patient", "person", "office", "number", "after"):
            answer = other.post(PATIENTS, rosa_said(site, number="LH00000000") | {name: one})
            assert answer.status_code in {422, 429}
            assert "Rosa" not in other.get(f"{PATIENTS}?{name}={one}").content.decode()
        for does in ("suspend", "reopen", "end", "renew"):
            assert other.post(PEOPLE, {"person": one, "does": does}).status_code == 422
    assert Account.objects.get(id=harbor.clerk.id).state == State.OPEN
    assert "Rosa Delgado" in page(desk, PATIENTS)


@pytest.mark.promise("I9")
def test_office_staff_do_nothing_that_is_the_keepers(desk, harbor):
    before = list(Account.objects.order_by("id").values())
    for answer in (
        desk.get(PEOPLE),
        desk.post(PEOPLE, {"does": "invite", "name": "Mallory", "part": "keeper"}),
        desk.post(PEOPLE, {"does": "end", "person": str(harbor.keeper.id)}),
        desk.get("/provider-portal/trail"),
    ):
        assert answer.status_code == 403
    assert list(Account.objects.order_by("id").values()) == before
    refused = Entry.objects.filter(verdict="refused", visitor=f"office:{harbor.clerk.id}")
    assert refused.count() == 4
    assert "People of your office" not in page(desk, "/provider-portal")


@pytest.mark.promise("I9")
def test_the_keeper_invites_suspends_lets_in_and_ends(keeper, harbor):
    answer = keeper.post(PEOPLE, {"does": "invite", "name": "Ines Roy", "part": "staff"})
    text = answer.content.decode()
    assert "Give this link to Ines Roy" in text
    link = text.split("/provider-portal/join/")[1].split("<")[0]
    assert Client().get(f"/provider-portal/join/{link}").status_code == 200
    clerk = sign_on(Client(), harbor.clerk)
    keeper.post(PEOPLE, {"does": "suspend", "person": str(harbor.clerk.id)})
    assert clerk.get("/provider-portal").status_code == 302
    keeper.post(PEOPLE, {"does": "reopen", "person": str(harbor.clerk.id)})
    assert sign_on(Client(), harbor.clerk).get("/provider-portal").status_code == 200
    keeper.post(PEOPLE, {"does": "end", "person": str(harbor.clerk.id)})
    assert Account.objects.get(id=harbor.clerk.id).state == State.CLOSED
    assert keeper.post(PEOPLE, {"does": "reopen", "person": str(harbor.clerk.id)}).status_code == 422
    for one in Account.objects.filter(state=State.INVITED):
        keeper.post(PEOPLE, {"does": "end", "person": str(one.id)})
    assert Client().get(f"/provider-portal/join/{link}").status_code == 410


@pytest.mark.parametrize("does", ["suspend", "end"])
def test_somebody_always_keeps_the_accounts(keeper, harbor, does):
    answer = keeper.post(PEOPLE, {"does": does, "person": str(harbor.keeper.id)})
    assert (answer.status_code, "Somebody must keep the accounts" in answer.content.decode()) == (422, True)
    assert keeper.get("/provider-portal").status_code == 200


def test_a_new_link_ends_the_old_password_and_is_not_for_oneself(keeper, harbor):
    clerk = sign_on(Client(), harbor.clerk)
    answer = keeper.post(PEOPLE, {"does": "renew", "person": str(harbor.clerk.id)})
    assert "Give this link to Sam Okafor" in answer.content.decode()
    assert clerk.get("/provider-portal").status_code == 302
    assert Account.objects.get(id=harbor.clerk.id).state == State.INVITED
    assert keeper.post(PEOPLE, {"does": "renew", "person": str(harbor.keeper.id)}).status_code == 422


@pytest.mark.promise("I9")
def test_the_keeper_reads_what_the_office_did_without_whom_it_was_about(site, keeper, desk):  # noqa: F811
    desk.post(PATIENTS, rosa_said(site))
    desk.get(_line(page(desk, PATIENTS)))
    text = page(keeper, "/provider-portal/trail")
    for said in ("Put a patient on the list", "Looked at a patient&#x27;s coverage", "Sam Okafor"):
        assert said in text
    assert "Rosa" not in text
    other = sign_on(Client(), open_office("Canyon Clinic", CANYON).keeper)
    assert "Sam Okafor" not in page(other, "/provider-portal/trail")


def test_each_page_speaks_spanish(harbor):
    client = sign_on(Client(headers={"Accept-Language": "es"}), harbor.keeper)
    for address, said in (
        (PATIENTS, "Pacientes"),
        (PEOPLE, "Personal de su consultorio"),
        ("/provider-portal", "acuerdo"),
    ):
        assert said in page(client, address)
