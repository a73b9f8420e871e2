"""A member tells a fact about her family, corrects it and removes it, with axe at both widths and in both languages."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import WIDTHS, press, signed_in, sound


@pytest.mark.journey
@pytest.mark.promise("I5")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_fact_is_told_corrected_and_removed(browser, address, width, language):
    page = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    page.goto(f"{address}/profile")
    press(page.locator("main a[href='/dependants']"))
    sound(page, width)
    press(page.locator("main a[href='/dependants/add']"))
    save = page.locator("form.usa-form button[type=submit]:not([name])")
    press(save)
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page, width)
    page.locator("[name=about]").fill("my daughter")
    page.locator("[name=words]").fill("cannot eat nuts")
    page.locator("[name=need]").fill("the menu of the holiday course")
    press(save)
    expect(page.get_by_text("cannot eat nuts")).to_be_visible()
    sound(page, width)
    press(page.locator("main .person a"))
    sound(page, width)
    press(page.locator("[value=remove]"))
    expect(page.get_by_text("cannot eat nuts")).to_have_count(0)
    assert page.url.endswith("removed=1")
