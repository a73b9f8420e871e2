"""The record by kind, results over time, and three sorts of nothing that are never mistaken for each other."""

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError

from tests.doors.member.conftest import page
from wellkept.doors.member import record as views


def heading(text):
    return re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL).group(1).strip()


@pytest.mark.promise("M5")
def test_the_overview_leads_to_what_is_there_and_names_what_is_not(site):
    text = page(site.signed_in("rosa"), "/record")
    assert 'href="/record/results"' in text
    assert 'href="/record/allergies"' in text
    assert "Penicillin" in text
    assert re.search(r"We have no entries of: .*vaccinations", text)


def test_none_of_a_kind_is_not_the_same_as_nothing_received(site):
    assert "We have no entries of this kind" in page(site.signed_in("rosa"), "/record/immunisations")
    assert "Bring the card to your next visit." in page(site.signed_in("rosa"), "/record/immunisations")
    for address in ("/record", "/record/immunisations", "/record/results"):
        text = page(site.signed_in("avery"), address)
        assert "Nothing has reached us yet" in text
        assert "This does not mean that there is nothing" in text


def test_what_could_not_be_reached_is_not_told_as_nothing(site, monkeypatch):
    def fail(*_asked, **_more):
        raise DatabaseError

    monkeypatch.setattr(views, "read_overview", fail)
    answer = site.signed_in("rosa").get("/record")
    assert answer.status_code == 503
    assert "This does not mean that there is nothing." in answer.content.decode()


def test_what_a_parent_may_not_see_is_not_told_as_nothing(site):
    client = site.helping("claire", "maya")
    text = page(client, "/record")
    assert "There are no entries that you may see of:" in text
    assert "We have no entries" not in text
    assert re.search(r"Not open to you here: .*HIV care", text)
    assert page(client, "/claims").count('class="claim__title"') == 1
    assert page(site.signed_in("maya"), "/claims").count('class="claim__title"') == 2


def test_results_lead_with_what_is_outside_the_usual_range(site):
    text = page(site.signed_in("rosa"), "/record/results")
    assert "One latest value is outside the usual range." in text
    assert "Hemoglobin A1c" in text
    assert "6.8%" in text
    assert "usual: 4 to 5.6%" in text


@pytest.mark.promise("M5")
def test_the_title_of_a_plot_says_the_answer_and_its_table_has_every_number(site):
    client = site.signed_in("rosa")
    entry = re.search(r'href="(/record/results/[0-9a-f-]{36})"', page(client, "/record/results")).group(1)
    text = page(client, entry)
    assert heading(text).startswith("Hemoglobin A1c fell to 6.8% on ")
    assert re.search(r'<title id="plot-title">Hemoglobin A1c fell to 6.8% on ', text)
    marks = re.findall(r'<g class="plot__mark" tabindex="0" role="img" aria-label="[^"]+: ([\d.]+%)"', text)
    cells = re.findall(r'<td class="number">([\d.]+%)</td>', text)
    assert marks == ["8.9%", "7.5%", "7.0%", "6.8%"]
    assert cells == marks[::-1]
    assert "style=" not in text


def test_a_result_of_somebody_else_is_no_page(site):
    entry = re.search(r'"(/record/results/[0-9a-f-]{36})"', page(site.signed_in("rosa"), "/record/results")).group(1)
    assert site.signed_in("avery").get(entry).status_code == 404
    assert site.signed_in("rosa").get(f"/record/results/{uuid4()}").status_code == 404


def test_a_kind_that_the_record_does_not_have_is_no_page(site):
    assert site.signed_in("rosa").get("/record/secrets").status_code == 404


def test_the_address_of_a_result_says_nothing_of_the_test(site):
    text = page(site.signed_in("rosa"), "/record/results")
    assert "4548" not in "".join(re.findall(r'href="([^"]*)"', text))
