"""What journeys do with a browser: open a page, sign in, let axe look, and see how wide it is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.doors.member.household import PASSWORD

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
WIDTHS = (390, 1280)
# Milliseconds until something that does not come counts as missing: long, since a busy machine is no fault of a page.
PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)


def opened(browser: Browser, *, width: int = 1280, language: str = "en", axe: bool = False, **more) -> Page:
    """A page of a browser's own; with `axe`, one in whose documents axe is there before anything else is."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=language, **{"bypass_csp": axe, **more}
    )
    if axe:
        context.add_init_script(path=AXE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def signed_in(browser: Browser, address: str, name: str, **more) -> Page:
    """A page, as `opened` gives it, on which somebody has just signed in."""
    page = opened(browser, **more)
    page.goto(f"{address}/sign-in")
    fill_in_and_send(page, name)
    page.wait_for_url(f"{address}/home")
    return page


def fill_in_and_send(page: Page, name: str) -> None:
    """Name and password on the sign-in page that is there, sent off."""
    page.locator("[name=user_name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    press(page.locator("form:has([name=password]) button[type=submit]"))


def press(leading: Locator) -> None:
    """Click what leads to another page, and wait until that page is whole: a click alone returns once it was heard."""
    with leading.page.expect_navigation():
        leading.click()


def faults(page: Page) -> list[str]:
    """What axe finds on a page of a browser opened with it, one line each."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def breadth(page: Page) -> int:
    """How wide the page is, in CSS pixels: more than the screen, and one must scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth")


def sound(page: Page, width: int) -> None:
    """Axe finds nothing and nothing is wider than the screen."""
    assert faults(page) == [], page.url
    assert breadth(page) <= width, page.url


def first_heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()
