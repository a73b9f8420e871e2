"""What stands before a member's pages: whoever she is, every address ends in a page that says what is so (I4, S5)."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.days import today
from tests.house.test_urls import filled
from tests.sign_ins import sign_on
from tests.vault.conftest import permit_for
from wellkept import gate
from wellkept.doors.member.urls import urlpatterns
from wellkept.features.contacts import read_contacts
from wellkept.identity.accounts import make_account
from wellkept.statement.load import shipped
from wellkept.vault import people
from wellkept.vault.ages import birthday

TODAY = today()
ADDRESSES = [(one.name, "/" + filled(str(one.pattern))) for one in urlpatterns]
# What may be seen or done before anything is answered.
OPEN = {name for name, _ in ADDRESSES if name.startswith("security")} | {"helping-stop"}
AGES = {"child": 8, "teen": 15, "grown": 40, "unknown": None}


@pytest.fixture
def people_of_all_ages(site):
    return {name: _account(name, age) for name, age in AGES.items()}


def _account(name, age):
    person = people.make(permit_for(None), enrolled=True)
    said = {"identity.name": {"first": name.title(), "last": "Marlow"}}
    if age is not None:
        said["identity.birth_date"] = birthday(TODAY.replace(day=1), -age).isoformat()
    people.take_in(permit_for(person), said, known_by=[], source="feed.enrolment")
    return make_account(name, "larkspur in bloom", at=datetime.now(UTC), person=person)


def _end_of_the_way(client, address):
    answer = client.get(address, follow=True)
    assert len(answer.redirect_chain) <= 3, (address, answer.redirect_chain)
    return answer


@pytest.mark.promise("I4", "S5")
@pytest.mark.parametrize("statement", shipped())
def test_every_address_ends_in_a_page_whoever_asks(site, people_of_all_ages, statement):
    gate.put_in_force(statement, at=datetime.now(UTC), told="")
    under = gate.promised().old_enough
    for name, account in people_of_all_ages.items():
        client = sign_on(Client(), account)
        may_answer = AGES[name] is not None and AGES[name] >= under
        for page, address in ADDRESSES:
            answer = _end_of_the_way(client, address)
            if page in OPEN:
                assert answer.status_code in {200, 403, 405}, (name, page)
                continue
            assert answer.status_code == (200 if may_answer else 403), (name, page)
            template = answer.templates[0].name
            assert template == f"member/{_expected(name, may_answer)}.html", (name, page)


def _expected(name, may_answer):
    if may_answer:
        return "agreement"
    return "age_unknown" if AGES[name] is None else "too_young"


@pytest.mark.promise("I4")
@pytest.mark.parametrize("statement", shipped())
def test_who_may_not_answer_reads_which_office_helps(site, people_of_all_ages, statement):
    gate.put_in_force(statement, at=datetime.now(UTC), told="")
    first = next(iter(read_contacts(site.household.visitor("rosa")).values()))
    for name, heading in (
        ("child", "A parent or guardian can help you"),
        ("unknown", "We do not know your birth date"),
    ):
        text = sign_on(Client(), people_of_all_ages[name]).get("/home").content.decode()
        assert heading in text
        assert first in text
        assert f"nobody under {gate.promised().old_enough}" in text


@pytest.mark.promise("S5")
@pytest.mark.parametrize("statement", shipped())
def test_who_is_old_enough_answers_once_and_sees_every_page(site, people_of_all_ages, statement):
    gate.put_in_force(statement, at=datetime.now(UTC), told="")
    client = sign_on(Client(), people_of_all_ages["grown"])
    assert client.post("/agreement", {"version": statement, "next": "/profile"})["Location"] == "/profile"
    for page, address in ADDRESSES:
        answer = _end_of_the_way(client, address)
        assert answer.status_code in {200, 403, 404, 405, 410}, page
        assert answer.request["PATH_INFO"] != reverse("agreement") or page == "agreement"
    assert client.get("/profile").status_code == client.get("/your-information").status_code == 200


def test_who_may_not_agree_cannot_by_sending_the_form(site, people_of_all_ages):
    client = sign_on(Client(), people_of_all_ages["child"])
    answer = client.post("/agreement", {"version": gate.promised().version})
    assert answer.status_code == 403
    assert "A parent or guardian can help you" in answer.content.decode()
    assert client.get("/claims").status_code == 403


def test_once_her_birth_date_is_known_she_is_asked_like_everybody(site, people_of_all_ages):
    account = people_of_all_ages["unknown"]
    client = sign_on(Client(), account)
    assert client.get("/home").status_code == 403
    born = {"identity.birth_date": "1980-01-01"}
    people.take_in(permit_for(account.person), born, known_by=[], source="feed.enrolment")
    assert client.get("/home")["Location"] == "/agreement?next=%2Fhome"


def test_nobody_is_told_her_age_who_helps_somebody_else(site, people_of_all_ages):
    client = site.helping("claire", "maya")
    assert client.get("/home").status_code == 200
