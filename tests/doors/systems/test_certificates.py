"""The certificate that a proxy saw: believed from the named proxy, and from nobody else."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from structlog.testing import capture_logs

from tests.doors.systems.conftest import Door
from tests.machines import NAME, certificate, ec_key, register, rsa_key
from wellkept.features.systems import revoke_system
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry

pytestmark = pytest.mark.promise("I7")
PROXY = "10.0.0.5"


@pytest.fixture
def proxied(door, monkeypatch):
    monkeypatch.setattr(settings, "WELLKEPT_PROXY", (ip_network(PROXY),))
    return door


def shown(door, pem, *, peer=PROXY, **also):
    header = quote(pem.decode()) if isinstance(pem, bytes) else pem
    return door.itself(REMOTE_ADDR=peer, headers={"X-Client-Certificate": header}, **also)


def test_a_system_is_known_by_its_certificate_through_the_named_proxy(proxied):
    pem = certificate()
    client = register(certificate=pem, keys=b"")
    answer = shown(proxied, pem)
    assert (answer.json()["client"], answer.json()["proved"]) == (NAME, "certificate")
    assert answer.json()["ends"] == answer.json()["keys"][0]["ends"]
    assert Entry.objects.filter(visitor=f"system:{client}", verb="systems.see_itself").count() == 1


@pytest.mark.parametrize("peer", ["10.0.0.6", "127.0.0.1", "", "not an address"])
def test_the_header_of_anybody_else_is_not_believed_and_is_noted(proxied, peer):
    pem = certificate()
    register(certificate=pem, keys=b"")
    with capture_logs() as logs:
        assert shown(proxied, pem, peer=peer).status_code == 401
    assert [log["event"] for log in logs] == ["certificate_header_ignored"]
    assert "CERTIFICATE" not in str(logs)


def test_an_address_that_the_client_claims_makes_nobody_the_proxy(proxied):
    pem = certificate()
    register(certificate=pem, keys=b"")
    answer = proxied.itself(
        REMOTE_ADDR="203.0.113.9", headers={"X-Client-Certificate": quote(pem.decode()), "X-Forwarded-For": PROXY}
    )
    assert answer.status_code == 401


def test_without_a_named_proxy_no_header_is_read(door):
    pem = certificate()
    register(certificate=pem, keys=b"")
    for peer in (PROXY, "127.0.0.1", "::1"):
        with capture_logs() as logs:
            assert shown(door, pem, peer=peer).status_code == 401
        assert logs == []


def test_another_certificate_of_the_same_name_and_key_is_another_certificate(proxied):
    register(certificate=certificate(), keys=b"")
    assert shown(proxied, certificate()).status_code == 401
    assert shown(proxied, certificate(rsa_key())).status_code == 401


def test_a_certificate_counts_in_its_days_alone(proxied):
    pem = certificate(begins=1, ends=5)
    register(certificate=pem, keys=b"")
    for days, status in ((0, 401), (2, 200), (6, 401)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            assert shown(proxied, pem).status_code == status


def test_a_revoked_certificate_is_worth_nothing_and_does_not_come_back(proxied):
    old, new = certificate(), certificate(ec_key("next"))
    register(certificate=old, keys=b"")
    register(certificate=new, keys=b"")
    assert [shown(proxied, pem).status_code for pem in (old, new)] == [200, 200]
    digest = next(key["sha256"] for key in shown(proxied, old).json()["keys"])
    assert revoke_system(CLOCK, NAME, digest=digest)
    assert sorted(shown(proxied, pem).status_code for pem in (old, new)) == [200, 401]
    assert revoke_system(CLOCK, NAME)
    assert [shown(proxied, pem).status_code for pem in (old, new)] == [401, 401]


@pytest.mark.parametrize("header", ["x", "%00", "-----BEGIN CERTIFICATE-----", "%ff%fe", "é", "a" * 70_000])
def test_what_is_no_certificate_is_nobody(proxied, header):
    with capture_logs() as logs:
        assert shown(proxied, header.encode("latin-1", "replace").decode("latin-1")).status_code == 401
    assert logs[0]["why"] == "no certificate"


def test_a_bad_token_is_not_mended_by_a_good_certificate(proxied):
    pem = certificate()
    register(certificate=pem, keys=b"")
    headers = {"X-Client-Certificate": quote(pem.decode()), "Authorization": "Bearer wrong"}
    assert proxied.itself(REMOTE_ADDR=PROXY, headers=headers).status_code == 401


def test_a_members_session_is_nobody_at_the_systems_door(settled, tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), settled(tmp_path / "home") as site:
        assert site.signed_in("rosa").get("/systems/self").status_code == 401
        register()
        client = site.signed_in("rosa")
        token = Door().token()
        assert client.get("/home", headers={"Authorization": f"Bearer {token}"}).status_code == 200
        answer = Client(headers={"Authorization": f"Bearer {token}"}).get("/home")
        assert answer.status_code == 302
