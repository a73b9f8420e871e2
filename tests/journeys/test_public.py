"""A visitor with a browser: every public page at both widths and in both languages, by keyboard, without scripts."""

import pytest

from tests.doors.public.conftest import PASSWORD, Site
from tests.journeys.walking import WIDTHS, faults, opened, press, sound

PAGES = [
    "/", "/privacy-statement", "/privacy-statement/versions", "/privacy-statement/versions/2026-05", "/nowhere",
    "/privacy-statement/compare", "/notice-of-privacy-practices", "/contact", "/sign-in", "/sign-in?ended=1",
]  # fmt: skip


@pytest.fixture
def site(house, django_db_blocker):
    """A site of which nobody is a member yet."""
    with django_db_blocker.unblock():
        yield Site("model/2026-11")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser, address, width, language):
    page = opened(browser, width=width, language=language, axe=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(address + path)
        sound(page, width)
        assert page.locator("html").get_attribute("lang") == language
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    page.context.close()


@pytest.mark.journey
def test_the_policy_of_the_page_lets_all_of_its_own_styles_load(browser, address):
    page = opened(browser)
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        if path == "/nowhere":
            continue
        page.goto(address + path)
    assert said == []
    page.goto(address)
    assert "Public Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.fonts.check('17px \"Public Sans Web\"')")
    accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    assert accent.strip() == "#2b5d8a"
    page.context.close()


@pytest.mark.journey
def test_by_keyboard_one_skips_to_the_content_and_sees_where_one_is(browser, address):
    page = opened(browser)
    page.goto(address + "/contact")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "usa-skipnav"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(focused.removesuffix("px")) >= 3
    page.context.close()


@pytest.mark.journey
@pytest.mark.parametrize("path", ["/", "/privacy-statement", "/sign-in"])
def test_everything_one_can_press_is_big_enough_on_a_phone(browser, address, path):
    page = opened(browser, width=390)
    page.goto(address + path)
    small = page.evaluate(
        """[...document.querySelectorAll('header a, button, form input:not([type=hidden]), .usa-button')]
        .map(one => [one.textContent.trim() || one.name, one.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height < 44 && box.top >= 0).map(([name]) => name)"""
    )
    assert small == []
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("S8")
def test_without_scripts_one_changes_the_language_and_it_is_remembered(browser, address):
    page = opened(browser, java_script_enabled=False)
    page.goto(address + "/privacy-statement")
    press(page.get_by_role("button", name="Español"))
    assert page.url == address + "/privacy-statement"
    page.goto(address + "/contact")
    assert page.get_by_role("heading", level=1).inner_text() == "Comuníquese con nosotros"
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("S3")
def test_without_scripts_one_compares_two_versions(browser, address):
    page = opened(browser, java_script_enabled=False)
    page.goto(address + "/privacy-statement")
    press(page.get_by_role("link", name="All versions, and what changed"))
    press(page.get_by_role("button", name="Compare"))
    assert page.get_by_role("heading", name="What gives the plan more room").is_visible()
    assert page.url == address + "/privacy-statement/compare?from=2026-05&to=2026-11"
    page.context.close()


@pytest.mark.journey
def test_a_wrong_password_is_told_and_a_right_one_goes_where_one_wanted(browser, address, site):
    site.account("rosa")
    page = opened(browser, axe=True)
    page.goto(address + "/sign-in?next=/contact")
    page.get_by_label("User name").fill("rosa")
    page.get_by_label("Password").fill("wrong")
    press(page.get_by_role("button", name="Sign in", exact=True))
    assert page.get_by_role("alert").is_visible()
    assert page.title().startswith("Error: ")
    assert faults(page) == []
    page.get_by_label("User name").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url(address + "/contact")
    assert faults(page) == []
    press(page.get_by_role("button", name="Sign out"))
    assert page.get_by_text("You are signed out.").is_visible()
    page.context.close()


@pytest.mark.journey
def test_a_clause_that_is_linked_is_in_view_and_marked(browser, address):
    page = opened(browser, width=390)
    page.goto(address + "/privacy-statement#clause-never-sold")
    marked = page.locator(".document__text :target")
    assert marked.count() == 1
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900
    page.context.close()


@pytest.mark.journey
def test_on_paper_the_statement_is_its_text_alone(browser, address):
    page = opened(browser)
    page.goto(address + "/privacy-statement")
    page.emulate_media(media="print")
    for hidden in (".rail", ".document__languages", ".site-header__tools", ".site-footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".document__text h2").first.is_visible()
    page.context.close()
