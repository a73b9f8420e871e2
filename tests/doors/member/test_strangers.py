"""Who is not signed in reads nothing of a member, and each try stays in the book; the staff have no member's pages."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.sign_ins import sign_on
from wellkept.gate import write_waiting_refusals
from wellkept.ledger.models import Entry

ADDRESSES = [
    "/home", "/coverage", "/claims", f"/claims/{uuid4()}", "/record", "/record/results", f"/record/results/{uuid4()}",
    "/record/vitals", "/record/conditions", "/record/conditions/list", "/your-information", "/your-information/others",
    "/helping",
]  # fmt: skip


@pytest.mark.promise("D1")
@pytest.mark.parametrize("statement", ["model/2026-11", "kaiser-permanente/early"])
def test_a_stranger_is_refused_in_the_book_and_sent_to_sign_in(site, statement):
    site.put_in_force(statement)
    refused = Entry.objects.filter(verdict="refused", visitor="stranger", subject=None)
    for address in ADDRESSES:
        before = _times(refused)
        answer = Client().get(address)
        write_waiting_refusals()
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/sign-in?next="), address
        assert _times(refused) == before + 1, address


def _times(entries):
    return sum(entries.values_list("count", flat=True))


def test_an_account_of_the_staff_opens_no_page_of_a_member(site):
    client = sign_on(Client(), site.household.dana)
    client.cookies["wk_session"] = client.cookies["wk_staff_session"].value
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/sign-in?next="), address


def test_what_the_statement_does_not_offer_leads_to_the_rights_desk(site):
    site.put_in_force("kaiser-permanente/early")
    client = site.signed_in("rosa")
    home = client.get("/home").content.decode()
    for address in ("/claims", "/record", "/coverage", "/record/results"):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 404, address
        assert "This site does not offer that" in text, address
        assert 'href="/contact"' in text, address
        assert f'href="{address}"' not in home, address


def test_no_page_of_a_member_is_kept_by_a_browser_or_tells_where_one_came_from(site):
    answer = site.signed_in("rosa").get("/claims")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "http://" not in answer.content.decode().replace("http://www.w3.org/", "")
