"""Forms that somebody else wrote: without our token, with fields that no form has, in shapes that no page sends."""

import json
from itertools import product

from django.test import Client

from tests.attacks import belongings
from tests.attacks.forms import forms_of
from tests.doors.member.household import PASSWORD
from tests.house.test_urls import ADDRESSES
from tests.sign_ins import sign_on
from wellkept.identity.models import Account

# Anybody may send these from anywhere: they set a cookie of the reader's own choice, and nothing else. Systems have no
# cookie that somebody else's page could send along.
WITHOUT_TOKEN = {"language", "region", "systems-token", "systems-deliveries"}
# What a careless program would take over from a form into a row.
MORE = {
    "status": "closed", "state": "closed", "is_active": "", "active": "false", "is_staff": "1", "is_superuser": "1",
    "role": "workforce.administrator", "kind": "staff", "party": "person.guardian", "verified": "1", "approved": "1",
    "verified_at": "2026-01-01", "balance": "0", "proved": "second_factor", "admin": "1", "scope": "*", "data": "*",
    "acts": "1", "passcode": "274913", "user_name": "mallory", "token": "x", "language": "xx", "_method": "DELETE",
    "preferred": "1",
}  # fmt: skip
# They do what they are for without any field; each wants our token.
ENOUGH_ALONE = {"sign-out", "staff-sign-out", "helping-stop", "security-recovery-codes", "profile-messages"}


def test_every_form_of_every_address_wants_our_token(site):
    others = ({}, {"Origin": "https://evil.example", "X-CSRFToken": "a" * 64})
    people = [None, site.household.rosa, site.household.dana]
    clients = [Client(enforce_csrf_checks=True) for _ in people]
    for client, account in zip(clients, people, strict=True):
        if account is not None:
            sign_on(client, account)
    belongings.settle_in(site.household.rosa, helper=site.household.elena)
    before = belongings.everything()
    for client, (name, address), headers in product(clients, ADDRESSES, others):
        if name not in WITHOUT_TOKEN:
            assert client.post(address, {"old": PASSWORD}, headers=headers).status_code == 403, name
    assert belongings.everything() == before
    assert clients[1].get("/home").status_code == 200


def test_fields_that_no_form_has_change_nothing_anywhere(site):
    belongings.settle_in(site.household.rosa, helper=site.household.elena)
    member, staff = site.signed_in("rosa"), sign_on(Client(), site.household.dana)
    before = belongings.everything()
    for name, address in ADDRESSES:
        if name in ENOUGH_ALONE:
            continue
        client = staff if address.startswith("/staff/") else member
        client.raise_request_exception = False
        for answer in (
            client.post(address, MORE),
            client.post(address, json.dumps(MORE), content_type="application/json"),
            client.post(f"{address}?do=end&how=close&answer=yes", MORE),
            client.generic("PATCH", address, json.dumps(MORE), content_type="application/json"),
        ):
            assert answer.status_code < 500, name
        assert belongings.everything() == before, name
    assert member.get("/home").status_code == 200


def test_fields_that_a_form_does_not_have_change_nothing_beside_those_that_it_has(site):
    belongings.settle_in(site.household.rosa, helper=site.household.elena)
    client = site.signed_in("rosa")
    accounts = _accounts()
    forms = [
        form for form in forms_of(client) if form.method == "post" and form.action not in {"/security/end", "/sign-out"}
    ]
    assert len(forms) > 8
    for form in forms:
        own = {name for name, _, _ in form.fields}
        added = {name: value for name, value in MORE.items() if name not in own}
        assert client.post(form.action, form.filled(PASSWORD) | added).status_code < 500, form.key
        assert _accounts() == accounts, form.key
    assert client.get("/home").status_code == 200


def _accounts():
    columns = ("id", "token", "person", "role", "is_active", "state", "shown_as")
    return {row[0]: tuple(map(belongings.plain, row)) for row in Account.objects.values_list(*columns)}
