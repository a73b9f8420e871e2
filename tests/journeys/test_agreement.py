"""After a new version of the statement a member is asked again, sees what changed, and goes on where she wanted."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import WIDTHS, fill_in_and_send, opened, press, sound
from wellkept import gate

pytestmark = [pytest.mark.journey, pytest.mark.promise("S5", "S12")]
PRESS = {"en": "I agree", "es": "Estoy de acuerdo"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_who_returns_after_a_new_version_is_asked_and_told_what_changed(browser, address, site, width, language):
    gate.put_in_force("model/2026-05", at=datetime.now(UTC), told="")
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(f"{address}/sign-in?next=/claims")
    fill_in_and_send(page, "elena")
    page.wait_for_url(re.compile("/agreement"))
    expect(page.locator(".moves li").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Rosa Delgado")
    sound(page, width)
    press(page.get_by_role("button", name=PRESS[language], exact=True))
    page.wait_for_url(f"{address}/claims")
    page.context.close()
