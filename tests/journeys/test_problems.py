"""What is wrong with a form takes the focus, on every page that has one, with a script and without."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import opened, press, signed_in, sound

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("script", [True, False])
def test_a_problem_takes_the_focus_where_nobody_is_signed_in(browser, address, site, script):
    page = opened(browser, width=390, axe=script, java_script_enabled=script)
    page.goto(f"{address}/sign-in")
    page.locator("[name=user_name]").fill("nobody")
    page.locator("[name=password]").fill("not this one")
    press(page.locator("form:has([name=password]) button[type=submit]"))
    expect(page.locator("#problem")).to_be_focused()
    if script:
        sound(page, 390)
        page.keyboard.press("Tab")
        expect(page.locator("#problem a")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[name=user_name]")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_problem_takes_the_focus_on_a_members_pages(browser, address, site, language):
    page = signed_in(browser, address, "rosa", width=1280, language=language, axe=True)
    for path, field, typed in (
        ("/security/passcode", "new_passcode", "12"),
        ("/security/password", "password", "short"),
        ("/security/app", "code", "000000"),
        ("/profile/contacts/add/email", "value", "nowhere"),
    ):
        page.goto(f"{address}{path}")
        page.locator(f"[name={field}]").fill(typed)
        page.locator(f"form:has([name={field}])").evaluate("form => form.noValidate = true")
        press(page.locator(f"form:has([name={field}]) button[type=submit]").first)
        expect(page.locator("#problem")).to_be_focused()
        sound(page, 1280)
    page.context.close()
