"""Where a request came from: a header is believed from a named proxy alone."""

from ipaddress import ip_network

import pytest
from django.conf import settings
from django.test import RequestFactory

from wellkept.doors.shared.browsers import address_of


def asked(peer, told=""):
    headers = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


@pytest.fixture
def proxies(monkeypatch):
    monkeypatch.setattr(settings, "WELLKEPT_PROXY", (ip_network("10.0.0.5"), ip_network("fd00::/64")), raising=False)


@pytest.mark.parametrize("peer", ["198.51.100.7", "10.0.0.6", "127.0.0.1", "2001:db8::1"])
def test_nobody_but_the_named_proxy_is_believed(house, proxies, peer):
    assert asked(peer, "203.0.113.9") == peer


def test_without_a_named_proxy_no_header_is_believed(house, monkeypatch):
    monkeypatch.setattr(settings, "WELLKEPT_PROXY", (), raising=False)
    assert asked("10.0.0.5", "203.0.113.9") == "10.0.0.5"


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("192.0.2.1, 203.0.113.9", "203.0.113.9"),  # the visitor wrote the first one
        ("192.0.2.1, 203.0.113.9, fd00::7", "203.0.113.9"),  # through two of ours
        ("2001:db8::1", "2001:db8::1"),
        ("", "10.0.0.5"),
        ("203.0.113.9, unknown", "10.0.0.5"),
        ("'; DROP TABLE", "10.0.0.5"),
        ("10.0.0.5, 10.0.0.5", "10.0.0.5"),
    ],
)
def test_the_proxys_own_word_counts_and_no_word_before_it(house, proxies, told, address):
    assert asked("10.0.0.5", told) == address
