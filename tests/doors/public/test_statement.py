"""The statement as visitors read it: its date, its versions, its languages."""

import re
from html import unescape

import pytest

from wellkept.statement.load import in_force, shipped
from wellkept.statement.text import written_out

PAGES = ["/", "/privacy-statement", "/privacy-statement/versions", "/contact", "/sign-in"]


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.promise("S1")
@pytest.mark.parametrize("name", shipped())
def test_every_statement_shows_its_version_and_date_before_its_text(open_site, name):
    statement = in_force(name).statement
    page = words(open_site(name).page("/privacy-statement").partition('class="document__text"')[0])
    assert f"Version {statement.version}" in page
    assert (written_out(statement.effective, "en") if statement.effective else "without a date") in page


@pytest.mark.promise("S1")
@pytest.mark.parametrize("address", PAGES)
def test_the_statement_is_one_click_from_every_page(site, address):
    footer = site.page(address).partition("<footer")[2]
    assert 'href="/privacy-statement"' in footer


@pytest.mark.promise("S1")
@pytest.mark.parametrize("name", shipped())
def test_the_contents_rail_leads_to_sections_that_are_there(open_site, name):
    page = open_site(name).page("/privacy-statement")
    rail = page.partition('class="rail')[2].partition("</nav>")[0]
    asked = re.findall(r'href="#([^"]+)"', rail)
    assert asked
    assert set(asked) <= set(re.findall(r'<h[2-6] id="([^"]+)"', page))


@pytest.mark.promise("S10")
def test_numbers_on_the_page_are_those_that_the_program_obeys(site):
    sentence = in_force("model/2026-11").setting("session.idle_sign_off")
    assert f"{int(sentence)} minutes" in words(site.page("/privacy-statement"))


def test_each_clause_can_be_linked(site):
    page = site.page("/privacy-statement")
    for clause in in_force("model/2026-11").statement.source.clauses:
        assert f'id="clause-{clause.id}"' in page


@pytest.mark.promise("S8")
def test_the_text_has_its_own_language_apart_from_the_interface(site):
    page = site.page("/privacy-statement?language=es", language="en")
    assert '<html lang="en">' in page
    assert 'class="document__text" lang="es"' in page
    assert "Sign in" in page


@pytest.mark.promise("S8")
def test_a_statement_without_spanish_says_so_in_spanish(open_site):
    [name] = [name for name in shipped() if set(in_force(name).statement.texts) == {"en"}][:1]
    site = open_site(name)
    assert "Este documento está solo en inglés." in site.page("/privacy-statement", language="es")
    assert "This document is in English only." not in site.page("/privacy-statement", language="en")


def test_a_version_that_is_not_in_force_says_so(site):
    page = site.page("/privacy-statement/versions/2026-05")
    assert "This version is not in force now." in page
    assert "This version is not in force now." not in site.page("/privacy-statement/versions/2026-11")


@pytest.mark.parametrize("version", ["2031-01", "kaiser-permanente", "..%2f..%2fmodel", "%00"])
def test_a_version_that_was_never_there_is_not_found(site, version):
    assert site.get(f"/privacy-statement/versions/{version}").status_code == 404


def test_statements_of_other_plans_are_not_shown(site):
    listed = site.page("/privacy-statement/versions")
    assert "2017-09-13" not in listed
    assert site.get("/privacy-statement/versions/2017-09-13").status_code == 404


@pytest.mark.promise("S3")
def test_the_list_of_versions_tells_since_when_each_was_in_force(site):
    page = words(site.page("/privacy-statement/versions"))
    assert "Version 2026-11 In force now" in page
    assert "On this site since" in page
    assert "Never in force on this site" in page


@pytest.mark.promise("S3")
def test_every_version_that_was_in_force_stays(site):
    site.put_in_force("model/2026-05")
    page = words(site.page("/privacy-statement/versions"))
    assert page.count("On this site since") == 2
    assert "Version 2026-05 In force now" in page
    assert "2026-11" in page


@pytest.mark.promise("S4")
@pytest.mark.parametrize("name", shipped())
def test_each_notice_that_a_statement_names_is_linked_and_readable(open_site, name):
    site, notices = open_site(name), in_force(name).practices
    assert ('href="/notice-of-privacy-practices"' in site.page("/privacy-statement")) == bool(notices)
    for notice in notices:
        assert notice.title["en"] in words(site.page(f"/notice-of-privacy-practices/{notice.name.partition('/')[0]}"))
        assert site.get(f"/notices/{notice.name}/").status_code == 302


def test_a_notice_that_is_not_in_force_is_not_found(site):
    assert site.get("/notice-of-privacy-practices/patients").status_code == 404
    assert site.get("/notices/generic/1999-01/").status_code == 404
