"""Somebody who is no member: invited, she makes an account by the link, helps, leaves, and closes the account."""

import re

import pytest
from playwright.sync_api import expect

from tests.doors.public.test_joining import PASSWORD, invited
from tests.journeys.walking import WIDTHS, first_heading, opened, press, sound
from wellkept.identity.models import Account

SEND = "main form.form button[type=submit]"
NOOR = {"first": "Noor", "last": "Haddad", "day": "1", "year": "1985", "user_name": "noor.h", "password": PASSWORD}


def fill_in_and_send(page):
    for name, value in NOOR.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=month]").select_option("7")
    page.locator("label[for=id_agrees]").click()
    press(page.locator(SEND))


@pytest.mark.journey
@pytest.mark.promise("I5", "S5")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_who_is_no_member_registers_helps_and_leaves(browser, address, site, width, language):
    where = address + invited(site)
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(where)
    assert "Rosa Delgado" in first_heading(page)
    sound(page, width)
    press(page.locator(SEND))
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page, width)
    fill_in_and_send(page)
    page.wait_for_url(f"{address}/join/done")
    sound(page, width)
    press(page.locator("main .usa-button"))
    page.locator("[name=user_name]").fill("noor.h")
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("form:has([name=password]) button[type=submit]"))
    page.wait_for_url(f"{address}/helping")
    page.goto(f"{address}/home")
    sound(page, width)
    press(page.locator("button[name=person]"))
    page.goto(f"{address}/claims")
    expect(page.locator(".strip--helping")).to_contain_text("Rosa Delgado")
    sound(page, width)
    page.goto(f"{address}/helping")
    press(page.locator("button[value=leave]"))
    page.wait_for_url(re.compile("stopped=1"))
    page.goto(f"{address}/home")
    sound(page, width)
    page.goto(where)
    sound(page, width)
    stranger = opened(browser, width=width, language=language, axe=True)
    stranger.goto(where)
    sound(stranger, width)
    page.goto(f"{address}/security")
    press(page.locator("#end-h ~ p a"))
    sound(page, width)
    page.locator("label[for=close]").click()
    press(page.locator("main form.form button[type=submit]"))
    assert Account.objects.filter(state="closed").count() == 1
    for one in (page, stranger):
        one.context.close()
