"""The staff's pages of a member's file: the purpose is asked, remembered for this member and session, and closed."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.doors.member.conftest import page, site  # noqa: F401
from tests.sign_ins import sign_on
from wellkept.features.member_file import EMERGENCY
from wellkept.identity.accounts import make_account
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind
from wellkept.ledger.models import Entry
from wellkept.vault.models import EmergencyOpening

REASON = "Unconscious in our urgent care, allergies unknown"


@pytest.fixture
def rosa(site):  # noqa: F811
    return site.household.rosa.person


def number_of(person):
    return f"LH{person.int % 10**8:08}"


def session_of(client):
    return SessionStore(client.cookies["wk_staff_session"].value, kind=Kind.STAFF)


def signed_on(role, name="robin"):
    account = make_account(
        name, "long enough for this", at=datetime.now(UTC), role=f"workforce.{role}", shown_as="Robin Ibe"
    )
    return sign_on(Client(), account)


def opened(client, person, purpose="operations.service"):
    return client.post("/staff/people", {"number": number_of(person), "purpose": purpose})


@pytest.mark.promise("I9")
def test_a_file_opens_for_a_purpose_and_says_which_on_every_page(rosa):
    client = signed_on("member_services")
    assert opened(client, rosa).headers["Location"] == "/staff/people/file"
    for address in ("/staff/people/file", "/staff/people/claims"):
        told = page(client, address)
        assert "Open for customer service, until" in told
    assert "Rosa Delgado" in page(client, "/staff/people/file")
    assert client.get("/staff/people/record").status_code == 403
    assert set(Entry.objects.filter(verb__startswith="file.", verdict="allowed").values_list("purpose", flat=True)) == {
        "operations.service"
    }


@pytest.mark.promise("I9")
def test_without_a_purpose_of_the_role_nothing_opens(rosa):
    client = signed_on("member_services")
    for purpose in ("", "treatment.care", EMERGENCY, "no.such.purpose"):
        answer = opened(client, rosa, purpose)
        assert answer.status_code == 422
        assert "Choose what you open the record for" in answer.content.decode()
    assert client.get("/staff/people/file").headers["Location"] == "/staff/people"
    assert not Entry.objects.filter(verb="file.open").exists()


@pytest.mark.promise("I9")
def test_a_purpose_is_remembered_for_the_task_and_not_for_the_day(rosa):
    client = signed_on("member_services")
    opened(client, rosa)
    client.post("/staff/people", {"close": "1"})
    assert client.get("/staff/people/file").headers["Location"] == "/staff/people"
    opened(client, rosa)
    other = signed_on("member_services", "other")
    assert other.get("/staff/people/file").headers["Location"] == "/staff/people"
    kept = session_of(client)
    kept["task"] = {**kept["task"], "until": int(time.time()) - 1}
    kept.save()
    assert client.get("/staff/people/claims").headers["Location"] == "/staff/people"


def test_a_form_says_what_is_missing_and_what_it_did_not_find(rosa):
    client = signed_on("member_services")
    empty = client.post("/staff/people", {"purpose": "operations.service"})
    assert empty.status_code == 422
    assert "Give a number, or first name, last name and day of birth" in empty.content.decode()
    nobody = client.post("/staff/people", {"number": "LH00000000", "purpose": "operations.service"})
    assert "Nobody is on record under this" in nobody.content.decode()
    typed = {"first": "rosa", "last": "DELGADO", "born": "1948-03-02", "purpose": "operations.service"}
    assert client.post("/staff/people", typed).status_code == 302
    wrong = client.post("/staff/people", {**typed, "born": "soon"})
    assert "Write the day of birth as year-month-day" in wrong.content.decode()


@pytest.mark.promise("I9")
def test_a_role_without_a_need_is_refused_with_the_clause(rosa):
    answer = signed_on("web").get("/staff/people")
    assert answer.status_code == 403
    assert "What says no" in answer.content.decode()


@pytest.mark.promise("D14")
def test_support_sees_no_name_and_no_number(rosa):
    client = signed_on("support")
    assert opened(client, rosa, "operations.support").status_code == 302
    told = page(client, "/staff/people/file")
    assert "Transactions, masked" in told
    assert "Rosa" not in told
    assert number_of(rosa) not in told
    assert client.get("/staff/people/claims").status_code == 403


@pytest.mark.promise("I9")
def test_an_emergency_opens_the_record_for_its_time_and_the_officer_reads_why(site, rosa):  # noqa: F811
    client = signed_on("clinician")
    assert "emergency" in page(client, "/staff/people")
    short = client.post("/staff/people/emergency", {"number": number_of(rosa), "reason": "help"})
    assert short.status_code == 422
    answer = client.post("/staff/people/emergency", {"number": number_of(rosa), "reason": REASON})
    assert answer.headers["Location"] == "/staff/people/file"
    assert "Emergency opening." in page(client, "/staff/people/record")
    officer = signed_on("privacy", "priya")
    listed = page(officer, "/staff/emergencies")
    address = listed.partition('href="/staff/emergencies/')[2].partition('"')[0]
    assert REASON not in listed
    assert REASON in page(officer, f"/staff/emergencies/{address}")
    assert officer.post(f"/staff/emergencies/{address}").headers["Location"] == "/staff/people/file"
    assert "Open for audits and legal services" in page(officer, "/staff/people/file")
    history = page(site.signed_in("rosa"), "/your-information")
    assert "Robin Ibe (doctors and nurses of the plan) declared an emergency to open this record" in history
    client.post("/staff/people", {"close": "1"})
    assert client.get("/staff/people/file").status_code == 302


@pytest.mark.promise("I9")
def test_an_emergency_that_is_over_shows_nothing_more(rosa):
    client = signed_on("clinician")
    client.post("/staff/people/emergency", {"number": number_of(rosa), "reason": REASON})
    kept = session_of(client)
    kept["task"] = {**kept["task"], "until": int(time.time()) + 7200}
    kept.save()
    EmergencyOpening.objects.update(until=datetime.now(UTC))
    answer = client.get("/staff/people/record")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/people")


def test_the_officers_pages_are_closed_to_others_and_say_when_there_is_nothing(rosa):
    officer = signed_on("privacy")
    assert "Nobody has declared an emergency" in page(officer, "/staff/emergencies")
    assert officer.get("/staff/emergencies/00000000-0000-0000-0000-000000000000").status_code == 404
    assert "Doctors and nurses of the plan" in page(officer, "/staff/roles?role=workforce.clinician")
    others = signed_on("billing", "bo")
    for address in ("/staff/emergencies", "/staff/roles", "/staff/people/emergency"):
        assert others.get(address).status_code == 403
