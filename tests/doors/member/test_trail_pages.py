"""What was done with somebody's information: who looked, why, under which clause, and her own looks out of the way."""

import re

import pytest

from tests.doors.member.conftest import page


@pytest.mark.promise("R10")
def test_a_look_of_the_staff_is_told_with_name_reason_and_clause(site):
    site.look_as_staff("rosa")
    text = page(site.signed_in("rosa"), "/your-information")
    assert re.search(r"On \w+ \d+, \d{4} Dana Ortiz \(member services staff\) opened your claims", text)
    assert "for customer service" in text
    assert "Our statement allows this:" in text
    clauses = re.findall(r'href="/privacy-statement#clause-([a-z-]+)"', text)
    statement = page(site.signed_in("rosa"), "/privacy-statement")
    assert clauses
    assert all(f'id="clause-{clause}"' in statement for clause in clauses)


def test_own_looks_are_counted_and_folded_and_others_are_not(site):
    client = site.signed_in("rosa")
    for _ in range(3):
        page(client, "/claims")
    site.look_as_staff("rosa")
    text = page(client, "/your-information")
    own = re.search(r'<details class="own">(.*?)</details>\s*</div>', text, re.DOTALL).group(1)
    assert "You asked 5 times yourself" in own, "three lists, the history, and once whether she agreed to the statement"
    assert "3 times" in own
    assert "Dana Ortiz" not in own
    assert "Dana Ortiz" in text


def test_one_can_read_only_what_others_did(site):
    client = site.signed_in("rosa")
    assert "Nobody else has done anything with your information" in page(client, "/your-information/others")
    site.look_as_staff("rosa")
    text = page(client, "/your-information/others")
    assert "Dana Ortiz" in text
    assert 'class="own"' not in text


def test_a_refusal_is_told_as_one(site):
    client = site.signed_in("claire")
    session = client.session
    session["helping"] = str(site.household.rosa.person)
    session.save()
    client.get("/claims")
    text = page(site.signed_in("rosa"), "/your-information")
    assert ">Refused</span>" in text
    assert "The program refused." in text


def test_the_history_goes_on_by_key(site):
    client = site.signed_in("rosa")
    for _ in range(101):
        client.get("/helping")
    text = page(client, "/your-information")
    following = re.search(r'href="(\?after=\d+)"', text).group(1)
    assert "Back to the newest" in page(client, f"/your-information{following}")
    page(client, "/your-information?after=nothing")
    page(client, f"/your-information?after={'9' * 40}")


def test_nobody_reads_somebody_elses_history(site):
    site.look_as_staff("rosa")
    assert "Dana Ortiz" not in page(site.signed_in("avery"), "/your-information")


def test_in_spanish_the_whole_history_is_spanish(site):
    site.look_as_staff("rosa")
    text = page(site.signed_in("rosa", language="es"), "/your-information")
    assert "Dana Ortiz (personal de servicios para miembros) abrió sus reclamaciones" in text
    assert 'lang="en"' not in re.sub(r"<button.*?</button>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("language", ["en", "es"])
def test_to_who_helps_the_history_says_the_name_and_never_your(site, language):
    site.look_as_staff("rosa")
    client = site.helping("elena", "rosa")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page(client, "/claims")
    text = page(client, "/your-information")
    said = re.findall(r'class="event__said">(.*?)</p>', text, re.DOTALL)
    assert any("Rosa Delgado" in one and "Dana Ortiz" in one for one in said)
    assert not [one for one in said if re.search(r"\b(your|sus?)\b", one)]
    assert re.search(r"<h1[^>]*>[^<]*Rosa Delgado</h1>", text)


def test_pages_for_who_helps_say_whose_they_are(site):
    client = site.helping("elena", "rosa")
    assert re.search(r"<h1[^>]*>Claims of Rosa Delgado</h1>", page(client, "/claims"))
    assert re.search(r"<h1[^>]*>Rosa Delgado is covered today</h1>", page(client, "/coverage"))
    assert not re.search(r">Your (coverage|health record|main doctor|card)", page(client, "/home"))
