"""Half a form, the end of a session, and the same form again: by script, by its button, in two windows, in Spanish."""

import re

import pytest
from playwright.sync_api import expect

from tests.features.representation.test_documents import PDF
from tests.journeys.test_session_clock import silent_so_that
from tests.journeys.walking import WIDTHS, fill_in_and_send, press, signed_in, sound
from wellkept.vault.models import Draft, RepresentationRequest

pytestmark = [pytest.mark.journey, pytest.mark.promise("I3")]

AT = "/helping/papers"
KEEP = {"en": "Keep as a draft and finish later", "es": "Guardar como borrador y terminar después"}


def half(page):
    """The first half of the form, typed."""
    page.locator("label[for=id_party_1]").click()
    page.locator("[name=name]").press_sequentially("Rosa Delgado")
    page.locator("[name=born]").fill("1948-03-02")


def is_there(page):
    expect(page.locator("[name=party]").nth(1)).to_be_checked()
    expect(page.locator("[name=name]")).to_have_value("Rosa Delgado")
    expect(page.locator("[name=born]")).to_have_value("1948-03-02")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_half_written_when_the_session_ended_is_on_the_same_page_after_signing_in(
    browser, address, site, width, language
):
    page = signed_in(browser, address, "avery", width=width, language=language, axe=True)
    page.goto(f"{address}{AT}")
    half(page)
    with page.expect_response("**/draft") as told:
        silent_so_that(100, page)
    assert told.value.json()["kept"] is True
    dialog = page.get_by_role("alertdialog")
    expect(dialog.locator("[data-draft-kept]")).to_be_visible()
    expect(dialog.locator("[data-draft-lost]")).to_be_hidden()
    sound(page, width)
    silent_so_that(-1, page)
    page.wait_for_url(f"{address}/sign-in?ended=1&next=%2Fhelping%2Fpapers")
    assert "Rosa" not in page.content()
    fill_in_and_send(page, "avery")
    page.wait_for_url(f"{address}{AT}")
    is_there(page)
    expect(page.get_by_role("heading", name=re.compile("We kept what you had|Guardamos lo que había"))).to_be_visible()
    sound(page, width)
    page.locator("[name=number]").fill("LH12345678")
    page.locator("[name=papers]").set_input_files({"name": "court.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(page.locator("form[enctype] button[type=submit]:not([name])"))
    assert page.url == f"{address}{AT}?sent=1"
    assert RepresentationRequest.objects.count() == 1
    assert not Draft.objects.exists()
    page.context.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_script_its_button_keeps_a_draft_and_starting_over_asks_first(
    browser, address, site, width, language
):
    page = signed_in(browser, address, "avery", width=width, language=language, java_script_enabled=False)
    page.goto(f"{address}{AT}")
    page.locator("label[for=id_party_1]").click()
    page.locator("[name=name]").fill("Rosa Delgado")
    page.locator("[name=born]").fill("1948-03-02")
    press(page.get_by_role("button", name=KEEP[language]))
    assert page.url == f"{address}{AT}?draft=kept"
    is_there(page)
    page.context.clear_cookies()
    page.goto(f"{address}{AT}")
    fill_in_and_send(page, "avery")
    page.wait_for_url(f"{address}{AT}")
    is_there(page)
    throw = page.locator("button[value=drop]")
    expect(throw).to_be_hidden()
    page.locator(".draft-over summary").click()
    expect(throw).to_be_visible()
    press(throw)
    assert page.url == f"{address}{AT}?draft=dropped"
    expect(page.locator("[name=name]")).to_have_value("")
    assert not Draft.objects.exists()
    page.context.close()


def test_the_second_of_two_windows_is_told_of_the_first_and_may_have_its_own_kept(browser, address, site):
    first = signed_in(browser, address, "avery", axe=True)
    first.goto(f"{address}{AT}")
    second = first.context.new_page()
    second.goto(f"{address}{AT}")
    half(first)
    with first.expect_response("**/draft"):
        silent_so_that(100, first)
    expect(first.locator("[data-draft-said]")).to_contain_text("Draft kept at")
    second.locator("[name=name]").press_sequentially("Second window")
    with second.expect_response("**/draft"):
        silent_so_that(100, second)
    expect(second.get_by_role("alertdialog").locator("[data-draft-lost]")).to_be_visible()
    second.get_by_role("alertdialog").get_by_role("button").first.click()
    expect(second.locator("[data-draft-said]")).to_contain_text("in another window")
    sound(second, 1280)
    with second.expect_response("**/draft") as told:
        second.get_by_role("button", name="Keep what is here instead").click()
    assert told.value.json()["kept"] is True
    first.reload()
    expect(first.locator("[name=name]")).to_have_value("Second window")
    first.context.close()


def test_nothing_that_was_written_stays_in_the_browser_or_in_an_address(browser, address, site):
    page = signed_in(browser, address, "avery")
    page.goto(f"{address}{AT}")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    half(page)
    with page.expect_response("**/draft"):
        silent_so_that(100, page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [url for url in asked if "Rosa" in url or "1948" in url] == []
    silent_so_that(-1, page)
    page.wait_for_url(re.compile("/sign-in"))
    page.go_back()
    page.wait_for_url(re.compile("/sign-in"))
    assert "Rosa" not in page.content()
    page.context.close()


def test_a_pause_in_writing_keeps_a_draft_and_then_none_for_a_minute(browser, address, site):
    page = signed_in(browser, address, "avery")
    page.clock.install()
    page.goto(f"{address}{AT}")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/draft") else None)
    page.locator("[name=name]").press_sequentially("Rosa")
    page.clock.run_for(9_000)
    assert asked == []
    with page.expect_response("**/draft") as told:
        page.clock.run_for(3_000)
    assert told.value.json()["kept"] is True
    expect(page.locator("[data-draft-said]")).to_contain_text("Draft kept at")
    page.locator("[name=name]").press_sequentially(" Delgado")
    page.clock.run_for(45_000)
    assert len(asked) == 1
    with page.expect_response("**/draft"):
        page.clock.run_for(20_000)
    page.context.close()
