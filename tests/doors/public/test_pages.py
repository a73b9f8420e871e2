"""Home, contacts, notices of language, health, errors: what each says, and what it never does."""

import re

import pytest

from tests.doors.public.test_statement import words
from wellkept.statement.load import in_force, shipped

ALL = [
    "/", "/privacy-statement", "/privacy-statement/versions", "/privacy-statement/compare", "/contact", "/sign-in",
    "/notice-of-privacy-practices",
]  # fmt: skip


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_works_under_every_statement(open_site, name, language):
    site = open_site(name)
    for address in ALL:
        assert site.get(address, language=language).status_code == 200, address


@pytest.mark.parametrize("address", ALL)
def test_no_page_carries_inline_style_or_script_or_another_host(site, address):
    page = site.page(address)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=\"/static/)", page)
    loaded = re.findall(r'<(?:link|script|img|iframe|source)[^>]+(?:href|src)="([^"]+)"', page)
    assert loaded
    assert all(one.startswith("/") and not one.startswith("//") for one in loaded)


@pytest.mark.parametrize("address", ["/", "/privacy-statement", "/contact"])
def test_reading_a_public_page_sets_no_cookie(site, address):
    assert not site.get(address).cookies


def test_each_page_has_one_first_heading_and_its_own_title(site):
    titles = set()
    for address in ALL:
        page = site.page(address)
        assert len(re.findall(r"<h1[ >]", page)) == 1, address
        titles.add(re.search(r"<title>(.*?)</title>", page)[1])
    assert len(titles) == len(ALL)


@pytest.mark.promise("S10")
def test_home_quotes_the_statement_word_by_word(site):
    page, statement = words(site.page("/")), words(site.page("/privacy-statement"))
    quoted = re.findall(r'class="promise__words">(.*?)</p>', site.page("/"))
    assert len(quoted) == 5
    assert all(words(one) in statement for one in quoted)
    assert "selling or renting" in page


def test_home_names_only_what_the_statement_offers(open_site):
    offered = in_force("kaiser-permanente/early").statement.services
    page = words(open_site("kaiser-permanente/early").page("/"))
    assert "record" not in offered
    assert "Your medical record" not in page


@pytest.mark.promise("S6")
@pytest.mark.parametrize("name", shipped())
def test_the_contacts_are_those_of_the_statement_and_no_others(open_site, name):
    contacts = in_force(name).statement.contacts
    others = {value for other in shipped() for value in in_force(other).statement.contacts.values()}
    page = words(open_site(name).page("/contact"))
    assert all(words(value) in page for value in contacts.values())
    assert not [value for value in others - set(contacts.values()) if value in page and not _within(value, contacts)]


def _within(value: str, contacts: dict[str, str]) -> bool:
    return any(value in own for own in contacts.values())


def test_choosing_another_statement_changes_the_site(open_site):
    site = open_site("model/2026-11")
    before = site.page("/")
    site.put_in_force("kaiser-permanente/early")
    after = site.page("/")
    assert "Larkspur" in before
    assert "Larkspur" not in after


@pytest.mark.promise("S8")
def test_a_chosen_language_is_remembered(site):
    answer = site.client.post("/language", {"language": "es", "next": "/contact"})
    assert (answer.status_code, answer["Location"]) == (302, "/contact")
    assert '<html lang="es">' in site.page("/contact", language="en")
    site.client.post("/language", {"language": "en"})
    assert '<html lang="en">' in site.page("/contact", language="es")


@pytest.mark.parametrize("sent", [{"language": "fr"}, {}, {"language": "es\r\nX: y"}])
def test_a_language_that_the_site_does_not_have_is_refused(site, sent):
    answer = site.client.post("/language", sent)
    assert answer.status_code == 400
    assert not answer.cookies


def test_a_form_on_another_site_cannot_choose_the_language(site):
    answer = site.client.post("/language", {"language": "es"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400


def test_the_language_is_not_offered_where_no_cookie_may_remember_it(open_site):
    for name in shipped():
        declared = {cookie.name for cookie in in_force(name).statement.cookies}
        assert ('action="/language"' in open_site(name).page("/")) == ("wk_language" in declared)


@pytest.mark.promise("S8")
def test_readers_are_told_once_of_pages_in_english_only(open_site):
    warned = [name for name in shipped() if in_force(name).setting("statement.english_only_notice") is True]
    told = "Algunas páginas de este sitio están solo en inglés."
    for name in shipped():
        site = open_site(name)
        assert (told in site.page("/", language="es")) == (name in warned), name
        assert "Some pages of this site are in English only." not in site.page("/")
        if name in warned:
            site.client.post("/language", {"language": "es", "told": "1"})
            assert told not in site.page("/", language="es")


def test_healthz_is_well_and_names_no_person(site):
    answer = site.get("/healthz")
    assert answer.json() == {
        "well": True, "database": True, "keys": True, "triggers": True, "statement": "model/2026-11",
    }  # fmt: skip


def test_healthz_is_unwell_without_the_ledgers_triggers(site):
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1")
            cursor.execute(f"DROP TRIGGER {cursor.fetchone()[0]}")
        else:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
    answer = site.get("/healthz")
    assert (answer.status_code, answer.json()["triggers"]) == (503, False)


def test_metrics_are_for_this_machine_or_a_token(site, monkeypatch):
    assert site.get("/metrics").status_code == 200
    assert site.get("/metrics", REMOTE_ADDR="203.0.113.7").status_code == 404
    assert site.get("/metrics", HTTP_X_FORWARDED_FOR="203.0.113.7").status_code == 404
    monkeypatch.setenv("WELLKEPT_METRICS_TOKEN", "a long token")
    assert site.get("/metrics").status_code == 404
    assert site.client.get("/metrics", headers={"Authorization": "Bearer a long token"}).status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_that_is_not_there_has_the_same_frame_and_no_technical_word(site, language):
    answer = site.get("/no-such-page", language=language)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'class="site-footer"' in page
    assert not re.search(r"traceback|exception|django|/no-such-page", words(page), re.IGNORECASE)


def test_a_failure_says_nothing_of_what_failed(site, monkeypatch):
    monkeypatch.setattr("wellkept.doors.public.contact.read_contacts", lambda _visitor: 1 / 0)
    site.client.raise_request_exception = False
    answer = site.get("/contact")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(site):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"user_name": "rosa", "password": "x"})
    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()


@pytest.mark.parametrize("address", ["/sign-out", "/language"])
def test_what_changes_something_is_never_a_get(site, address):
    assert site.get(address).status_code == 405
