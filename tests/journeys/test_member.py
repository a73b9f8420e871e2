"""A member with a browser: from sign-in to her claims, one claim, and the entry that says who looked and why."""

import re
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.doors.member.conftest import site  # noqa: F401
from tests.doors.member.household import PASSWORD, TODAY
from tests.doors.member.test_entry_pages import take_in
from tests.vault.test_entries import VISIT, document
from tests.vault.test_record import blood_pressure

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
PAGES = [
    "/home", "/coverage", "/claims", "/record", "/record/allergies", "/record/immunisations", "/record/results",
    "/record/vitals", "/your-information", "/your-information/others", "/helping",
]  # fmt: skip
WIDTHS = (390, 1280)


class Quiet(WSGIRequestHandler):
    def log_message(self, *said):
        """Say nothing."""


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser; its driver keeps an event loop in this thread, beside which the tests still use the database."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield started
        started.close()


def serve(server: WSGIServer) -> None:
    server.serve_forever(poll_interval=0.05)
    connections.close_all()


@pytest.fixture
def address(site, django_db_blocker):  # noqa: F811
    """The site on a port of its own, one request after another."""
    with django_db_blocker.unblock():
        server = WSGIServer(("127.0.0.1", 0), Quiet)
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=serve, args=[server])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def signed_in(browser: Browser, address: str, name: str, *, width: int = 1280, language: str = "en", **more) -> Page:
    """A page on which somebody has just signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale=language, **more)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{address}/sign-in")
    page.locator("[name=user_name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) button[type=submit]").click()
    page.wait_for_url(f"{address}/home")
    return page


def faults(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def first_heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def fill_record(site, name: str) -> None:  # noqa: F811
    """A visit with what was done there: a note, and blood pressure twice."""
    during = {"encounter": {"reference": "Encounter/visit-1"}}
    given = [VISIT, {**document("text/html", b"<h1>Seen</h1><p>Well.</p>"), **during}]
    given += [blood_pressure("b1", "2025-03-02", 142, 91), {**blood_pressure("b2", "2026-03-02", 124, 79), **during}]
    take_in(site, name, *given)


WORDS = {
    "en": ("Claims", "You may owe $25.00", "See who looked at your claims", r"Dana Ortiz .*opened your claims"),
    "es": ("Reclamaciones", "Podría deber $25.00", "Vea quién consultó", r"Dana Ortiz .*abrió sus reclamaciones"),
}


@pytest.mark.journey
@pytest.mark.promise("R10")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_reads_a_claim_and_then_who_looked_why_and_under_which_clause(browser, address, site, width, language):  # noqa: F811
    claims, owed, who_looked, entry = WORDS[language]
    site.look_as_staff("rosa")
    page = signed_in(browser, address, "rosa", width=width, language=language, bypass_csp=True)
    page.get_by_role("navigation").get_by_role("link", name=claims, exact=True).click()
    page.locator(".claim", has_text="$25.00").first.get_by_role("link").click()
    assert first_heading(page) == owed
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name=who_looked).click()
    look = page.locator(".event", has_text=re.compile(entry)).first
    expect(look.locator("blockquote").first).to_be_visible()
    look.locator(".cited__where a").first.click()
    page.wait_for_url(re.compile(r"/privacy-statement#clause-[a-z-]+$"))
    expect(page.locator(f"#{page.url.partition('#')[2]}")).to_be_in_viewport()
    page.context.close()


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser, address, site, width, language):  # noqa: F811
    site.look_as_staff("rosa")
    asked = []
    for name in ("rosa", "avery"):
        page = signed_in(browser, address, name, width=width, language=language, bypass_csp=True)
        page.on("request", lambda request: asked.append(request.url))
        for path in PAGES:
            page.goto(address + path)
            assert faults(page) == [], (name, path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, path)
        page.context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_an_entry_its_plot_and_a_narrowed_list(browser, address, site, width, language):  # noqa: F811
    fill_record(site, "rosa")
    page = signed_in(browser, address, "rosa", width=width, language=language, bypass_csp=True)
    for path, link in (
        ("/record/visits", ".entry__title a"),
        ("/record/documents", ".entry__title a"),
        ("/record/vitals", ".test__title a"),
        (f"/claims?year={TODAY.year}&kind=a", ""),
        ("/contact", ""),
    ):
        page.goto(address + path)
        if link:
            page.locator(link).first.click()
            page.wait_for_url(re.compile(r"[0-9a-f-]{36}$"))
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()


@pytest.mark.journey
def test_without_scripts_a_list_is_narrowed_by_its_form(browser, address):
    page = signed_in(browser, address, "rosa", java_script_enabled=False)
    page.goto(f"{address}/claims")
    page.get_by_label("Year").select_option(str(TODAY.year))
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(f"{address}/claims?year={TODAY.year}")
    said = page.locator(".narrowing__count").inner_text()
    assert re.fullmatch(rf"\d+ claims? in {TODAY.year}(, newest first)?", said)
    page.context.close()


@pytest.mark.journey
def test_at_twice_the_size_nothing_runs_out_of_the_page(browser, address):
    page = signed_in(browser, address, "rosa", width=640)
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("M5")
def test_every_point_of_a_plot_is_reached_by_keyboard_and_says_its_number(browser, address):
    page = signed_in(browser, address, "rosa", bypass_csp=True)
    page.goto(f"{address}/record/results")
    page.get_by_role("link", name="Hemoglobin A1c").click()
    assert first_heading(page).startswith("Hemoglobin A1c fell to 6.8% on ")
    assert faults(page) == []
    page.get_by_role("link", name="Test results").focus()
    said = []
    for _ in range(4):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.getAttribute('aria-label')").split(": ")[1])
    assert said == ["8.9%", "7.5%", "7.0%", "6.8%"]
    ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.plot__reach')).stroke")
    assert ring not in {"none", ""}
    page.context.close()


@pytest.mark.journey
def test_without_scripts_a_daughter_helps_her_mother_and_stops(browser, address):
    page = signed_in(browser, address, "elena", java_script_enabled=False)
    page.get_by_role("button", name="Help Rosa Delgado").click()
    assert first_heading(page) == "Rosa Delgado"
    page.goto(f"{address}/claims")
    assert page.locator(".strip--helping").inner_text().startswith("You are helping Rosa Delgado.")
    assert page.locator(".claim").count() == 25
    page.get_by_role("button", name="Stop").click()
    assert page.locator(".strip--helping").count() == 0
    page.context.close()


@pytest.mark.journey
def test_printed_the_history_shows_what_is_folded_and_no_buttons(browser, address, site):  # noqa: F811
    site.look_as_staff("rosa")
    page = signed_in(browser, address, "rosa")
    page.goto(f"{address}/your-information")
    page.emulate_media(media="print")
    folded = page.locator(".own .event__said").first
    assert folded.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    assert not page.locator(".places").is_visible()
    assert not page.locator(".switch").is_visible()
    page.context.close()
