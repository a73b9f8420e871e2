"""What a request may hold, however it was made: never a 500, never a way out of the site, never code."""

import re
from itertools import product
from urllib.parse import quote

from django.test import Client

from tests.attacks.conftest import NASTY
from tests.doors.member.conftest import page, site  # noqa: F401
from tests.doors.member.household import PASSWORD
from tests.house.test_urls import ADDRESSES
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, incoming
from wellkept.vault import resources

FORMS = ("/sign-in", "/helping", "/language", "/helping/stop", "/sign-out", "/staff/sign-in")
PLACES = (
    "/privacy-statement/versions/{}",
    "/notices/generic/{}/",
    "/notices/{}/2026-02/",
    "/static/{}",
    "/record/{}",
    "/{}",
)
ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "http:evil.example", "/%0d%0aSet-Cookie:x=1", "/\t/evil.example", "/sign-out",
    "https:evil.example", "/\x00/evil.example", "//localhost@evil.example", "/claims\r\nX-Evil: 1",
]  # fmt: skip


def test_no_sign_in_leads_off_the_site(site):  # noqa: F811
    for wanted in ELSEWHERE:
        _stays(Client(), wanted)


def _stays(client, wanted):
    said = {"user_name": "rosa", "password": PASSWORD, "next": wanted}
    for answer in (client.post("/sign-in", said), client.get("/sign-in", {"next": wanted})):
        assert answer.status_code in {200, 302, 400, 422}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/")
            assert not answer["Location"].startswith(("//", "/\\"))
            assert "\r" not in answer["Location"]
            assert "\n" not in answer["Location"]
    answer = client.post("/language", {"language": "es", "next": wanted})
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert "evil" not in answer["Location"] or answer["Location"].startswith("/claims")
    assert not answer.has_header("X-Evil")


def test_a_form_without_our_token_changes_nothing(site):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.household.elena)
    said = {"person": str(site.household.rosa.person), "user_name": "rosa", "password": PASSWORD}
    others = ({}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"})
    for address, headers in product(("/sign-in", "/sign-out", "/helping", "/helping/stop"), others):
        assert client.post(address, said, headers=headers).status_code == 403
    assert "helping" not in client.session
    assert client.get("/claims").status_code == 200


def test_no_parameter_of_any_page_breaks_it(site):  # noqa: F811
    clients = (Client(raise_request_exception=False), _in(site))
    for client, (name, address), nasty in product(clients, ADDRESSES, NASTY):
        query = "&".join(f"{key}={quoted(nasty)}" for key in ("after", "next", "from", "to", "ended", "language", "x"))
        answer = client.get(f"{address}?{query}")
        assert answer.status_code < 500, f"{name} {nasty!r}"
        assert not any(code in answer.content for code in (b"<script>alert(", b"Traceback", b"WSGIRequest")), (
            f"{name} {nasty!r}"
        )


def test_no_field_of_any_form_breaks_it(site):  # noqa: F811
    clients = (Client(raise_request_exception=False), _in(site))
    for client, address, nasty in product(clients, FORMS, NASTY):
        names = ("user_name", "password", "next", "person", "language", "told")
        fields = "&".join(f"{key}={quoted(nasty)}" for key in names)
        answer = client.post(address, fields, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, f"{address} {nasty!r}"


def test_no_piece_of_an_address_leads_to_a_file(site):  # noqa: F811
    client = Client(raise_request_exception=False)
    for place, nasty, safe in product(PLACES, NASTY, ("", "/")):
        answer = client.get(place.format(quoted(nasty, safe=safe)))
        assert answer.status_code in {302, 400, 404}, f"{place} {nasty!r}"
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"root:" not in body
        assert b"[statement]" not in body


def quoted(text, safe="/"):
    return quote(text.encode("utf-8", "surrogatepass"), safe=safe)


def _in(site):  # noqa: F811
    client = site.signed_in("rosa")
    client.raise_request_exception = False
    return client


def test_a_huge_body_is_turned_away(site):  # noqa: F811
    client = Client(raise_request_exception=False)
    for body in ("user_name=" + "a" * 2_000_000, "&".join(f"f{n}=1" for n in range(3000))):
        answer = client.post("/sign-in", body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {400, 413}
    answer = client.post("/sign-in", b"\xff\xfe" * 500, content_type="multipart/form-data; boundary=x")
    assert answer.status_code < 500


def test_methods_that_a_page_does_not_have_are_refused(site):  # noqa: F811
    clients = (Client(raise_request_exception=False), _in(site))
    methods = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "GET\x7f")
    for client, (name, address), method in product(clients, ADDRESSES, methods):
        answer = client.generic(method, address)
        assert answer.status_code in {302, 400, 401, 403, 405}, f"{method} {name} {answer.status_code}"


def test_another_host_name_is_refused(site):  # noqa: F811
    for host in ("evil.example", "localhost.evil.example", "localhost:80@evil.example", " ", "a b"):
        answer = Client(raise_request_exception=False).get("/", headers={"Host": host})
        assert answer.status_code == 400, host
        assert "evil" not in answer.content.decode()


def test_headers_of_a_proxy_that_is_not_there_change_nothing(site):  # noqa: F811
    client = site.signed_in("avery")
    for header in ("X-Forwarded-Host", "X-Forwarded-For", "X-Original-Url", "Forwarded", "X-Rewrite-Url"):
        answer = client.get("/claims", headers={header: "evil.example"})
        assert answer.status_code == 200, header
        assert "evil.example" not in answer.content.decode(), header


SCRIPT = "<script>alert('x')</script>"
BROKEN = '"><img src=x onerror=alert(1)>{{ 7|add:7 }}{% debug %}'


def test_what_came_in_a_file_is_words_on_a_page_and_nothing_else(site):  # noqa: F811
    person = site.household.avery.person
    resource = claim("evil-1")
    resource["provider"] = {"display": SCRIPT}
    for item in resource.get("item", []):
        item["productOrService"]["text"] = BROKEN
    for diagnosis in resource.get("diagnosis", []):
        diagnosis["diagnosisCodeableConcept"]["text"] = SCRIPT
    resources.take_in(permit_for(person), incoming(resource))
    client = site.signed_in("avery")
    listed = page(client, "/claims")
    [address, *_] = re.findall(r'href="(/claims/[0-9a-f-]{36})"', listed)
    for text in (listed, page(client, address), page(client, "/home")):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "{{ 7|add:7 }}" in text or "onerror" not in text
    assert "&lt;script&gt;alert" in listed + page(client, address)
