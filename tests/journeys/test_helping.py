"""Letting somebody help: a delegate is invited and leaves; a teen's own care; the hand-over at eighteen."""

import re

import pytest
from playwright.sync_api import expect

from tests.days import today
from tests.doors.member.test_letting_in import link
from tests.journeys.walking import WIDTHS, first_heading, press, signed_in, sound
from tests.vault.conftest import permit_for
from wellkept.features.representation.by_enrolment import closes_of
from wellkept.features.representation.coming_of_age import due, hand_over
from wellkept.features.representation.grants import who_helps_me
from wellkept.identity.systems import CLOCK
from wellkept.vault import representation
from wellkept.vault.ages import birthday
from wellkept.vault.representation import Basis, Terms

WORDS = {
    "en": ("Invite somebody to help you", "Send the invitation", "Yes, I will help", "Help", "Stop helping for good"),
    "es": (
        "Invitar a alguien a ayudarle",
        "Enviar la invitación",
        "Sí, ayudaré",
        "Ayudar",
        "Dejar de ayudar para siempre",
    ),
}


@pytest.mark.journey
@pytest.mark.promise("I5")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_delegate_is_invited_helps_and_leaves(browser, address, site, width, language):
    invite, send, yes, help_, leave = WORDS[language]
    rosa = signed_in(browser, address, "rosa", width=width, language=language, axe=True)
    rosa.goto(f"{address}/helping")
    sound(rosa, width)
    press(rosa.get_by_role("link", name=invite))
    sound(rosa, width)
    press(rosa.get_by_role("button", name=send))
    expect(rosa.get_by_role("alert")).to_be_visible()
    sound(rosa, width)
    rosa.locator("[name=called]").fill("Avery")
    rosa.locator("[name=address]").fill("avery@example.org")
    press(rosa.get_by_role("button", name=send))
    rosa.wait_for_url(re.compile("invited=1"))
    sound(rosa, width)

    avery = signed_in(browser, address, "avery", width=width, language=language, axe=True)
    where = link(site.household.rosa.person)
    avery.goto(address + where)
    assert "Rosa Delgado" in first_heading(avery)
    sound(avery, width)
    press(avery.get_by_role("button", name=yes))
    avery.wait_for_url(re.compile("accepted=1"))
    site.household.agree()
    sound(avery, width)
    press(avery.get_by_role("button", name=f"{help_} Rosa Delgado", exact=True))
    avery.goto(f"{address}/claims")
    expect(avery.locator(".strip--helping")).to_contain_text("Rosa Delgado")
    sound(avery, width)

    rosa.goto(f"{address}/helping")
    sound(rosa, width)
    press(rosa.locator(".person__ways a").first)
    sound(rosa, width)

    avery.goto(f"{address}/helping")
    sound(avery, width)
    press(avery.get_by_role("button", name=leave))
    avery.wait_for_url(re.compile("stopped=1"))
    expect(avery.locator(".strip--helping")).to_have_count(0)
    avery.goto(address + where)
    sound(avery, width)
    for page in (rosa, avery):
        page.context.close()


@pytest.mark.journey
@pytest.mark.promise("I5")
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_teen_opens_one_kind_of_her_own_care_and_comes_of_age(browser, address, site, language):
    maya, claire = site.household.maya.person, site.household.claire.person
    born = birthday(today(), -15)
    terms = Terms(
        party="representative.parent",
        basis=Basis.ENROLMENT,
        begins=today(),
        ends=birthday(born, 18),
        called="Claire Nakagawa",
        closes=closes_of(born),
    )
    representation.start(permit_for(maya), viewer=claire, terms=terms, at=site.household.maya.made)
    page = signed_in(browser, address, "maya", width=390, language=language, axe=True)
    page.goto(f"{address}/helping")
    sound(page, 390)
    page.locator("label[for=open-1-1]").click()
    press(page.locator("button[value=own_care]"))
    page.wait_for_url(re.compile("changed=1"))
    assert page.locator("input[name=open]:checked").count() == 1
    press(page.locator("button[value=end]"))
    page.wait_for_url(re.compile("not_yours=1"))
    sound(page, 390)
    assert len(who_helps_me(site.household.visitor("maya"))[0].opened) == 1

    from datetime import UTC, datetime, time

    at = datetime.combine(birthday(born, 18), time(12), UTC)
    (over,) = due(CLOCK, at=at)
    assert hand_over(CLOCK, over, at=at) is not None
    page.goto(f"{address}/helping")
    said = "You are of age" if language == "en" else "Usted es mayor de edad"
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    sound(page, 390)
    parent = signed_in(browser, address, "claire", language=language)
    parent.goto(f"{address}/helping")
    assert parent.locator("button[name=person]").count() == 0
    for one in (page, parent):
        one.context.close()
