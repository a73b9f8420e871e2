"""Only the gate permits, and nothing is released before it is written down."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.people import grown_up, member, promise, somebody, staff, stranger
from wellkept.features.accounts import make_staff_account
from wellkept.features.claims import list_claims
from wellkept.features.representation import grant
from wellkept.gate import FailsItsCheck, Refused, Way, admit, admit_each, promised, put_in_force, verb
from wellkept.gate.verbs import VERBS
from wellkept.ledger.models import Entry
from wellkept.policy.asks import Reason
from wellkept.policy.vocabulary import UnknownName


def entries(verb_name):
    return list(Entry.objects.filter(verb=verb_name).order_by("number"))


@pytest.fixture
def promised_house(house):
    promise()
    return house


@pytest.mark.promise("P6")
def test_an_allowed_ask_is_in_the_book_before_anything_comes_back(promised_house):
    person = somebody()
    permit = admit(member(person), list_claims, of=person, purpose="member.access")
    (entry,) = entries("claims.list")
    assert entry.uuid == permit.entry
    assert (entry.verdict, entry.party, entry.action) == ("allowed", "person.member", "share")
    assert permit.person == person
    assert permit.decision.clauses[0].startswith("model/2026-11#")


@pytest.mark.promise("D1", "P6")
def test_a_refusal_is_in_the_book_too_and_names_no_clause_it_does_not_rest_on(promised_house):
    person, other = somebody(), somebody()
    with pytest.raises(Refused) as refused:
        admit(member(other), list_claims, of=person, purpose="member.access")
    (entry,) = entries("claims.list")
    assert entry.verdict == "refused"
    assert refused.value.entry == entry.uuid
    assert refused.value.decision.reason in {Reason.SILENCE, Reason.CONDITION}


@pytest.mark.promise("I5")
def test_a_daughter_sees_what_her_mother_granted_and_nothing_after_the_grant_ends(promised_house):
    mother, daughter = grown_up(), somebody()
    with pytest.raises(Refused):
        admit(member(daughter), list_claims, of=mother, purpose="member.access")
    grant(member(mother), mother, daughter, "representative.invited")
    permit = admit(member(daughter), list_claims, of=mother, purpose="member.access")
    assert permit.ask.party == "representative.invited"
    assert permit.person == mother


@pytest.mark.promise("I9", "P6")
def test_a_look_by_staff_is_a_use_for_a_purpose_and_bounded_by_role(promised_house):
    person = somebody()
    permit = admit(staff(), list_claims, of=person, purpose="operations.service")
    assert str(permit.ask.action) == "use"
    with pytest.raises(Refused):
        admit(staff("workforce.web"), list_claims, of=person, purpose="operations.service")
    with pytest.raises(ValueError, match="does not serve"):
        admit(staff(), list_claims, of=person, purpose="outreach.promotion")


def test_a_permit_is_never_given_inside_another_transaction(promised_house):
    person = somebody()
    with pytest.raises(RuntimeError), transaction.atomic():
        admit(member(person), list_claims, of=person, purpose="member.access")
    assert entries("claims.list") == []


def test_each_person_of_a_list_has_an_entry_and_who_is_refused_is_left_out(promised_house):
    mother, other, daughter = grown_up(), somebody(), somebody()
    grant(member(mother), mother, daughter, "representative.invited")
    permits = admit_each(member(daughter), list_claims, of=[mother, other], purpose="member.access")
    assert list(permits) == [mother]
    assert sorted(entry.verdict for entry in entries("claims.list")) == ["allowed", "refused"]


def test_a_strangers_refusals_are_folded(promised_house):
    for _ in range(50):
        with pytest.raises(Refused):
            admit(stranger(), list_claims, purpose="member.access")
    assert len(entries("claims.list")) == 1


def test_a_change_adds_what_was_done_and_takes_it_back_with_the_change(promised_house):
    mother, daughter = grown_up(), somebody()
    grant(member(mother), mother, daughter, "representative.invited")
    allowed, done = entries("representation.grant")
    assert (allowed.verdict, done.verdict) == ("allowed", "done")
    assert done.of == allowed.uuid.hex or str(done.of).replace("-", "") == allowed.uuid.hex


def test_a_decision_with_an_obligation_that_the_verb_does_not_fulfil_is_refused(promised_house, monkeypatch):
    for name in ("test.unfulfilling", "test.fulfilling"):
        monkeypatch.delitem(VERBS, name, raising=False)

    @verb("test.unfulfilling", data=("claims",), purposes=("member.app",), way=Way.AWAY, to="app")
    def unfulfilling(visitor):
        return visitor

    @verb(
        "test.fulfilling",
        data=("claims",),
        purposes=("member.app",),
        way=Way.AWAY,
        to="app",
        fulfils=("tell_app_limits",),
    )
    def fulfilling(visitor):
        return visitor

    person = somebody()
    approved = member(person)
    with pytest.raises(Refused) as refused:
        admit(_approved(approved), unfulfilling, of=person, purpose="member.app")
    assert refused.value.decision.reason is Reason.OBLIGATION
    assert admit(_approved(approved), fulfilling, of=person, purpose="member.app").ask.party == "app"
    for name in ("test.unfulfilling", "test.fulfilling"):
        VERBS.pop(name)


def _approved(visitor):
    from dataclasses import replace

    from wellkept.policy.vocabulary import bits

    return replace(visitor, held=visitor.held | bits(["app_approved"]))


def test_a_verb_with_words_that_the_vocabulary_lacks_cannot_be_declared():
    with pytest.raises(UnknownName):
        verb("test.broken", data=("claims",), purposes=("operations",))
    with pytest.raises(UnknownName):
        verb("test.broken", data=("claim",), purposes=("member.access",))
    with pytest.raises(ValueError, match=r"claims\.list"):
        verb("claims.list", data=("claims",), purposes=("member.access",))
    assert "test.broken" not in VERBS


def test_the_statement_in_force_is_obeyed_at_once(promised_house):
    assert promised().version == "model/2026-11"
    promise("caloptima/2019-07-11")
    assert promised().version == "caloptima/2019-07-11"


@pytest.mark.promise("S10")
def test_a_statement_that_fails_its_check_is_not_put_in_force(promised_house, monkeypatch):
    from datetime import UTC, datetime

    from wellkept.statement.check.finding import Finding, Severity
    from wellkept.statement.model import Place

    wrong = Finding(place=Place("en.md", 3), severity=Severity.ERROR, message="a number typed in prose", rule="wording")
    monkeypatch.setattr("wellkept.gate.in_force.check", lambda _, __: [wrong])
    with pytest.raises(FailsItsCheck, match=r"en\.md:3: a number typed in prose"):
        put_in_force("caloptima/2019-07-11", at=datetime.now(UTC), told="nobody")
    assert promised().version == "model/2026-11"


def test_staff_accounts_are_made_under_the_law_of_sign_ins(promised_house):
    from wellkept.identity.accounts import shown_as
    from wellkept.identity.systems import CLOCK

    account = make_staff_account(CLOCK, "workforce.billing", "lee", "a long enough password", shown_as="Lee Okafor")
    assert shown_as(account) == "Lee Okafor"
