"""A letter that a member asked for: an office prints it, sends it, and puts it back."""

from datetime import UTC, datetime

import pytest

from tests.applicants import on_record
from tests.features.test_letters import asked
from tests.journeys.test_letting_in_again import key_of
from tests.journeys.walking import WIDTHS, opened, press, sound
from wellkept.features.registration import LETTER_LASTS


@pytest.mark.journey
@pytest.mark.promise("I1")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_letter_is_printed_and_sent(browser, address, site, width, language):
    page = opened(browser, width=width, language=language, axe=True)
    cookie = {"name": "wk_staff_session", "value": key_of(site.household.dana), "url": address}
    page.context.add_cookies([cookie])
    page.goto(f"{address}/staff/letters")
    sound(page, width)
    on_record(email="")
    asked(at=datetime.now(UTC) - LETTER_LASTS)
    asked(at=datetime.now(UTC))
    page.reload()
    sound(page, width)
    with page.expect_download() as download:
        page.locator("button[value=print]").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.reload()
    sound(page, width)
    press(page.locator("button[value=sent]"))
    sound(page, width)
    press(page.locator("button[value=not_sent]"))
    sound(page, width)
    page.context.close()
