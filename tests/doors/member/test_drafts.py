"""Drafts as a page of a long form shows, keeps and throws them away, with and without its script."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attacks.forms import _Forms as Forms
from tests.doors.member.conftest import page
from tests.doors.member.test_papers import privacy_office, said
from tests.doors.member.test_session_clock import silent_for
from tests.features.representation.test_documents import PDF
from tests.sign_ins import sign_on
from wellkept.doors.shared.sign_off import idle_minutes
from wellkept.features.drafts import FORMS
from wellkept.identity.accounts import make_account
from wellkept.identity.models import Session
from wellkept.ledger.models import Entry
from wellkept.vault.drafts import MOST_BYTES
from wellkept.vault.models import DependantFact, Draft, RepresentationRequest

AT = "/helping/papers"
HALF = {
    "party": "representative.guardian",
    "name": "Rosa Delg",
    "born": "1948-03-02",
    "number": "",
    "reason": "A stroke",
}
# Where each form is, but for those about something that must be there first: a case, a fact.
PAGES = {
    "papers": AT,
    "invitation": "/helping/invite",
    "name": "/profile/name",
    "languages": "/profile/languages",
    "needs": "/profile/needs",
    "messages": "/profile/messages",
    "contact": "/profile/contacts/add/post",
    "dependant": "/dependants/add",
    "emergency": "/staff/people/emergency",
}
KEPT, LOST = "is kept as a draft", "did not save will be lost"
BACK = "We kept what you had written on"


def seen(client, address=AT):
    """What a page of a long form sends back of its draft."""
    return re.search(r'name="draft_seen" value="([0-9a-f.]+)"', page(client, address))[1]


def keep(client, written, token, *, form="papers", step="", to="/draft", **more):
    """As the page's script sends it."""
    told = {"draft_form": form, "draft_step": step, "draft_seen": token, **more}
    answer = client.post(to, written | told)
    return answer.json() if answer.status_code == 200 else answer.status_code


def press(client, written, token, address=AT, **more):
    """As the page's button sends it."""
    return client.post(address, written | {"draft": "keep", "draft_seen": token, **more})


@pytest.mark.promise("I3")
def test_without_a_script_what_was_written_waits_for_the_next_sign_in_and_goes_with_the_form(site):
    avery = site.signed_in("avery")
    paper = SimpleUploadedFile("court.pdf", PDF)
    answer = press(avery, HALF, seen(avery), papers=paper)
    assert answer["Location"] == f"{AT}?draft=kept"
    assert "Your draft is kept" in page(avery, f"{AT}?draft=kept")
    assert not RepresentationRequest.objects.exists()
    avery.post("/sign-out")
    again = site.signed_in("avery")
    text = page(again, AT)
    for there in (BACK, 'value="Rosa Delg"', 'value="1948-03-02"', 'value="A stroke"', "choose them again"):
        assert there in text
    assert re.search(r'value="representative.guardian"[^>]*checked', text)
    assert "court.pdf" not in text
    sent = again.post(AT, said(site, ("court.pdf", PDF)) | {"draft_seen": seen(again)})
    assert sent["Location"] == f"{AT}?sent=1"
    assert not Draft.objects.exists()
    assert BACK not in page(again, AT)


@pytest.mark.promise("I3")
def test_what_the_script_sends_is_there_again_on_the_same_step_and_on_no_other(site):
    avery = site.signed_in("avery")
    address = PAGES["contact"]
    told = keep(avery, {"value": "1 Elm Street"}, seen(avery, address), form="contact", step="post")
    assert told["kept"] is True
    assert told["said"].startswith("Draft kept at ")
    again = site.signed_in("avery")
    assert ">\n1 Elm Street</textarea>" in page(again, address)
    assert "1 Elm Street" not in page(again, "/profile/contacts/add/email")
    assert "1 Elm Street" not in page(site.signed_in("rosa"), address)


@pytest.mark.promise("I3")
def test_throwing_a_draft_away_asks_first_and_then_it_is_gone(site):
    avery = site.signed_in("avery")
    assert "Throw away this draft" not in page(avery, AT)
    press(avery, HALF, seen(avery))
    text = page(avery, AT)
    assert text.index("<summary>Start over</summary>") < text.index("Throw away this draft")
    assert avery.post(AT, {"draft": "drop"})["Location"] == f"{AT}?draft=dropped"
    text = page(avery, f"{AT}?draft=dropped")
    assert "You start over" in text
    assert "Rosa Delg" not in text
    assert not Draft.objects.exists()


@pytest.mark.promise("I3")
def test_of_two_windows_the_one_that_knows_less_overwrites_nothing_and_says_so(site):
    avery = site.signed_in("avery")
    first = second = seen(avery)
    first = keep(avery, HALF, first)["seen"]
    told = keep(avery, HALF | {"name": "Second window"}, second, draft_last="1")
    assert (told["kept"], told["why"]) == (False, "newer")
    assert "in another window" in told["said"]
    assert 'value="Rosa Delg"' in page(avery, AT)
    assert keep(avery, HALF | {"name": "Second window"}, told["seen"], draft_last="1")["kept"] is True
    assert 'value="Second window"' in page(avery, AT)
    assert keep(avery, HALF, first, draft_last="1")["why"] == "newer"


@pytest.mark.promise("I3")
def test_without_a_script_too_the_second_window_is_told_and_loses_nothing(site):
    avery = site.signed_in("avery")
    token = seen(avery)
    press(avery, HALF, token)
    answer = press(avery, HALF | {"name": "Second window"}, token)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "in another window" in text
    assert 'value="Second window"' in text
    again = re.search(r'name="draft_seen" value="([0-9a-f.]+)"', text)[1]
    assert press(avery, HALF | {"name": "Second window"}, again).status_code == 302
    assert 'value="Second window"' in page(avery, AT)


@pytest.mark.promise("I3")
def test_a_form_that_was_sent_in_one_window_leaves_no_draft_by_the_other(site):
    avery = site.signed_in("avery")
    token = keep(avery, HALF, seen(avery))["seen"]
    avery.post(AT, said(site, ("court.pdf", PDF)))
    assert keep(avery, HALF, token)["why"] == "gone"
    assert not Draft.objects.exists()


def test_taking_back_another_request_leaves_the_draft(site):
    avery = site.signed_in("avery")
    avery.post(AT, said(site, ("court.pdf", PDF)))
    press(avery, HALF, seen(avery))
    asked = RepresentationRequest.objects.get().id
    assert avery.post(AT, {"withdraw": str(asked)})["Location"].endswith("withdrawn=1")
    assert Draft.objects.exists()


def test_what_is_too_long_is_not_kept_and_not_lost_on_the_page(site):
    avery = site.signed_in("avery")
    long = HALF | {"reason": "x" * MOST_BYTES}
    assert keep(avery, long, seen(avery))["why"] == "big"
    answer = press(avery, long, seen(avery))
    assert answer.status_code == 422
    assert "too long to be kept" in answer.content.decode()
    assert "x" * MOST_BYTES in answer.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.promise("I3")
def test_keeping_a_draft_by_script_is_no_activity_and_ends_with_the_session(site):
    avery = site.signed_in("avery")
    token = seen(avery)
    silent_for(idle_minutes() - 1)
    before = Session.objects.get().seen
    assert keep(avery, HALF, token, draft_last="1")["kept"] is True
    assert Session.objects.get().seen == before
    silent_for(idle_minutes() + 1)
    answer = avery.post("/draft", HALF | {"draft_form": "papers", "draft_seen": token})
    assert answer["Location"].startswith("/sign-in?ended=1")
    assert Draft.objects.get().revision == 1


def test_the_script_writes_no_more_often_than_is_said_but_for_the_last_time(site):
    avery = site.signed_in("avery")
    token = keep(avery, HALF, seen(avery))["seen"]
    entries = Entry.objects.count()
    assert keep(avery, HALF, token)["why"] == "later"
    assert Entry.objects.count() == entries
    Draft.objects.update(at=datetime.now(UTC) - timedelta(seconds=31))
    token = keep(avery, HALF, token)["seen"]
    assert keep(avery, HALF, token, draft_last="1")["kept"] is True


@pytest.mark.promise("I3", "I5")
def test_a_draft_for_a_child_is_offered_while_one_helps_that_child_alone(site):
    address = PAGES["needs"]
    claire = site.helping("claire", "maya")
    token = seen(claire, address)
    assert keep(claire, {"needs": "large_print"}, token, form="needs")["kept"] is True
    assert BACK in page(claire, address)
    claire.post("/helping/stop")
    assert BACK not in page(claire, address)
    told = keep(claire, {"needs": "large_print"}, token, form="needs", draft_last="1")
    assert (told["kept"], told["why"]) == (False, "elsewhere")
    assert BACK not in page(site.signed_in("maya"), address)
    assert BACK in page(site.helping("claire", "maya"), address)
    assert Draft.objects.count() == 1


@pytest.mark.promise("I3")
def test_no_field_of_the_request_makes_a_draft_somebody_elses_or_shows_it(site):
    avery, elena = site.signed_in("avery"), site.signed_in("elena")
    token = keep(avery, HALF, seen(avery))["seen"]
    person = str(site.household.avery.person)
    for more in ({}, {"person": person, "account": str(site.household.avery.id), "draft_step": person}):
        told = keep(elena, HALF | {"name": "Mallory"}, token, draft_last="1", **more)
        assert (told["kept"], told["why"]) == (False, "elsewhere")
    elena.post(AT, {"draft": "drop", "draft_seen": token, "person": person})
    assert 'value="Rosa Delg"' in page(avery, AT)
    assert "Rosa Delg" not in page(elena, f"{AT}?draft_seen={token}&draft=kept&person={person}")


def test_the_address_of_drafts_takes_nothing_else(site):
    avery = site.signed_in("avery")
    token = seen(avery)
    assert avery.get("/draft").status_code == 405
    for form in ("decline", "emergency", "passwords", ""):
        assert keep(avery, HALF, token, form=form) == 404
    assert keep(avery, HALF, token, step="../../x") == 404
    for broken in ("", "x", "0.0", f"{token}9999999999"):
        assert keep(avery, HALF, broken).get("why") in {"elsewhere", None}
    strict = Client(enforce_csrf_checks=True)
    sign_on(strict, site.household.avery)
    assert keep(strict, HALF, token) == 403


@pytest.mark.promise("I3")
def test_after_signing_out_no_cache_holds_what_was_written(site):
    avery = site.signed_in("avery")
    token = seen(avery)
    told = avery.post("/draft", HALF | {"draft_form": "papers", "draft_seen": token})
    assert "no-store" in told["Cache-Control"]
    assert "no-store" in avery.get(AT)["Cache-Control"]
    assert "Rosa" not in told.content.decode()
    avery.post("/sign-out")
    assert avery.get(AT)["Location"].startswith("/sign-in")


@pytest.mark.promise("I3")
def test_the_question_before_sign_off_says_what_is_kept_and_what_is_lost(site):
    avery = site.signed_in("avery")
    for address in (AT, PAGES["invitation"], PAGES["needs"]):
        text = page(avery, address)
        assert KEPT in text
        assert re.search(rf"data-draft-lost hidden>[^<]*{LOST}", text)
    assert "but not the files" in page(avery, AT)
    for address in ("/claims", "/security"):
        text = page(avery, address)
        assert re.search(rf"data-draft-lost>[^<]*{LOST}", text)
        assert KEPT not in text


@pytest.mark.promise("I3")
@pytest.mark.parametrize("name", PAGES)
def test_every_form_that_keeps_drafts_has_the_fields_it_names_and_none_is_a_secret(site, name):
    doctor = make_account(
        "doc", "long enough for this", at=datetime.now(UTC), role="workforce.clinician", shown_as="Lee Park"
    )
    client = sign_on(Client(), doctor) if name == "emergency" else site.signed_in("avery")
    parser = Forms(PAGES[name])
    parser.feed(page(client, PAGES[name]))
    (form,) = (one for one in parser.found if any(field == "draft" for field, _, _ in one.fields))
    kinds = {field: kind for field, _, kind in form.fields}
    assert set(FORMS[name].fields) <= kinds.keys() | {"text", "email", "voice"}
    kept = {kinds.get(field, "") for field in FORMS[name].fields}
    assert not kept & {"file", "password", "hidden"}
    assert not set(FORMS[name].fields) & {"code", "password", "old", "new", "answer", "passcode"}


@pytest.mark.promise("I3", "I5")
def test_a_correction_of_a_fact_waits_beside_it_and_goes_with_it(site):
    avery = site.signed_in("avery")
    first = {"about": "my son", "words": "He has asthma", "need": "school forms"}
    press(avery, first, seen(avery, "/dependants/add"), "/dependants/add")
    assert "He has asthma" in page(avery, "/dependants/add")
    assert avery.post("/dependants/add", first)["Location"] == "/dependants?saved=1"
    assert not Draft.objects.exists()
    address = f"/dependants/{DependantFact.objects.get().id}"
    press(avery, first | {"words": "He had asthma"}, seen(avery, address), address)
    assert "He had asthma" in page(avery, address)
    assert "He had asthma" not in page(avery, "/dependants")
    avery.post(address, {"do": "remove"})
    assert not Draft.objects.exists()


@pytest.mark.promise("I3")
def test_the_staff_find_their_reason_again_and_it_goes_with_the_decision(site):
    avery, office = site.signed_in("avery"), privacy_office()
    avery.post(AT, said(site, ("court.pdf", PDF)))
    asked = RepresentationRequest.objects.get().id
    address = f"/staff/representation/{asked}"
    told = keep(
        office, {"reason": "No seal."}, seen(office, address), form="decline", step=str(asked), to="/staff/draft"
    )
    assert told["kept"] is True
    assert ">\nNo seal.</textarea>" in page(office, address)
    assert "No seal." not in page(avery, AT)
    answer = office.post(address, {"do": "decline", "reason": "No seal at all."})
    assert answer["Location"].endswith("?done=declined")
    assert not Draft.objects.exists()
    assert KEPT not in page(office, address)


@pytest.mark.promise("I3", "I9")
def test_the_reason_of_an_emergency_waits_and_goes_once_it_is_declared(site):
    doctor = make_account(
        "doc", "long enough for this", at=datetime.now(UTC), role="workforce.clinician", shown_as="Lee Park"
    )
    client, address = sign_on(Client(), doctor), PAGES["emergency"]
    written = {"number": "LH1", "reason": "Unconscious in our urgent care"}
    assert press(client, written, seen(client, address), address)["Location"].endswith("?draft=kept")
    text = page(client, address)
    assert "Unconscious in our urgent care" in text
    assert "LH1" not in text
    assert "stays 1 day." in text
    (number,) = re.findall(r"LH\d{8}", str(said(site)["number"]))
    assert client.post(address, {"number": number, "reason": "Unconscious in our urgent care"}).status_code == 302
    assert not Draft.objects.exists()
