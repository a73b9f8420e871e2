"""Second steps with a browser: an authenticator app, and a passkey by Chromium's virtual authenticator."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.journeys.walking import WIDTHS, fill_in_and_send, press, signed_in, sound
from wellkept.identity import second_steps


@pytest.fixture
def local(address):
    """The same site by name: a passkey is never for an IP address."""
    return address.replace("127.0.0.1", "localhost")


@pytest.mark.journey
@pytest.mark.promise("I6")
@pytest.mark.parametrize(("language", "width"), [("en", 390), ("es", 1280)])
def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(browser, local, site, width, language):
    page = signed_in(browser, local, "rosa", width=width, language=language, axe=True)
    page.goto(f"{local}/security")
    sound(page, width)
    press(page.locator("a[href='/security/app']"))
    sound(page, width)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.locator("#code").fill(pyotp.TOTP(secret).now())
    press(page.locator("main form button[type=submit]").first)
    expect(page.locator(".codes li")).to_have_count(10)
    sound(page, width)
    recovery = page.locator(".codes li").first.inner_text()
    page.context.clear_cookies()
    page.goto(f"{local}/sign-in")
    sound(page, width)
    fill_in_and_send(page, "rosa")
    page.wait_for_url(f"{local}/sign-in/second-step")
    sound(page, width)
    page.locator("#code").fill(recovery)
    press(page.locator("form:has(#code) button[type=submit]"))
    page.wait_for_url(f"{local}/home")
    assert second_steps.of_account(site.household.rosa.id).recovery_left == 9
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I6")
@pytest.mark.parametrize("width", WIDTHS)
def test_a_passkey_is_made_and_then_signs_in_without_a_password(browser, local, site, width):
    page = signed_in(browser, local, "rosa", width=width)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{local}/security/passkey")
    page.locator("form[data-passkey=create] button").click()
    page.wait_for_url(re.compile("done=passkey"))
    assert second_steps.of_account(site.household.rosa.id).has_passkey
    page.context.clear_cookies()
    page.goto(f"{local}/sign-in")
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(f"{local}/home")
    press(page.get_by_role("banner").get_by_role("button", name="Sign out"))
    fill_in_and_send(page, "rosa")
    page.wait_for_url(f"{local}/sign-in/second-step")
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(f"{local}/home")
    page.context.close()
