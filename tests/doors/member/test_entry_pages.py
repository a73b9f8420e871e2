"""One entry of the record as a page: what it says, its documents, its origin, and what the book says of it."""

import re

import pytest

from tests.doors.member.conftest import page
from tests.doors.member.household import TODAY
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import condition, observation
from tests.vault.test_entries import VISIT, document
from tests.vault.test_record import blood_pressure
from wellkept.doors.member.entry import cleaned
from wellkept.doors.member.entry_words import NAMES
from wellkept.features.record import list_record
from wellkept.vault import resources
from wellkept.vault.entry_reading import FACTS

PDF = b"%PDF-1.7 \x00\xff"


def take_in(site, name, *given):
    for one in given:
        known = f"clinic|{one['resourceType']}/{one['id']}"
        person = getattr(site.household, name).person
        resources.take_in(permit_for(person), resources.Incoming(resource=one, source="feed.clinical", identity=known))


def entry_of(site, name, kind):
    """The address of the newest entry of a kind."""
    visitor = site.household.visitor(name)
    return f"/record/entries/{list_record(visitor, visitor.person, kind).found.page.rows[0].id}"


@pytest.mark.promise("M5")
def test_an_entry_says_what_the_record_says_and_where_it_is_from(site):
    more = {"severity": {"text": "Mild"}, "verificationStatus": {"coding": [{"code": "confirmed"}]}}
    take_in(site, "avery", {**condition(), **more, "note": [{"text": "Diet <first>."}]})
    text = page(site.signed_in("avery"), entry_of(site, "avery", "health.conditions"))
    assert re.search(r'<h1 class="page-title">Type 2 diabetes</h1>', text)
    assert "Active now" in text
    facts = dict(re.findall(r'<div class="facts__row"><dt>(.*?)</dt><dd>(.*?)</dd>', text))
    assert facts["How sure it is"] == "Confirmed"
    assert facts["How severe"] == "Mild"
    assert facts["Began"] == "January 5, 2020"
    assert facts["Sent to us by"].startswith("Doctors, laboratories") or facts["Sent to us by"]
    assert "Diet &lt;first&gt;." in text


def test_the_title_of_the_window_names_no_illness(site):
    take_in(site, "avery", condition())
    text = page(site.signed_in("avery"), entry_of(site, "avery", "health.conditions"))
    assert "diabetes" not in re.search(r"<title>(.*?)</title>", text).group(1)


def test_what_belongs_together_is_linked_both_ways(site):
    during = {"encounter": {"reference": "Encounter/visit-1"}}
    take_in(site, "avery", VISIT, {**condition("9"), **during})
    client = site.signed_in("avery")
    visit = page(client, entry_of(site, "avery", "health.visits"))
    problem = re.search(r'href="(/record/entries/[0-9a-f-]{36})">Type 2 diabetes', visit).group(1)
    assert re.search(r'href="/record/entries/[0-9a-f-]{36}">Office visit', page(client, problem))
    assert "Visit without a stay" in visit


def test_each_list_leads_to_the_entry(site):
    client = site.signed_in("rosa")
    address = re.search(r'href="(/record/entries/[0-9a-f-]{36})">Penicillin', page(client, "/record/allergies")).group(
        1
    )
    assert "Penicillin" in page(client, address)


def test_somebody_elses_entry_is_no_page(site):
    address = entry_of(site, "rosa", "health.conditions")
    assert site.signed_in("avery").get(address).status_code == 404
    assert site.signed_in("avery").get(f"{address}/documents/0").status_code == 404


def test_a_note_in_plain_text_is_shown_as_it_was_written(site):
    take_in(site, "avery", document("text/plain; charset=iso-8859-1", "Señora <b>\nslept well".encode("latin-1")))
    text = page(site.signed_in("avery"), entry_of(site, "avery", "health.documents"))
    assert "Señora &lt;b&gt;\nslept well" in text


def test_a_note_in_html_loads_and_runs_nothing():
    html = (
        '<html><head><title>T</title><style>p{}</style></head><body onload="x()"><h2 class="a" id="main">Seen</h2>'
        '<img src="https://tracker.example/p.gif"><a href="https://tracker.example">more</a><script>x()</script>'
        '<form action="/sign-out"><button>Go</button></form>'
        '<table><tr><th scope="col">A</th></tr></table></body></html>'
    )
    clean = cleaned(html)
    assert clean.startswith("<p><strong>Seen</strong></p>more")
    assert '<th scope="col">A</th>' in clean
    assert not re.search(r"tracker|script|x\(\)|style|form|button|class|id=|<a|<h2|T\b", clean)


def test_a_pdf_is_saved_and_never_opened_in_our_name(site):
    take_in(site, "avery", document("application/pdf", PDF, title="Summary of John.pdf"))
    client = site.signed_in("avery")
    text = page(client, address := entry_of(site, "avery", "health.documents"))
    answer = client.get(re.search(rf'href="({address}/documents/0)" download', text).group(1))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="document-1.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_a_type_that_could_run_is_saved_without_it(site):
    take_in(site, "avery", document("image/svg+xml", b"<svg onload='x()'/>"))
    answer = site.signed_in("avery").get(f"{entry_of(site, 'avery', 'health.documents')}/documents/0")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_document_that_the_office_kept_says_so(site):
    take_in(site, "avery", document("application/pdf", None, url="https://clinic.example/Binary/1"))
    text = page(site.signed_in("avery"), entry_of(site, "avery", "health.documents"))
    assert "told us only that there is one" in text
    assert "clinic.example" not in text


def test_each_opening_is_one_entry_of_the_book(site):
    take_in(site, "avery", document("application/pdf", PDF))
    client, address = site.signed_in("avery"), entry_of(site, "avery", "health.documents")
    before = said(page(client, "/your-information"))
    page(client, address)
    client.get(f"{address}/documents/0")
    # The two openings, and the look into the history before.
    assert said(page(client, "/your-information")) - before == 3


def said(text):
    found = re.search(r"You asked (?:(\d+) times|once) yourself", text)
    return int(found.group(1) or 1)


def test_blood_pressure_is_two_lines_with_their_table(site):
    year = TODAY.year
    take_in(
        site, "avery", blood_pressure("1", f"{year - 1}-01-02", 142, 91), blood_pressure("2", f"{year}-01-02", 124, 79)
    )
    client = site.signed_in("avery")
    listed = page(client, "/record/vitals")
    text = page(client, re.search(r'href="(/record/vitals/[0-9a-f-]{36})">Blood pressure', listed).group(1))
    assert re.search(rf"<h1[^>]*>Blood pressure was 124/79\xa0mmHg on January 2, {year}</h1>", text)
    assert text.count("<polyline") == 2
    marks = re.findall(r'tabindex="0" role="img" aria-label="(\w+) blood pressure, [^:]+: (\d+)', text)
    assert marks == [("Systolic", "142"), ("Systolic", "124"), ("Diastolic", "91"), ("Diastolic", "79")]
    assert re.findall(r'<td class="number">(\d+)', text) == ["124", "79", "142", "91"]
    assert "Other measurements" not in listed


def test_on_a_spanish_page_the_senders_words_are_marked_and_ours_are_spanish(site):
    take_in(site, "avery", condition())
    text = page(site.signed_in("avery", language="es"), entry_of(site, "avery", "health.conditions"))
    assert '<h1 class="page-title"><span lang="en">Type 2 diabetes</span></h1>' in text
    assert text.count("Mostramos las palabras") == 1
    assert "Activo" in text
    assert not re.search(r"What it says|Where it comes from|Began|Belongs", text)


def test_words_that_a_sender_wrote_in_spanish_are_not_called_english(site):
    take_in(site, "avery", {**condition(title="Diabetes tipo 2"), "language": "es-US"})
    client = site.signed_in("avery", language="es")
    assert '<h1 class="page-title">Diabetes tipo 2</h1>' in page(client, entry_of(site, "avery", "health.conditions"))
    english = page(site.signed_in("avery"), entry_of(site, "avery", "health.conditions"))
    assert '<span lang="es">Diabetes tipo 2</span>' in english


def test_every_fact_has_a_name_for_people():
    assert {name for some in FACTS.values() for name, _, _ in some} == set(NAMES)


def test_a_measurement_leads_to_its_plot(site):
    take_in(site, "avery", observation("1"))
    client = site.signed_in("avery")
    text = page(client, entry_of(site, "avery", "health.results"))
    plot = re.search(r'href="(/record/results/[0-9a-f-]{36})"', text).group(1)
    assert "Hemoglobin A1c was 6.1%" in page(client, plot)
