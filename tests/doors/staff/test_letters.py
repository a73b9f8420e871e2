"""The page with the letters to print."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.applicants import ADA, on_record
from tests.doors.member.conftest import page, site  # noqa: F401
from tests.features.test_letters import asked
from tests.sign_ins import sign_on
from wellkept.features.registration import LETTER_LASTS
from wellkept.identity.accounts import make_account


@pytest.fixture
def dana(site):  # noqa: F811
    on_record(email="")
    return sign_on(Client(), site.household.dana)


def do(client, what, letter):
    return client.post("/staff/letters", {"do": what, "letter": str(letter)})


@pytest.mark.promise("I1")
def test_a_letter_is_printed_sent_and_put_back_and_the_list_names_nobody(dana):
    letter = asked(at=datetime.now(UTC))
    text = page(dana, "/staff/letters")
    assert "1 letter waits" in text
    assert ADA.last not in text
    assert ADA.last.upper() not in text
    assert "It is in the mail" not in text
    sheet = do(dana, "print", letter)
    assert sheet.content.startswith(b"%PDF-")
    assert sheet["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in sheet["Content-Security-Policy"]
    assert sheet["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in sheet["Cache-Control"]
    assert "It is in the mail" in page(dana, "/staff/letters")
    assert do(dana, "sent", letter)["Location"] == "/staff/letters?done=sent"
    assert "No letter waits" in page(dana, "/staff/letters")
    assert do(dana, "not_sent", letter)["Location"] == "/staff/letters?done=not_sent"
    assert "1 letter waits" in page(dana, "/staff/letters?done=not_sent")


def test_a_letter_that_is_over_says_so(dana):
    letter = asked(at=datetime.now(UTC) - LETTER_LASTS)
    assert "Over: do not send" in page(dana, "/staff/letters")
    assert do(dana, "print", letter)["Location"] == "/staff/letters?done=over"
    assert "Only the member can ask" in page(dana, "/staff/letters?done=over")


def test_nonsense_changes_nothing(dana):
    letter = asked(at=datetime.now(UTC))
    for said in ({}, {"do": "print"}, {"do": "sent", "letter": str(letter)}, {"do": "burn", "letter": str(letter)}):
        assert dana.post("/staff/letters", said)["Location"] == "/staff/letters?done=not_there"


@pytest.mark.parametrize("role", ["workforce.clinician", "workforce.support", "workforce.analyst"])
def test_a_role_without_letters_is_refused(site, dana, role):  # noqa: F811
    letter = asked(at=datetime.now(UTC))
    other = make_account("ivo", "x" * 20, at=datetime.now(UTC), role=role, shown_as="Ivo")
    client = sign_on(Client(), other)
    assert client.get("/staff/letters").status_code == 403
    for what in ("print", "sent", "not_sent", ""):
        assert do(client, what, letter).status_code == 403
