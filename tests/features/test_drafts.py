"""Drafts of long forms: the ask of the form itself, for its writer alone, and as few entries as are true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from tests.doors.member.household import PASSWORD, move_in
from tests.features.representation.test_documents import ask
from tests.people import promise, staff
from tests.vault.conftest import permit_for
from wellkept.features import contact_details, dependants, drafts, emergencies, profile, security
from wellkept.features.drafts import FORMS, Gone, NotThere, Spot
from wellkept.features.representation import documents, invitations, review
from wellkept.features.staff_accounts import disable_staff
from wellkept.features.trail import read_trail
from wellkept.gate import Refused, telling
from wellkept.identity.accounts import make_account, visitor_of
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Kind, Visitor
from wellkept.ledger.models import Entry
from wellkept.policy.vocabulary import DATA
from wellkept.statement.load import shipped
from wellkept.vault import drafts as stored
from wellkept.vault.models import Draft
from wellkept.vault.standing import withdraw

HERE = Spot(None)
SAID = {"party": ["representative.personal"], "name": ["Rosa"], "born": [""], "number": ["LH1"], "reason": ["A stroke"]}
PAPERS, NEEDS, DECLINE, EMERGENCY = (FORMS[name] for name in ("papers", "needs", "decline", "emergency"))
SENDS = {
    "papers": documents.ask,
    "invitation": invitations.invite,
    "name": profile.tell_name,
    "languages": profile.tell_languages,
    "needs": profile.tell_needs,
    "messages": profile.tell_messages,
    "dependant": dependants.give,
    "dependant_correction": dependants.correct,
    "contact": contact_details.add_contact,
    "decline": review.decline,
    "emergency": emergencies.declare_emergency,
}
SECRET = ("account.password", "account.security_answers", "account.second_factor", "account.passcode", "payment.card")


@pytest.fixture
def home(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


def proved_now(visitor):
    return replace(visitor, proved_at=datetime.now(UTC))


def entries(**which):
    found = Entry.objects.filter(verb__startswith="draft.", **which).order_by("number")
    return [(entry.verb, entry.verdict) for entry in found if entry.visitor != "clock"]


@pytest.mark.promise("I3", "D1")
def test_to_keep_a_draft_is_the_ask_of_sending_its_form_and_never_of_a_secret():
    assert SENDS.keys() == FORMS.keys()
    for name, sends in SENDS.items():
        asked, sent = FORMS[name].keep.declared, sends.declared
        assert (asked.data, asked.purposes, asked.way, asked.whole, asked.fulfils) == (
            *(sent.data, sent.purposes, sent.way, sent.whole, sent.fulfils),
        )
        for verb in (FORMS[name].keep, FORMS[name].read):
            assert not DATA.expand(verb.declared.data) & DATA.expand(SECRET), name


@pytest.mark.promise("I3")
def test_what_was_written_comes_back_and_a_field_that_the_form_does_not_name_is_not_kept(home):
    avery = home.visitor("avery")
    kept = PAPERS.keep(avery, HERE, SAID | {"papers": ["secret.pdf"], "password": [PASSWORD]}, 0)
    assert kept.revision == 1
    assert kept.until - kept.at == timedelta(days=30)
    assert PAPERS.read(avery, HERE) == SAID
    assert stored.read(permit_for(avery.person), PAPERS.row(avery, HERE), at=kept.at) == (kept, SAID)
    assert PAPERS.find(avery, HERE) == kept
    assert PAPERS.remove(avery, HERE)
    assert PAPERS.read(avery, HERE) is None
    with pytest.raises(Gone):
        PAPERS.keep(avery, HERE, SAID, 1)


@pytest.mark.promise("I3", "D1")
def test_the_book_says_once_that_a_draft_began_and_each_time_that_it_was_written_or_shown(home):
    avery = home.visitor("avery")
    for seen in range(3):
        PAPERS.keep(avery, HERE, SAID, seen)
    PAPERS.find(avery, HERE)
    PAPERS.read(avery, HERE)
    keep, read = "draft.keep_papers", "draft.read_papers"
    began = [(keep, "allowed"), (keep, "done")]
    assert entries() == [*began, (keep, "allowed"), (keep, "allowed"), (read, "allowed")]
    told = read_trail(avery, avery.person).found.happenings
    said = [
        telling.entry(one.row, "en", herself=one.herself).sentence for one in told if one.row.verb.startswith("dra")
    ]
    assert "you opened your draft of a form" in said[0]
    assert "you were filling in a form, and we kept it as a draft" in said[1]


@pytest.mark.promise("I3")
def test_nobody_reads_a_draft_of_somebody_else(home):
    avery, elena = home.visitor("avery"), home.visitor("elena")
    PAPERS.keep(avery, HERE, SAID, 0)
    assert PAPERS.read(elena, HERE) is None
    assert PAPERS.read(replace(elena, account=avery.account), HERE) is None
    assert PAPERS.read(replace(avery, account=elena.account), HERE) is None
    stranger = Visitor(kind=Kind.STRANGER, party="person.visitor")
    with pytest.raises(Refused):
        PAPERS.read(stranger, HERE)
    with pytest.raises(NotThere):
        PAPERS.find(stranger, HERE)


@pytest.mark.promise("I3", "I5")
def test_a_draft_for_somebody_is_the_actors_and_is_shown_while_she_may_act_alone(home):
    claire, maya = home.visitor("claire"), home.visitor("maya")
    for_maya = Spot(maya.person)
    NEEDS.keep(claire, for_maya, {"needs": ["large_print"]}, 0)
    draft = Draft.objects.get()
    assert (draft.account, draft.writer, draft.person_id) == (claire.account, claire.person, maya.person)
    assert NEEDS.read(claire, for_maya) == {"needs": ["large_print"]}
    assert NEEDS.read(claire, HERE) is None
    assert NEEDS.read(maya, HERE) is None
    (first, *_) = Entry.objects.filter(verb="draft.keep_needs", verdict="allowed")
    assert first.subject == permit_for(maya.person).subject
    withdraw(permit_for(maya.person), viewer=claire.person)
    for act in (lambda: NEEDS.read(claire, for_maya), lambda: NEEDS.keep(claire, for_maya, {"needs": []}, 1)):
        with pytest.raises(Refused):
            act()
    assert not NEEDS.is_kept(claire, for_maya)


@pytest.mark.promise("I3")
def test_who_may_not_act_for_somebody_keeps_no_draft_about_her_and_it_is_in_the_book(home):
    avery, rosa = home.visitor("avery"), home.visitor("rosa")
    with pytest.raises(Refused):
        NEEDS.keep(avery, Spot(rosa.person), {"needs": ["large_print"]}, 0)
    assert not Draft.objects.exists()
    assert entries(verdict="refused") == [("draft.keep_needs", "refused")]


def test_who_was_merely_invited_keeps_no_draft_of_where_somebody_is_written_to(home):
    elena, rosa = home.visitor("elena"), home.visitor("rosa")
    assert not FORMS["contact"].is_kept(elena, Spot(rosa.person, "post"))
    with pytest.raises((NotThere, Refused)):
        FORMS["contact"].keep(elena, Spot(rosa.person, "post"), {"value": ["1 Elm St"]}, 0)
    assert not Draft.objects.exists()


@pytest.mark.promise("I3")
def test_the_staff_have_drafts_of_their_own_about_whom_a_case_is(home):
    case = ask(home)
    priya, other = (staff("workforce.privacy") for _ in range(2))
    spot = Spot(None, str(case))
    DECLINE.keep(priya, spot, {"reason": ["The seal is missing"]}, 0)
    assert Draft.objects.get().person_id == home.avery.person
    assert Draft.objects.get().writer is None
    assert DECLINE.read(priya, spot) == {"reason": ["The seal is missing"]}
    assert DECLINE.read(other, spot) is None
    for step in (str(uuid4()), "no case"):
        with pytest.raises(NotThere):
            DECLINE.keep(priya, Spot(None, step), {"reason": ["x"]}, 0)
    with pytest.raises(Refused):
        DECLINE.keep(staff("workforce.analyst"), spot, {"reason": ["x"]}, 0)
    with pytest.raises(NotThere):
        PAPERS.row(priya, HERE)


@pytest.mark.promise("I3", "I9")
def test_why_something_cannot_wait_is_kept_for_a_day_and_opens_nothing(home):
    doctor = staff("workforce.clinician")
    kept = EMERGENCY.keep(doctor, HERE, {"reason": ["Unconscious"], "number": ["LH1"]}, 0)
    assert kept.until - kept.at == timedelta(days=1)
    assert EMERGENCY.read(doctor, HERE) == {"reason": ["Unconscious"]}
    assert emergencies.in_emergency(doctor, home.rosa.person) == doctor
    with pytest.raises(Refused):
        EMERGENCY.keep(staff("workforce.billing"), HERE, {"reason": ["x"]}, 0)


@pytest.mark.promise("I3")
def test_after_thirty_days_the_clock_removes_it(home):
    PAPERS.keep(home.visitor("avery"), HERE, SAID, 0)
    now = datetime.now(UTC)
    assert drafts.remove_over(CLOCK, at=now + timedelta(days=29)) == 0
    with time_machine.travel(now + timedelta(days=30, minutes=1)):
        assert PAPERS.read(home.visitor("avery"), HERE) is None
    assert drafts.remove_over(CLOCK, at=now + timedelta(days=30, minutes=1)) == 1


@pytest.mark.promise("I3")
def test_a_closed_account_leaves_no_draft_and_a_suspended_one_keeps_its_own(home):
    avery, rosa = home.visitor("avery"), home.visitor("rosa")
    for visitor in (avery, rosa):
        PAPERS.keep(visitor, HERE, SAID, 0)
    security.end_account(proved_now(avery), for_good=False)
    assert Draft.objects.count() == 2
    security.end_account(proved_now(rosa), for_good=True)
    assert Draft.objects.get().account == avery.account


def test_whoever_leaves_the_staff_leaves_no_draft(home):
    name = "pat-at-the-desk"
    pat = make_account(name, PASSWORD, at=datetime.now(UTC), role="workforce.clinician", shown_as="Pat")
    EMERGENCY.keep(visitor_of(pat, request="a" * 32), HERE, {"reason": ["Unconscious"]}, 0)
    assert disable_staff(CLOCK, name)
    assert not Draft.objects.exists()


@pytest.mark.promise("I3")
@pytest.mark.parametrize("statement", shipped())
def test_under_every_statement_a_member_keeps_a_draft_of_what_she_may_send(home, statement):
    promise(statement)
    home.agree()
    avery = home.visitor("avery")
    for form in (form for form in FORMS.values() if not form.of_staff):
        if form.is_kept(avery, HERE):
            written = {name: ["x"] for name in form.fields}
            form.keep(avery, HERE, written, 0)
            assert form.read(avery, HERE) == written, form.name
    assert PAPERS.is_kept(avery, HERE)
