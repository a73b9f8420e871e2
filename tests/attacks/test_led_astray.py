"""Being led off the site: by every address that takes another, and by the name that a request gives this host."""

from datetime import UTC, datetime
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.attacks import belongings
from tests.attacks.test_requests import ELSEWHERE
from tests.doors.member.household import PASSWORD
from tests.house.test_urls import ADDRESSES, ENDS
from tests.sign_ins import sign_on
from tests.vault.conftest import permit_for
from wellkept.doors.clock.writing import write
from wellkept.exits import kept
from wellkept.features.outbox import send_waiting
from wellkept.features.representation.invitations import invite
from wellkept.identity.systems import CLOCK
from wellkept.vault import contact_points
from wellkept.vault.contact_points import Kind

NAMES = ("next", "to", "back", "url", "redirect", "return", "continue", "then", "address")
# Those that take an address today: each is tried with every way out that is known.
TAKE = (
    "/sign-in",
    "/sign-in/passkey",
    "/session",
    "/session/over",
    "/language",
    "/staff/sign-in",
    "/staff/session/over",
)


def test_no_address_of_the_site_leads_off_it(site):
    clients = {False: site.signed_in("rosa"), True: sign_on(Client(), site.household.dana)}
    for name, address in ADDRESSES:
        if name not in ENDS and address not in TAKE:
            _stays_at(clients[address.startswith("/staff/")], address, ELSEWHERE[0])
            _stays_at(Client(), address, ELSEWHERE[1])
    for address, wanted in product(TAKE, ELSEWHERE):
        _stays_at(Client(), address, wanted)
        if address != "/session/over":
            _stays_at(clients[address.startswith("/staff/")], address, wanted)


def _stays_at(client, address, wanted):
    said = dict.fromkeys(NAMES, wanted)
    for answer in (client.get(address, said), client.post(address, {**said, "language": "es"})):
        _stays(answer, address)


def _stays(answer, address):
    if "Location" in answer:
        to = urlsplit(answer["Location"])
        assert (to.scheme, to.netloc) == ("", ""), address
        assert to.path.startswith("/"), address
        assert not answer["Location"].startswith(("//", "/\\")), address
    assert "Refresh" not in answer
    assert not answer.has_header("X-Evil")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}])
def test_links_in_messages_begin_with_the_plans_own_address(site, settings, headers):
    settings.ALLOWED_HOSTS = ["*"]  # as behind a proxy that lets any name through
    settings.USE_X_FORWARDED_HOST = True
    settings.WELLKEPT_ADDRESS = "https://plan.example"
    rosa = site.household.rosa
    point = contact_points.add(permit_for(rosa.person), kind=Kind.EMAIL, value="rosa@example.org", at=datetime.now(UTC))
    contact_points.verify(permit_for(rosa.person), point, at=datetime.now(UTC))
    assert Client().post("/reset-password", {"user_name": "rosa"}, headers=headers).status_code == 200
    for said in ("Chrome/1 Android", "Firefox/1 Windows"):  # the second is another browser, of which she is told
        browser = Client(headers={"User-Agent": said, **headers})
        assert browser.post("/sign-in", {"user_name": "rosa", "password": PASSWORD})["Location"] == "/home"
    invite(site.household.visitor("rosa"), belongings.offer())
    send_waiting(CLOCK, write)
    sent = [one.message.text for one in kept.kept(permit_for(rosa.person))]
    assert not any("evil.example" in text for text in sent)
    for path in ("/reset-password/", "/not-me/", "/join/"):
        assert any(f"https://plan.example{path}" in text for text in sent), path
