"""Somebody else's identifiers in every address and in every field of every form, from the list of addresses itself."""

import re
from itertools import product

import pytest
from django.test import Client

from tests.attacks import belongings
from tests.attacks.forms import forms_of
from tests.attacks.test_whose_record import SECRETS
from tests.doors.member.household import PASSWORD
from tests.house.test_urls import patterns
from tests.sign_ins import sign_on

ROUTES = [(name, route) for name, route in patterns() if re.search(r"<(?!int)", route)]
# What the attack must have found, or it attacks nothing.
EXPECTED = {"/helping", "/helping/invite", "/security/session", "/security/remove", "/security/browser", "/session"}
# They say what a form does, not to whom.
CHOOSES = {"do", "how"}
SENT_ON = {302, 400, 401, 403, 404, 405, 410, 422, 429}


@pytest.fixture
def owned(site):
    """Rosa has one of everything, and Avery too; what is Rosa's as it was."""
    house = site.household
    for account in (house.rosa, house.avery):
        hers = account is house.rosa
        belongings.settle_in(account, helper=house.elena if hers else house.claire, words="Rosa's" if hers else "mine")
    sign_on(Client(), house.rosa)
    return belongings.of(house.rosa.id, house.rosa.person)


def ids(site):
    rosa = site.household.rosa
    found = belongings.ids_of(rosa.id, rosa.person, of_each=1)
    assert len(found) > 10
    return found


@pytest.mark.promise("P6")
@pytest.mark.parametrize("who", ["avery", "dana"])
def test_anothers_id_opens_no_address(site, owned, who):
    client = sign_on(Client(raise_request_exception=False), getattr(site.household, who))
    assert len(ROUTES) > 8
    for (name, route), one in product(ROUTES, ids(site)):
        address = re.sub(r"<[^>]+>", str(one), route.replace("<int:place>", "0"))
        for answer in (client.get(address), client.post(address, {"old": PASSWORD})):
            assert answer.status_code in SENT_ON, f"{name} {answer.status_code}"
            assert not SECRETS.search(answer.content.decode()), name
    assert belongings.of(site.household.rosa.id, site.household.rosa.person) == owned


@pytest.mark.promise("P6")
def test_anothers_id_does_nothing_in_any_field_of_any_form(site, owned):
    site.signed_in("avery")  # another place, which Avery may end
    client = site.signed_in("avery")
    forms = {form.key: form for form in forms_of(client) if form.method == "post"}
    assert {form.action for form in forms.values()} >= EXPECTED
    fields = {(key, name) for key, form in forms.items() for name, _, kind in form.fields if kind != "password"}
    for (key, name), one in product(sorted(fields), ids(site)):
        if name in CHOOSES:
            continue
        answer = client.post(forms[key].action, forms[key].filled(PASSWORD) | {name: str(one)})
        assert answer.status_code < 500, (key, name)
        assert not SECRETS.search(answer.content.decode()), (key, name)
    assert client.get("/home").status_code == 200
    assert not SECRETS.search(client.get("/home").content.decode())
    assert belongings.of(site.household.rosa.id, site.household.rosa.person) == owned
