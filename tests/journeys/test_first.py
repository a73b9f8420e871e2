"""Who may not go on alone reads why and who helps, with axe at both widths and in both languages."""

import pytest
from playwright.sync_api import expect

from tests.doors.member.test_first import people_of_all_ages  # noqa: F401
from tests.journeys.walking import WIDTHS, fill_in_and_send, first_heading, opened, press, sound

HEADINGS = {
    ("child", "en"): "A parent or guardian can help you",
    ("child", "es"): "Su padre, madre o tutor puede ayudarle",
    ("unknown", "en"): "We do not know your birth date",
    ("unknown", "es"): "No sabemos su fecha de nacimiento",
}


@pytest.mark.journey
@pytest.mark.promise("I4")
@pytest.mark.parametrize(("name", "language"), HEADINGS)
@pytest.mark.parametrize("width", WIDTHS)
def test_who_may_not_go_on_reads_who_helps_and_signs_out(browser, address, people_of_all_ages, name, language, width):  # noqa: F811
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(f"{address}/sign-in")
    fill_in_and_send(page, name)
    assert first_heading(page) == HEADINGS[name, language]
    expect(page.get_by_role("link", name="1-800-555-0142")).to_be_visible()
    sound(page, width)
    press(page.locator("main form button[type=submit]"))
    assert "/sign-in" in page.url
