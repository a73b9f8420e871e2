"""A system with a good token: at every address that is for people, and with other people's ids at its own."""

import re
from itertools import product
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.attacks import belongings
from tests.attacks.test_whose_record import SECRETS
from tests.house.test_urls import ADDRESSES, CLOSED, patterns
from tests.machines import ec_key, form, public_pem, register, signed
from tests.sign_ins import sign_on
from wellkept.doors.shared.systems import is_systems

pytestmark = pytest.mark.promise("I7")


FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def clients(site):
    found = []
    for party in ("feed.clinical", "provider.office"):
        name = party.replace(".", "-")
        register(name, party, keys=public_pem(ec_key(name)))
        body = urlencode(form(signed(ec_key(name), name=name)))
        token = Client().post("/systems/token", body, content_type=FORM).json()["access_token"]
        found.append(Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False))
    return found


def test_a_systems_token_opens_nothing_more_than_a_stranger_is_shown(site, clients):
    for name, address in ADDRESSES:
        if is_systems(address):
            continue
        shown = Client().get(address)
        for client in clients:
            answer = client.get(address)
            assert (answer.status_code, answer.get("Location")) == (shown.status_code, shown.get("Location")), name
            if name in {one for one, _ in CLOSED}:
                assert not SECRETS.search(answer.content.decode()), name
                assert client.post(address, {"person": "x"}).status_code in {302, 403, 405, 410}, name


def test_a_systems_own_addresses_show_nothing_of_anybody(site, clients):
    house = site.household
    belongings.settle_in(house.rosa, helper=house.elena)
    sign_on(Client(), house.rosa)
    before = belongings.of(house.rosa.id, house.rosa.person)
    ids = belongings.ids_of(house.rosa.id, house.rosa.person, of_each=1)
    routes = [route for _, route in patterns() if is_systems(route)]
    assert len(routes) >= 4
    for client, route, one in product(clients, routes, ids):
        address = re.sub(r"<[^>]+>", str(one), route)
        for answer in (
            client.get(address, {"client": str(one), "person": str(one)}),
            client.post(address, {"person": str(one), "party": "workforce.program"}),
            client.put(address, {"client": str(one)}, content_type="application/json"),
        ):
            assert answer.status_code < 500, address
            assert not SECRETS.search(answer.content.decode()), address
    assert belongings.of(house.rosa.id, house.rosa.person) == before


def test_every_address_answers_something_else_than_a_failure(site, clients):
    for client, (name, address) in product(clients, ADDRESSES):
        assert client.get(address).status_code < 500, name
