"""Links and codes from messages: good once, for their own use, for whom they are for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.attacks import belongings
from wellkept.features.contact_details import add_contact, verify_contact
from wellkept.features.password_reset import LINK
from wellkept.features.representation.invitations import invite
from wellkept.features.sign_in import NOT_ME
from wellkept.identity import one_time
from wellkept.vault.contact_points import Kind

NEW = {"password": "a lantern over four doors"}
USES = {
    LINK: ("/reset-password/", NEW),
    NOT_ME: ("/not-me/", {}),
    "representation.invitation": ("/helping/join/", {"answer": "yes"}),
}


@pytest.fixture
def link(site):
    """A living link of a use, of Rosa's."""

    def make(use):
        of = site.household.rosa.id
        if use == "representation.invitation":
            of = invite(site.household.visitor("rosa"), belongings.offer())
        return one_time.make(use, of, at=datetime.now(UTC), lasts=timedelta(days=1))

    return make


@pytest.mark.parametrize("use", USES)
def test_a_link_works_once_and_looking_at_it_is_no_use(site, link, use):
    address, said = USES[use]
    joins = use == "representation.invitation"  # only who is signed in may answer it
    first, second = (site.signed_in("avery"), site.signed_in("maya")) if joins else (Client(), Client())
    secret = link(use)
    for _ in range(2):
        assert first.get(address + secret).status_code == 200
        assert first.head(address + secret).status_code == 200
    assert first.post(address + secret, said).status_code in {200, 302}
    before = belongings.everything()
    for client in (first, second):
        for answer in (client.get(address + secret), client.post(address + secret, said)):
            assert answer.status_code == 410
            assert "Rosa" not in answer.content.decode()
    assert belongings.everything() == before


@pytest.mark.parametrize("use", USES)
def test_a_link_opens_nothing_that_it_is_not_for(site, link, use):
    avery, secret = site.signed_in("avery"), link(use)
    before = belongings.everything()
    for other, (address, said) in USES.items():
        if other != use:
            for client in (Client(), avery):
                assert client.get(address + secret).status_code in {410, 302}
                assert client.post(address + secret, said).status_code in {410, 302}
    assert belongings.everything() == before


def test_a_code_of_one_contact_proves_no_other_and_works_once(site):
    rosa, avery = site.household.visitor("rosa"), site.household.visitor("avery")
    points = {
        visitor: add_contact(visitor, visitor.person, Kind.EMAIL, "shared@example.org") for visitor in (rosa, avery)
    }
    code = one_time.make("contact_point", points[rosa], at=datetime.now(UTC), lasts=timedelta(hours=1), digits=6)
    assert one_time.take("contact_point", points[rosa], code, at=datetime.now(UTC))
    assert not one_time.take("contact_point", points[rosa], code, at=datetime.now(UTC))
    assert not verify_contact(rosa, rosa.person, points[rosa], code)
    assert not verify_contact(avery, avery.person, points[avery], code)
