"""The countdown before sign-off, as somebody at a browser meets it: asked in time, kept, left alone, in two tabs."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import WIDTHS, signed_in, sound
from wellkept.doors.shared.sign_off import idle_minutes
from wellkept.identity.models import Session

pytestmark = [pytest.mark.journey, pytest.mark.promise("I3")]


def silent_so_that(seconds, *pages):
    """As if nothing had happened for so long that `seconds` are left; each page hears of it on coming to the front."""
    Session.objects.update(seen=datetime.now(UTC) - timedelta(minutes=idle_minutes()) + timedelta(seconds=seconds))
    for page in pages:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def seconds_left():
    return (Session.objects.get().seen + timedelta(minutes=idle_minutes()) - datetime.now(UTC)).total_seconds()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_one_is_asked_in_time_told_what_is_left_and_stays_with_one_press(browser, address, site, width, language):
    page = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_hidden()
    silent_so_that(100, page)
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-left]")).to_have_text(re.compile(r"1:[0-4]\d"))
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"1 minut\w+ .*\d+ (seconds|segundos)|Quedan 1"))
    sound(page, width)
    page.keyboard.press("Enter")  # the first button has the focus
    expect(dialog).to_be_hidden()
    assert seconds_left() > (idle_minutes() - 1) * 60
    page.context.close()


def test_escape_does_not_close_the_question_without_an_answer(browser, address, site):
    page = signed_in(browser, address, "rosa")
    silent_so_that(100, page)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert seconds_left() > (idle_minutes() - 1) * 60
    page.context.close()


def test_who_does_not_answer_is_signed_off_and_the_back_button_shows_nothing(browser, address, site):
    page = signed_in(browser, address, "rosa")
    page.goto(f"{address}/claims")
    expect(page.locator(".claim").first).to_be_visible()
    silent_so_that(-1, page)
    page.wait_for_url(f"{address}/sign-in?ended=1&next=%2Fclaims")
    page.go_back()
    page.wait_for_url(re.compile(r"/sign-in"))
    assert page.locator(".claim").count() == 0
    page.context.close()


def test_an_answer_in_one_tab_is_an_answer_in_all(browser, address, site):
    first = signed_in(browser, address, "rosa")
    second = first.context.new_page()
    second.goto(f"{address}/claims")
    silent_so_that(100, first, second)
    expect(first.get_by_role("alertdialog")).to_be_visible()
    expect(second.get_by_role("alertdialog")).to_be_visible()
    second.get_by_role("alertdialog").get_by_role("button").first.click()
    expect(second.get_by_role("alertdialog")).to_be_hidden()
    expect(first.get_by_role("alertdialog")).to_be_hidden()
    first.context.close()


def test_signing_out_in_one_tab_clears_the_other(browser, address, site):
    first = signed_in(browser, address, "rosa")
    second = first.context.new_page()
    second.goto(f"{address}/claims")
    first.get_by_role("banner").get_by_role("button", name="Sign out").click()
    second.wait_for_url(f"{address}/sign-in?ended=1&next=%2Fclaims")
    expect(second.locator(".claim")).to_have_count(0)
    first.context.close()


def test_a_wrong_clock_and_a_long_sleep_change_nothing(browser, address, site):
    """The page's own clock jumps a day ahead, as after a sleep: the server is asked, and nobody is signed off."""
    page = signed_in(browser, address, "rosa")
    expect(page.locator("[data-session-left]")).to_have_text("Signed in, 20 minutes left")
    page.evaluate("const real = Date.now; Date.now = () => real() + 86400000")
    with page.expect_response("**/session") as asked:
        page.evaluate("0")
    assert asked.value.json()["left"] > 0
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert page.url == f"{address}/home"
    page.context.close()
