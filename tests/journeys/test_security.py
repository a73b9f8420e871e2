"""Second steps with a browser: an authenticator app, and a passkey by Chromium's virtual authenticator."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.doors.member.conftest import site  # noqa: F401
from tests.journeys.test_member import address, browser, faults, signed_in  # noqa: F401
from wellkept.identity import second_steps

WIDTHS = (390, 1280)


@pytest.fixture
def local(address):  # noqa: F811
    """The same site by name: a passkey is never for an IP address."""
    return address.replace("127.0.0.1", "localhost")


def no_fault(page, width):
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.journey
@pytest.mark.promise("I6")
@pytest.mark.parametrize(("language", "width"), [("en", 390), ("es", 1280)])
def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(browser, local, site, width, language):  # noqa: F811
    page = signed_in(browser, local, "rosa", width=width, language=language, bypass_csp=True)
    page.goto(f"{local}/security")
    no_fault(page, width)
    page.locator("a[href='/security/app']").click()
    no_fault(page, width)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.locator("#code").fill(pyotp.TOTP(secret).now())
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".codes li")).to_have_count(10)
    no_fault(page, width)
    recovery = page.locator(".codes li").first.inner_text()
    page.context.clear_cookies()
    page.goto(f"{local}/sign-in")
    no_fault(page, width)
    page.locator("[name=user_name]").fill("rosa")
    page.locator("[name=password]").fill("larkspur in bloom")
    page.locator("form:has([name=password]) button[type=submit]").click()
    page.wait_for_url(f"{local}/sign-in/second-step")
    no_fault(page, width)
    page.locator("#code").fill(recovery)
    page.locator("form:has(#code) button[type=submit]").click()
    page.wait_for_url(f"{local}/home")
    assert second_steps.of_account(site.household.rosa.id).recovery_left == 9
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I6")
@pytest.mark.parametrize("width", WIDTHS)
def test_a_passkey_is_made_and_then_signs_in_without_a_password(browser, local, site, width):  # noqa: F811
    page = signed_in(browser, local, "rosa", width=width)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto(f"{local}/security")
    page.locator("form[data-passkey=create] button").click()
    page.wait_for_url(re.compile("done=passkey"))
    assert second_steps.of_account(site.household.rosa.id).has_passkey
    page.context.clear_cookies()
    page.goto(f"{local}/sign-in")
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(f"{local}/home")
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    page.locator("[name=user_name]").fill("rosa")
    page.locator("[name=password]").fill("larkspur in bloom")
    page.locator("form:has([name=password]) button[type=submit]").click()
    page.wait_for_url(f"{local}/sign-in/second-step")
    page.locator("form[data-passkey=get] button").click()
    page.wait_for_url(f"{local}/home")
    page.context.close()
