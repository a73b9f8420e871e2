"""Asking to act for somebody by law, and the staff's decision on it, with axe at both widths and in both languages."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.features.representation.test_documents import PDF, number_of
from tests.journeys.walking import WIDTHS, opened, press, signed_in, sound
from tests.sign_ins import sign_on
from wellkept.identity.accounts import make_account


def office(browser, address, **more):
    """The privacy office, signed on as the second step leaves it."""
    from django.test import Client

    made = make_account(
        "priya", "long enough for this", at=datetime.now(UTC), role="workforce.privacy", shown_as="Priya Raman-Holt"
    )
    value = sign_on(Client(), made).cookies["wk_staff_session"].value
    page = opened(browser, axe=True, **more)
    page.context.add_cookies([{"name": "wk_staff_session", "value": value, "url": address}])
    return page


@pytest.mark.journey
@pytest.mark.promise("I5")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_paper_is_sent_read_and_accepted(browser, address, site, width, language):
    avery = signed_in(browser, address, "avery", width=width, language=language, axe=True)
    avery.goto(f"{address}/helping/papers")
    sound(avery, width)
    send = avery.locator("form[enctype] button[type=submit]:not([name])")
    press(send)
    expect(avery.get_by_role("alert")).to_be_visible()
    sound(avery, width)
    avery.locator("label[for=id_party_0]").click()
    avery.locator("[name=name]").fill("Rosa Delgado")
    avery.locator("[name=born]").fill("1948-03-02")
    avery.locator("[name=number]").fill(number_of(site.household.rosa))
    avery.locator("[name=papers]").set_input_files(
        {"name": "letters.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(send)
    avery.wait_for_url(re.compile("sent=1"))
    sound(avery, width)

    staff = office(browser, address, width=width, language=language)
    staff.goto(f"{address}/staff/representation")
    sound(staff, width)
    press(staff.locator("tbody a"))
    sound(staff, width)
    with staff.expect_download() as saving:
        staff.locator("#papers ~ ul a").click()
    assert saving.value.suggested_filename.endswith(".pdf")
    press(staff.locator("button[value=decline]"))
    expect(staff.get_by_role("alert")).to_be_visible()
    sound(staff, width)
    press(staff.locator("button[value=accept]"))
    staff.wait_for_url(re.compile("done=accepted"))
    sound(staff, width)

    avery.goto(f"{address}/helping/papers")
    sound(avery, width)
    avery.goto(f"{address}/children")
    sound(avery, width)
    for page in (avery, staff):
        page.context.close()
