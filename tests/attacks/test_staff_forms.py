"""The forms of the staff's pages, found in the pages: sent by a role without the page, and with a member's ids."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from django.test import Client

from tests.applicants import on_record
from tests.attacks import belongings
from tests.attacks.forms import Form, forms_of
from tests.attacks.test_whose_record import SECRETS
from tests.features.representation.test_documents import GUARDIAN, ONE, number_of
from tests.features.test_letters import asked
from tests.sign_ins import sign_on
from wellkept.features.representation import documents
from wellkept.features.representation.documents import Asking
from wellkept.identity import accounts
from wellkept.identity.accounts import make_account

PASSWORD = "long enough for this"
# What the attack must have found, or it attacks nothing.
EXPECTED = {"/staff/accounts", "/staff/letters", "/staff/people", "/staff/people/emergency"}
# Each of the staff has these for herself.
OWN = ("/staff/security", "/staff/sign-out", "/staff/session", "/staff/draft", "/staff/sign-in", "/language")
# They say what a form does, not to whom or to what.
CHOOSES = {"do", "does", "purpose", "draft", "how"}


def signed_on(role):
    name = role.partition(".")[2]
    made = accounts.named(name) or make_account(name, PASSWORD, at=datetime.now(UTC), role=role, shown_as=name)
    return sign_on(Client(raise_request_exception=False), made)


@pytest.fixture
def busy(site):
    """Something waits at every desk, and nothing of it is Rosa's."""
    on_record(email="")
    asked(at=datetime.now(UTC))
    accounts.lock(site.household.elena.id)
    maya = Asking(party=GUARDIAN, name="Maya Nakagawa", born=date(2011, 1, 1), number=number_of(site.household.maya))
    return documents.ask(site.household.visitor("avery"), maya, ONE)


def found(*roles) -> dict[tuple[str, ...], Form]:
    """The forms that these roles find, but for those of one's own account."""
    forms = {form.key: form for role in roles for form in forms_of(signed_on(role), staff=True)}
    posts = {key: form for key, form in forms.items() if form.method == "post" and not form.action.startswith(OWN)}
    assert {form.action for form in posts.values()} >= EXPECTED
    assert any(form.action.startswith("/staff/representation/") for form in posts.values())
    return posts


@pytest.mark.promise("P6", "I7")
@pytest.mark.parametrize("role", ["billing", "support", "web", "analyst", "clinician", "member_services"])
def test_a_role_without_a_page_sends_none_of_its_forms(site, busy, role):
    forms = found("workforce.privacy", "workforce.member_services", "workforce.clinician")
    client, refused = signed_on(f"workforce.{role}"), 0
    before = belongings.everything()
    for form in forms.values():
        if client.get(form.action).status_code == 403:
            refused += 1
            assert client.post(form.action, form.filled(PASSWORD)).status_code == 403, form.action
    assert refused
    assert belongings.everything() == before


@pytest.mark.promise("P6")
@pytest.mark.parametrize("role", ["workforce.member_services", "workforce.privacy"])
def test_a_members_id_in_any_field_of_a_staff_form_shows_and_changes_nothing_of_hers(site, busy, role):
    rosa = site.household.rosa
    belongings.settle_in(rosa, helper=site.household.elena)
    hers = belongings.of(rosa.id, rosa.person)
    forms = found("workforce.member_services", "workforce.privacy", "workforce.clinician")
    client = signed_on(role)
    ids = belongings.ids_of(rosa.person, of_each=1)  # her account's number is what the desk for accounts asks for
    for form, one in product(forms.values(), (one for one in ids if one != rosa.id)):
        for name in {name for name, _, kind in form.fields if kind != "password"} - CHOOSES:
            answer = client.post(form.action, form.filled(PASSWORD) | {name: str(one)})
            assert answer.status_code < 500, (form.action, name)
            assert not SECRETS.search(answer.content.decode(errors="replace")), (form.action, name)
    assert belongings.of(rosa.id, rosa.person) == hers
