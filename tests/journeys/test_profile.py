"""A member changes her profile with a browser, a visitor chooses a region; each page at both widths, with axe."""

import os

import pytest

from tests.journeys.walking import WIDTHS, first_heading, press, signed_in, sound

PAGES = [
    "/profile", "/profile/name", "/profile/languages", "/profile/needs", "/profile/messages",
    "/profile/contacts/add/email", "/profile/contacts/add/post", "/region",
]  # fmt: skip
THIRD = "kaiser-permanente/2021-10"
WORDS = {
    "en": ("Profile", "Change the name", "Save", "Undo it", "It is as it was before"),
    "es": ("Perfil", "Cambiar el nombre", "Guardar", "Deshacer", "Está como antes"),
}


def looked_at(page, name):
    """A picture of the page, for whoever wants to look at it."""
    if folder := os.environ.get("WELLKEPT_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.journey
@pytest.mark.promise("I8", "M19")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_profile_and_the_regions(browser, address, site, width, language):
    site.put_in_force(THIRD)
    page = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    for path in PAGES:
        page.goto(address + path)
        sound(page, width)
        looked_at(page, f"{path.strip('/').replace('/', '-')}-{width}-{language}")
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I8")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_she_changes_her_name_in_one_click_and_undoes_it(browser, address, width, language):
    profile, change, save, undo, undone = WORDS[language]
    page = signed_in(browser, address, "rosa", width=width, language=language, java_script_enabled=False)
    press(page.locator("header").get_by_role("link", name=profile, exact=True))
    press(page.get_by_role("link", name=change))
    page.locator("[name=first]").fill("Rosita")
    press(page.get_by_role("button", name=save, exact=True))
    looked_at(page, f"saved-{width}-{language}")
    assert "Rosita" in page.locator("main").inner_text()
    press(page.get_by_role("button", name=undo, exact=True))
    assert undone in page.locator("main").inner_text()
    assert "Rosita" not in page.locator("main").inner_text()
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I8")
def test_a_fault_and_a_code_that_is_awaited_are_clear_to_everybody(browser, address):
    page = signed_in(browser, address, "rosa", width=390, axe=True)
    page.goto(f"{address}/profile/contacts/add/email")
    page.locator("[name=value]").fill("nonsense")
    press(page.locator("main button[type=submit]:not([name])"))
    sound(page, 390)
    press(page.get_by_role("link", name="An e-mail address looks like"))
    assert page.evaluate("document.activeElement.name") == "value"
    looked_at(page, "fault-390-en")
    page.locator("[name=value]").fill("rosa.new@example.org")
    press(page.locator("main button[type=submit]").first)
    assert first_heading(page) == "Enter the code"
    sound(page, 390)
    looked_at(page, "code-390-en")
    page.goto(f"{address}/profile")
    looked_at(page, "waits-390-en")
    sound(page, 390)
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("M19")
@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_a_visitor_chooses_a_region_and_is_told_which_cannot_be(browser, address, site, width):
    site.put_in_force(THIRD)
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/region")
    page.locator("label[for=region-washington]").click()
    press(page.locator("main button[type=submit]").first)
    assert "We cannot switch you to Washington" in page.locator("main").inner_text()
    looked_at(page, f"elsewhere-{width}-en")
    page.locator("label[for=region-georgia]").click()
    press(page.locator("main button[type=submit]").first)
    assert "Your region: Georgia" in page.locator("footer").inner_text()
    page.goto(f"{address}/contact")
    looked_at(page, f"contact-{width}-en")
    context.close()
