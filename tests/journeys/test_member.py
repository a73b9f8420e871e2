"""A member with a browser: from sign-in to her claims, one claim, and the entry that says who looked and why."""

import re

import pytest
from playwright.sync_api import expect

from tests.doors.member.household import TODAY
from tests.doors.member.test_entry_pages import take_in
from tests.journeys.walking import WIDTHS, breadth, faults, first_heading, press, signed_in, sound
from tests.vault.test_entries import VISIT, document
from tests.vault.test_record import blood_pressure

PAGES = [
    "/home", "/coverage", "/claims", "/record", "/record/allergies", "/record/immunisations", "/record/results",
    "/record/vitals", "/your-information", "/your-information/others", "/helping",
]  # fmt: skip


def fill_record(site, name: str) -> None:
    """A visit with what was done there: a note, and blood pressure twice."""
    during = {"encounter": {"reference": "Encounter/visit-1"}}
    given = [VISIT, {**document("text/html", b"<h1>Seen</h1><p>Well.</p>"), **during}]
    given += [blood_pressure("b1", "2025-03-02", 142, 91), {**blood_pressure("b2", "2026-03-02", 124, 79), **during}]
    take_in(site, name, *given)


WORDS = {
    "en": ("Claims", "You may owe $25.00", "See who looked at your claims", r"Dana Ortiz .*opened your claims"),
    "es": ("Reclamaciones", "Podría deber $25.00", "Vea quién consultó", r"Dana Ortiz .*abrió sus reclamaciones"),
}


@pytest.mark.journey
@pytest.mark.promise("R10")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_reads_a_claim_and_then_who_looked_why_and_under_which_clause(browser, address, site, width, language):
    claims, owed, who_looked, entry = WORDS[language]
    site.look_as_staff("rosa")
    page = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    press(page.get_by_role("navigation").get_by_role("link", name=claims, exact=True))
    press(page.locator(".claim", has_text="$25.00").first.get_by_role("link"))
    assert first_heading(page) == owed
    sound(page, width)
    press(page.get_by_role("link", name=who_looked))
    look = page.locator(".event", has_text=re.compile(entry)).first
    expect(look.locator("blockquote").first).to_be_visible()
    press(look.locator(".cited__where a").first)
    page.wait_for_url(re.compile(r"/privacy-statement#clause-[a-z-]+$"))
    expect(page.locator(f"#{page.url.partition('#')[2]}")).to_be_in_viewport()
    page.context.close()


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser, address, site, width, language):
    site.look_as_staff("rosa")
    asked = []
    for name in ("rosa", "avery"):
        page = signed_in(browser, address, name, width=width, language=language, axe=True)
        page.on("request", lambda request: asked.append(request.url))
        for path in PAGES:
            page.goto(address + path)
            sound(page, width)
        page.context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_an_entry_its_plot_and_a_narrowed_list(browser, address, site, width, language):
    fill_record(site, "rosa")
    page = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    for path, link in (
        ("/record/visits", ".entry__title a"),
        ("/record/documents", ".entry__title a"),
        ("/record/vitals", ".test__title a"),
        (f"/claims?year={TODAY.year}&kind=a", ""),
        ("/contact", ""),
    ):
        page.goto(address + path)
        if link:
            press(page.locator(link).first)
            page.wait_for_url(re.compile(r"[0-9a-f-]{36}$"))
        sound(page, width)
    page.context.close()


@pytest.mark.journey
def test_without_scripts_a_list_is_narrowed_by_its_form(browser, address):
    page = signed_in(browser, address, "rosa", java_script_enabled=False)
    page.goto(f"{address}/claims")
    page.get_by_label("Year").select_option(str(TODAY.year))
    press(page.get_by_role("button", name="Show", exact=True))
    page.wait_for_url(f"{address}/claims?year={TODAY.year}")
    said = page.locator(".narrowing__count").inner_text()
    assert re.fullmatch(rf"\d+ claims? in {TODAY.year}(, newest first)?", said)
    page.context.close()


@pytest.mark.journey
def test_at_twice_the_size_nothing_runs_out_of_the_page(browser, address):
    page = signed_in(browser, address, "rosa", width=640)
    for path in PAGES:
        page.goto(address + path)
        assert breadth(page) <= 640, path
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("M5")
def test_every_point_of_a_plot_is_reached_by_keyboard_and_says_its_number(browser, address):
    page = signed_in(browser, address, "rosa", axe=True)
    page.goto(f"{address}/record/results")
    press(page.get_by_role("link", name="Hemoglobin A1c"))
    assert first_heading(page).startswith("Hemoglobin A1c fell to 6.8% on ")
    assert faults(page) == []
    page.get_by_role("link", name="Test results").focus()
    said = []
    for _ in range(4):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.getAttribute('aria-label')").split(": ")[1])
    assert said == ["8.9%", "7.5%", "7.0%", "6.8%"]
    ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.plot__reach')).stroke")
    assert ring not in {"none", ""}
    page.context.close()


@pytest.mark.journey
def test_without_scripts_a_daughter_helps_her_mother_and_stops(browser, address):
    page = signed_in(browser, address, "elena", java_script_enabled=False)
    press(page.get_by_role("button", name="Help Rosa Delgado"))
    assert first_heading(page) == "Rosa Delgado"
    page.goto(f"{address}/claims")
    assert page.locator(".strip--helping").inner_text().startswith("You are helping Rosa Delgado.")
    assert page.locator(".claim").count() == 25
    press(page.get_by_role("button", name="Stop"))
    assert page.locator(".strip--helping").count() == 0
    page.context.close()


@pytest.mark.journey
def test_printed_the_history_shows_what_is_folded_and_no_buttons(browser, address, site):
    site.look_as_staff("rosa")
    page = signed_in(browser, address, "rosa")
    page.goto(f"{address}/your-information")
    page.emulate_media(media="print")
    folded = page.locator(".own .event__said").first
    assert folded.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    assert not page.locator(".places").is_visible()
    assert not page.locator(".switch").is_visible()
    page.context.close()
