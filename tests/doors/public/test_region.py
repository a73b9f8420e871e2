"""The choice of region: its page, its cookie, and what other pages make of it."""

import pytest
from django.test import Client

from wellkept.statement.load import shipped

EARLY, SECOND, THIRD = (f"kaiser-permanente/{version}" for version in ("early", "2017-09-13", "2021-10"))


@pytest.mark.promise("M19")
@pytest.mark.parametrize("statement", shipped())
def test_the_page_is_there_where_the_statement_has_regions(open_site, statement):
    site = open_site(statement)
    there = not statement.startswith(("caloptima", "healthpartners"))
    assert site.get("/region").status_code == (200 if there else 404)
    assert ('href="/region"' in site.page("/privacy-statement")) is there
    if not there:
        assert site.client.post("/region", {"region": "colorado", "permit": "1"}).cookies == {}


@pytest.mark.promise("M19", "C2")
def test_a_region_is_remembered_with_permission_and_forgotten_again(open_site):
    site = open_site(EARLY)
    answer = site.client.post("/region", {"region": "georgia"})
    assert answer.status_code == 422
    assert "We may remember your region only if you let us" in answer.content.decode()
    assert not answer.cookies
    answer = site.client.post("/region", {"region": "georgia", "permit": "1"})
    assert answer["Location"] == "/region?chosen=1"
    assert set(answer.cookies) == {"wk_region"}
    assert (answer.cookies["wk_region"].value, answer.cookies["wk_region"]["max-age"]) == ("georgia", 365 * 86_400)
    assert "Your region: Georgia" in site.page("/")
    assert "Your region: Georgia" in site.page("/region?chosen=1")
    site.client.post("/region", {"do": "forget"})
    assert "Your region: Georgia" not in site.page("/")


@pytest.mark.promise("M19")
def test_the_regional_plans_and_addresses_are_listed_and_the_chosen_one_comes_first(open_site):
    site = open_site(SECOND)
    assert "601 Union St., Suite 3100" in site.page("/region")
    site.client.post("/region", {"region": "northwest"})
    assert site.client.cookies["wk_region"]["max-age"] == ""
    text = site.page("/contact")
    assert text.index("500 NE Multnomah") < text.index("Nine Piedmont Center")
    assert "your region" in text


@pytest.mark.promise("M19")
def test_a_region_that_cannot_be_switched_to_says_so_plainly_and_changes_nothing(open_site):
    site = open_site(THIRD)
    site.client.post("/region", {"region": "colorado"})
    answer = site.client.post("/region", {"region": "washington"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "We cannot switch you to Washington" in text
    assert "2715 Naches Ave. SW" in text
    assert not answer.cookies
    assert "Your region: Colorado" in site.page("/")


def test_a_region_that_the_statement_no_longer_has_is_not_shown(open_site):
    open_site(THIRD)
    for made_up in ("washington", "atlantis", "<script>"):
        client = Client()
        client.cookies["wk_region"] = made_up
        text = client.get("/").content.decode()
        assert "Choose your region" in text
        assert "atlantis" not in text.lower()


def test_nothing_chosen_and_another_site_are_answered_without_a_cookie(open_site):
    site = open_site(THIRD)
    assert site.client.post("/region", {}).status_code == 422
    foreign = site.client.post("/region", {"region": "colorado"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, len(foreign.cookies)) == (400, 0)
