"""Mutual TLS as it is in production: nginx ends it, names the certificate, and is alone believed."""

import json
import ssl
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import quote
from wsgiref.simple_server import WSGIServer

import pytest
from cryptography import x509
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tests.journeys.conftest import Quiet, serve
from tests.machines import NAME, certificate, ec_key, form, private_pem, register, signed
from tests.servers.proxy import proxied
from wellkept.features.systems import revoke_system
from wellkept.identity import clients
from wellkept.identity.public_keys import Proof, digest_of
from wellkept.identity.systems import CLOCK

pytestmark = [pytest.mark.nginx, pytest.mark.promise("I7")]
FORGERIES = ("X-Client-Certificate", "x-client-certificate", "X_Client_Certificate")


@dataclass
class Wire:
    """The proxy's port, the site's own port behind it, and a folder for keys."""

    port: int
    behind: int
    folder: Path

    def get(self, shown=None, path="/systems/self", **also):
        """Ask through nginx, showing (certificate, key) or none; status and body."""
        context = ssl.create_default_context(cafile=str(self.folder / "server.pem"))
        context.check_hostname = False
        if shown is not None:
            own = self.folder / "client.pem"
            own.write_bytes(shown[0] + private_pem(shown[1]))
            context.load_cert_chain(own)
        return answer(HTTPSConnection("127.0.0.1", self.port, context=context, timeout=60), path, **also)

    def get_behind(self, source, path="/systems/self", **also):
        """Ask the site itself, past nginx, from an address of this machine."""
        return answer(HTTPConnection("127.0.0.1", self.behind, source_address=(source, 0), timeout=60), path, **also)


def answer(connection, path, *, method="GET", body=None, headers=()):
    try:
        connection.request(method, path, body, headers=dict(headers))
        got = connection.getresponse()
        raw = got.read()
    finally:
        connection.close()
    return got.status, json.loads(raw) if raw.startswith(b"{") else {}


@pytest.fixture
def wire(door, nginx, tmp_path, monkeypatch):
    # nginx comes from 127.0.0.1; the rest of this machine's loopback is anybody.
    monkeypatch.setattr(settings, "WELLKEPT_PROXY", (ip_network("127.0.0.1"),))
    server = WSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=serve, args=[server])
    thread.start()
    folder = tmp_path / "nginx"
    folder.mkdir()
    key = ec_key("server")
    behind = f"http://127.0.0.1:{server.server_port}"
    try:
        with proxied(
            nginx, folder, behind, certificate=certificate(key, called="localhost"), key=private_pem(key)
        ) as port:
            yield Wire(port, server.server_port, folder)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_registered_certificate_is_known_through_nginx_until_it_is_revoked(wire):
    own = certificate()
    register(certificate=own, keys=b"")
    status, said = wire.get((own, ec_key()))
    assert (status, said["client"], said["proved"]) == (200, NAME, "certificate")
    assert revoke_system(CLOCK, NAME)
    assert wire.get((own, ec_key())) == (401, {"error": "invalid_token"})


def test_no_certificate_and_one_that_nobody_registered_are_nobody(wire):
    register(certificate=certificate(), keys=b"")
    assert wire.get()[0] == 401
    assert wire.get((certificate(), ec_key()))[0] == 401
    assert wire.get((certificate(called="Claims system"), ec_key()))[0] == 401


def test_a_certificate_that_is_over_opens_nothing(wire):
    over, now = certificate(begins=-9, ends=-1), datetime.now(UTC)
    digest = digest_of(x509.load_pem_x509_certificate(over))
    proof = Proof(digest=digest, begins=now - timedelta(days=9), ends=now - timedelta(days=1))
    clients.register(NAME, "feed.claims", [proof], until=None, at=now)  # as it was registered when it was good
    assert wire.get((over, ec_key()))[0] in {400, 401}


@pytest.mark.parametrize("header", FORGERIES)
def test_nginx_writes_over_what_a_client_says_of_its_certificate(wire, header):
    own = certificate()
    register(certificate=own, keys=b"")
    forged = {header: quote(own.decode())}
    assert wire.get(headers=forged)[0] == 401
    assert wire.get((certificate(), ec_key()), headers=forged)[0] == 401


@pytest.mark.parametrize("header", FORGERIES)
def test_who_passes_by_nginx_is_not_believed(wire, header):
    own = certificate()
    register(certificate=own, keys=b"")
    forged = {header: quote(own.decode()), "X-Forwarded-For": "127.0.0.1"}
    assert wire.get_behind("127.0.0.2", headers=forged)[0] == 401
    # The same from where nginx is: what is believed is the peer, so nobody else may be let in there.
    assert wire.get_behind("127.0.0.1", headers=forged)[0] == 200


def test_a_file_is_delivered_through_nginx(wire):
    own = certificate()
    register(certificate=own, keys=b"")
    kind = {"Content-Type": "application/fhir+ndjson"}
    shown = (own, ec_key())
    status, said = wire.get(shown, "/systems/deliveries", method="POST", body=b"x" * 2_000_000, headers=kind)
    assert (status, said["state"]) == (202, "waiting")
    assert wire.get(shown, said["delivery"])[1]["bytes"] == 2_000_000
    assert wire.get((certificate(), ec_key()), said["delivery"])[0] == 401


def test_a_token_is_given_and_shown_through_nginx(wire):
    register()
    body = "&".join(f"{name}={value}" for name, value in form(signed()).items())
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, said = wire.get(path="/systems/token", method="POST", body=body, headers=kind)
    assert status == 200
    shown = {"Authorization": f"Bearer {said['access_token']}"}
    assert wire.get(headers=shown)[1]["proved"] == "signed_token"
