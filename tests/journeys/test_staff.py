"""The staff's pages as somebody at a browser meets them: a record for a purpose, and the broken glass."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.doors.staff.test_people import REASON, number_of, signed_on
from tests.journeys.walking import WIDTHS, opened, press, signed_in, sound

pytestmark = [pytest.mark.journey, pytest.mark.promise("I9")]
LANGUAGES = ("en", "es")


def at_the_staffs_door(browser, address, role, **more):
    """A page with a session of the staff; their sign-in has its own journeys."""
    page = opened(browser, axe=True, **more)
    session = signed_on(role, role).cookies["wk_staff_session"].value
    page.context.add_cookies([{"name": "wk_staff_session", "value": session, "url": address}])
    return page


def seen(page, name, width):
    """Sound, and kept as a picture where somebody wants to look."""
    sound(page, width)
    if folder := os.environ.get("WELLKEPT_PICTURES"):
        page.screenshot(path=Path(folder) / f"{width}-{name}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_record_opens_for_a_purpose_and_is_closed(browser, address, site, width, language):
    page = at_the_staffs_door(browser, address, "member_services", width=width, language=language)
    page.goto(f"{address}/staff/people")
    seen(page, f"people-{language}", width)
    page.locator("[name=number]").fill(number_of(site.household.rosa.person))
    page.locator("[name=purpose]").select_option("operations.service")
    press(page.locator("form:has([name=purpose]) button"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Rosa Delgado")
    seen(page, f"file-{language}", width)
    page.goto(f"{address}/staff/people/claims")
    seen(page, f"claims-{language}", width)
    press(page.locator("[name=close]"))
    page.wait_for_url(f"{address}/staff/people")
    page.context.close()


@pytest.mark.parametrize(("width", "language"), [(390, "es"), (1280, "en")])
def test_an_emergency_is_declared_read_by_the_officer_and_in_the_members_history(
    browser, address, site, width, language
):
    page = at_the_staffs_door(browser, address, "clinician", width=width, language=language)
    page.goto(f"{address}/staff/people/emergency")
    page.locator("[name=number]").fill(number_of(site.household.rosa.person))
    page.locator("[name=reason]").fill(REASON)
    seen(page, f"emergency-{language}", width)
    press(page.locator("form:has([name=reason]) button[type=submit]:not([name])"))
    page.wait_for_url(f"{address}/staff/people/file")
    page.goto(f"{address}/staff/people/record")
    expect(page.locator(".usa-alert--warning")).to_be_visible()
    seen(page, f"record-{language}", width)
    page.context.close()
    officer = at_the_staffs_door(browser, address, "privacy", width=width, language=language)
    officer.goto(f"{address}/staff/emergencies")
    seen(officer, f"emergencies-{language}", width)
    press(officer.locator("main .rows a"))
    expect(officer.get_by_text(REASON)).to_be_visible()
    seen(officer, f"opening-{language}", width)
    officer.goto(f"{address}/staff/roles?role=workforce.clinician")
    seen(officer, f"roles-{language}", width)
    officer.context.close()
    rosa = signed_in(browser, address, "rosa", width=width, language=language)
    rosa.goto(f"{address}/your-information")
    expect(rosa.get_by_text(re.compile("declared an emergency|declaró una emergencia")).first).to_be_visible()
    rosa.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_staff_begin_where_each_place_is_told_and_go_on_from_there(browser, address, width, language):
    page = at_the_staffs_door(browser, address, "privacy", width=width, language=language)
    page.goto(f"{address}/staff/home")
    seen(page, f"home-{language}", width)
    press(page.locator("main a[href='/staff/emergencies']"))
    sound(page, width)
    page.context.close()
