"""Whose record a page shows is never for the asker to say."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.doors.member.conftest import page, site  # noqa: F401
from wellkept.ledger.models import Entry

# Whole words: the random letters of a form's token may spell a short name.
SECRETS = re.compile(
    r"(?<![a-z0-9])(Rosa|Delgado|99213|J06\.9|Common cold|Hemoglobin|4548-4|Penicillin)(?![a-z0-9])", re.IGNORECASE
)


def claims_in(text):
    return re.findall(r'href="(/claims/[0-9a-f-]{36})"', text)


@pytest.mark.promise("P6")
def test_another_members_claim_is_not_there_and_nothing_of_it_is_said(site):  # noqa: F811
    [address, *_] = claims_in(page(site.signed_in("rosa"), "/claims"))
    for who in ("avery", "elena", "maya"):
        _is_not_there(site, who, address)


def _is_not_there(site, who, address):  # noqa: F811
    answer = site.signed_in(who).get(address)
    assert answer.status_code == 404
    own = "Elena Delgado" if who == "elena" else ""
    assert not SECRETS.search(answer.content.decode().replace(own, "") if own else answer.content.decode())
    other = site.signed_in(who).get(f"/claims/{uuid4()}")
    assert without_token(other) == without_token(answer)


def without_token(answer):
    return re.sub(rb'value="[A-Za-z0-9]{64}"|/claims/[0-9a-f-]{36}', b"", answer.content)


def test_no_parameter_says_whose_record_it_is(site):  # noqa: F811
    rosa = site.household.rosa
    client = site.signed_in("avery")
    names = ("person", "of", "member", "helping", "patient", "for", "viewer", "account", "id")
    for value in (str(rosa.person), str(rosa.id)):
        for address in ("/home", "/claims", "/record", "/your-information", "/coverage"):
            headers = {f"X-{name}": value for name in (*names, "User")}
            answer = client.get(address, dict.fromkeys(names, value), headers=headers)
            assert answer.status_code == 200, address
            assert not SECRETS.search(answer.content.decode()), address


def test_nobody_helps_whom_she_may_not(site):  # noqa: F811
    client = site.signed_in("avery")
    for field in ("person", "of", "member", "helping"):
        answer = client.post("/helping", {field: str(site.household.rosa.person)})
        assert answer.status_code == 422
        assert "helping" not in client.session
    assert not SECRETS.search(page(client, "/home"))


def test_a_session_forged_to_help_opens_nothing_and_is_written_down(site):  # noqa: F811
    client = site.signed_in("avery")
    session = client.session
    session["helping"] = str(site.household.rosa.person)
    session.save()
    for address in ("/home", "/claims", "/record", "/record/results", "/your-information", "/coverage"):
        before = Entry.objects.filter(verdict="refused").count()
        answer = client.get(address)
        assert answer.status_code in {302, 403}, address
        assert not SECRETS.search(answer.content.decode())
        assert Entry.objects.filter(verdict="refused").count() > before, address
        session["helping"] = str(site.household.rosa.person)
        session.save()


def test_a_tampered_session_is_a_stranger(site):  # noqa: F811
    client = site.signed_in("rosa")
    key = client.cookies["wk_session"].value
    for forged in (key[:-1] + ("a" if key[-1] != "a" else "b"), key.upper(), "", "x" * 5000, "../" + key, key + "\x01"):
        other = Client()
        other.cookies["wk_session"] = forged
        answer = other.get("/claims")
        assert answer.status_code == 302, forged[:40]
        assert answer["Location"].startswith("/sign-in")


def test_a_session_ends_with_its_account(site):  # noqa: F811
    client = site.signed_in("rosa")
    assert client.get("/claims").status_code == 200
    site.household.rosa.set_password("another one altogether")
    site.household.rosa.save()
    assert client.get("/claims").status_code == 302


def test_signing_out_ends_the_session_and_not_only_the_cookie(site):  # noqa: F811
    client = site.signed_in("rosa")
    kept = client.cookies["wk_session"].value
    client.post("/sign-out")
    again = Client()
    again.cookies["wk_session"] = kept
    assert again.get("/claims").status_code == 302
