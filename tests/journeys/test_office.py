"""The provider portal as a doctor's office meets it: in by a link, a patient, her coverage, and the end of it all."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.features.test_roster import number_of
from tests.journeys.walking import first_heading, opened, press, signed_in, sound
from tests.offices import HARBOR, PASSWORD, SIGNED
from wellkept.features.offices import add_office, end_office
from wellkept.identity import second_steps
from wellkept.identity.systems import CLOCK

pytestmark = [pytest.mark.journey, pytest.mark.promise("I7")]
OPENS = [(390, "en"), (1280, "es"), (390, "es"), (1280, "en")]


def seen(page, name, width):
    """Sound, and kept as a picture where somebody wants to look."""
    sound(page, width)
    if folder := os.environ.get("WELLKEPT_PICTURES"):
        page.screenshot(path=Path(folder) / f"{width}-{name}.png", full_page=True)


def join(page, address, secret, width, language):
    """From the link to the first page of the office, with a second step set up on the way."""
    page.goto(f"{address}/provider-portal/join/{secret}")
    seen(page, f"office-join-{language}", width)
    page.locator("[name=user_name]").fill("noor.haddad")
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("main form button[type=submit]"))
    seen(page, f"office-sign-in-{language}", width)
    sign_in(page)
    typed = page.locator("#secret").inner_text()
    page.locator("[name=code]").fill(second_steps.code_of("".join(typed.split()), at=datetime.now(UTC)))
    press(page.locator("main form:has([name=code]) button[type=submit]"))
    press(page.locator("main a.usa-button"))


def sign_in(page):
    page.locator("[name=user_name]").fill("noor.haddad")
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("form:has([name=password]) button[type=submit]"))


@pytest.mark.parametrize(("width", "language"), OPENS)
def test_an_office_looks_at_its_patients_coverage_until_its_agreement_ends(browser, address, site, width, language):
    office, secret = add_office(
        CLOCK, "Harbor Family Medicine", HARBOR, address="7 Quay Street", agreement=SIGNED, keeper="Noor Haddad"
    )
    page = opened(browser, width=width, language=language, axe=True)
    join(page, address, secret, width, language)
    assert first_heading(page) == "Harbor Family Medicine"
    seen(page, f"office-home-{language}", width)
    press(page.locator("main a.usa-button"))
    seen(page, f"office-patients-empty-{language}", width)
    add(page, "LH00000000")
    seen(page, f"office-patients-nobody-{language}", width)
    add(page, number_of(site.household.rosa.person))
    seen(page, f"office-patients-{language}", width)
    press(page.locator("main .rows a"))
    expect(page.get_by_text("Larkspur Silver PPO")).to_be_visible()
    seen(page, f"office-patient-{language}", width)
    page.goto(f"{address}/provider-portal/people")
    page.locator("[name=name]").fill("Ines Roy")
    press(page.locator("button[value=invite]"))
    seen(page, f"office-people-{language}", width)
    page.goto(f"{address}/provider-portal/trail")
    seen(page, f"office-trail-{language}", width)

    rosa = signed_in(browser, address, "rosa", width=width, language=language)
    rosa.goto(f"{address}/your-information")
    expect(rosa.get_by_text(re.compile(r"Harbor Family Medicine.*(looked at|vio)")).first).to_be_visible()
    rosa.context.close()

    end_office(CLOCK, office)
    page.goto(f"{address}/provider-portal/patients")
    assert page.url.startswith(f"{address}/provider-portal/sign-in")
    sign_in(page)
    expect(page.locator(".usa-alert--error")).to_contain_text(re.compile("agreement|acuerdo"))
    seen(page, f"office-closed-{language}", width)
    page.context.close()


def add(page, number):
    page.locator("[name=number]").fill(number)
    page.locator("[name=born]").fill("1948-03-02")
    page.locator("label[for=reason-1]").click()
    press(page.locator("form:has([name=number]) button[type=submit]"))
