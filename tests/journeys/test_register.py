"""A member creates an account: every step at both widths and in both languages, and once without scripts."""

from datetime import UTC, datetime

import pytest

from tests.applicants import CHOSEN, code_sent, on_record
from tests.doors.public.conftest import open_site, site  # noqa: F401
from tests.journeys.walking import WIDTHS, first_heading, opened, press, sound

SIGN_OUT = {"en": "Sign out", "es": "Cerrar sesión"}
WAYS = {"en": ("By email", "No code?"), "es": ("Por correo electrónico", "¿No llegó el código?")}


def go_on(page):
    with page.expect_navigation():
        press(page.locator("main form button[type=submit]"))


def say_who(page, year="1980"):
    page.locator("label[for=id_kind_0]").click()
    for field, value in {"first": "Ada", "last": "Whitlock", "number": "LH-0000-0018", "zip_code": "90001"}.items():
        page.fill(f"#id_{field}", value)
    page.select_option("#id_month", "4")
    page.fill("#id_day", "5")
    page.fill("#id_year", year)


@pytest.mark.journey
@pytest.mark.promise("I1", "I2")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_registers(browser, address, site, width, language):  # noqa: F811
    site.put_in_force("caloptima/2019-07-11")  # it asks the most
    ada = on_record()
    page = opened(browser, width=width, language=language, axe=True)
    page.goto(f"{address}/register")
    sound(page, width)
    go_on(page)
    assert page.get_by_role("alert").get_by_role("link").count() == 8
    sound(page, width)
    say_who(page)
    go_on(page)
    sound(page, width)
    page.locator("label").filter(has_text=WAYS[language][0]).click()
    go_on(page)
    assert page.get_by_role("heading", name=WAYS[language][1]).is_visible()
    sound(page, width)
    page.fill("#id_code", code_sent(ada, at=datetime.now(UTC)))
    go_on(page)
    sound(page, width)
    page.fill("#id_user_name", "ada.w")
    page.fill("#password", CHOSEN.password)
    page.fill("#id_email", "ada@example.org")
    page.fill("#id_answer_1", "Larkspur Bay")
    page.fill("#id_answer_2", "Ben")
    go_on(page)
    page.wait_for_url(f"{address}/register/done")
    sound(page, width)
    with page.expect_navigation():
        press(page.locator("main a.usa-button"))
    page.fill("#user_name", "ada.w")
    page.fill("#password", CHOSEN.password)
    press(page.locator("main form button[type=submit]").first)
    page.wait_for_url(lambda url: "/sign-in" not in url)  # where it leads is not ours: agreement may be asked first
    assert page.get_by_role("button", name=SIGN_OUT[language]).first.is_visible()
    page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I4")
@pytest.mark.parametrize("width", WIDTHS)
def test_a_child_finds_who_helps_also_without_scripts(browser, address, width):
    page = opened(browser, width=width, java_script_enabled=False)
    page.goto(f"{address}/register")
    say_who(page, "2018")
    go_on(page)
    assert first_heading(page) == "Who is under 13 cannot have an account alone"
    assert page.get_by_role("link", name="1-800-555-0142").is_visible()
    page.context.close()
    page = opened(browser, width=width, language="es", axe=True)
    page.goto(f"{address}/register")
    say_who(page, "2018")
    go_on(page)
    sound(page, width)
    page.context.close()
