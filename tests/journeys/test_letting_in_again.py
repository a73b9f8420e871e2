"""The pages by which somebody gets back in: wrong passwords, links from messages, and the desk of the office."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.walking import opened, press, sound
from wellkept.features.password_reset import LINK
from wellkept.features.sign_in import NOT_ME
from wellkept.identity import accounts, one_time, sessions
from wellkept.identity.visitor import Kind


@pytest.mark.journey
@pytest.mark.promise("I6")
@pytest.mark.parametrize(("language", "width"), [("en", 390), ("es", 1280)])
def test_every_page_of_getting_back_in_is_sound(browser, address, site, width, language):
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(f"{address}/sign-in")
    page.locator("[name=user_name]").fill("rosa")
    page.locator("[name=password]").fill("not the password")
    press(page.locator("form:has([name=password]) button[type=submit]"))
    sound(page, width)
    page.goto(f"{address}/reset-password")
    sound(page, width)
    page.locator("[name=user_name]").fill("rosa")
    press(page.locator("main form button[type=submit]").first)
    sound(page, width)
    rosa, now = site.household.rosa.id, datetime.now(UTC)
    reset, mine = (one_time.make(use, rosa, at=now, lasts=timedelta(minutes=9)) for use in (LINK, NOT_ME))
    page.goto(f"{address}/reset-password/{reset}")
    sound(page, width)
    page.locator("[name=password]").fill("short")
    press(page.locator("main form button[type=submit]").first)
    sound(page, width)
    page.goto(f"{address}/not-me/{mine}")
    sound(page, width)
    press(page.locator("main form button[type=submit]"))
    sound(page, width)
    assert accounts.named("rosa").state == "locked"
    page.goto(f"{address}/not-me/{mine}")
    sound(page, width)
    page.context.close()


@pytest.mark.journey
@pytest.mark.parametrize(("language", "width"), [("en", 390), ("es", 1280)])
def test_the_desk_of_the_office_is_sound(browser, address, site, width, language):
    olive = accounts.make_account("olive", "x" * 20, at=datetime.now(UTC), role="workforce.privacy", shown_as="Olive")
    accounts.lock(site.household.rosa.id)
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(f"{address}/staff/sign-in")
    sound(page, width)
    page.context.add_cookies([{"name": "wk_staff_session", "value": key_of(olive), "url": address}])
    page.goto(f"{address}/staff/accounts")
    sound(page, width)
    page.locator("#account").fill("rosa")
    press(page.locator("main form button[type=submit]").first)
    sound(page, width)
    press(page.locator("button[value=open]"))
    sound(page, width)
    page.locator("label[for=checked]").click()
    press(page.locator("button[value=open]"))
    sound(page, width)
    assert accounts.named("rosa").state == "open"
    page.context.close()


def key_of(account):
    """The cookie of a session in which the account is signed on."""
    from django.contrib.auth import login
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = sessions.SessionStore(kind=Kind.STAFF)
    login(request, account, "wellkept.identity.accounts.UserNameAndPassword")
    request.session.save()
    return request.session.session_key
