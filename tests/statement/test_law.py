"""The law files: what they keep open, what they narrow, and that each clause says where it stands."""

import pytest

from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.rules import Allow, Clause, Rank, Source
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA, PARTIES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.load import in_force, load_law

LAWS = ("us", "us-ca")
SECRETS = {
    "account.password",
    "account.security_answers",
    "account.second_factor",
    "account.passcode",
    "payment.card",
}
# What is not a member's own: the plan's staff, and records that are not yet anybody's.
NOT_HERS = {"staff.account", "staff.activity", "quarantine"}


@pytest.fixture(scope="module")
def law():
    return Table([load_law(name).source for name in LAWS])


def opened(table, action, data, purpose, party, *held):
    ask = Ask(action=Action(action), data=(data,), purpose=purpose, party=party)
    return decide(table, ask, Facts(held=bits(held)))


def with_one_more(*allows):
    statement = Source(name="s/1", rank=Rank.STATEMENT, clauses=(Clause(id="more", allows=allows),))
    return Table([statement, *(load_law(name).source for name in LAWS)])


@pytest.mark.promise("R1")
@pytest.mark.parametrize("leaf", sorted(PERSONAL - SECRETS - NOT_HERS))
def test_a_member_sees_every_kind_of_her_own_data(law, leaf):
    assert opened(law, "share", leaf, "member.access", "person.member").allowed


@pytest.mark.parametrize("leaf", sorted(SECRETS | NOT_HERS))
def test_secrets_and_what_is_not_hers_are_never_shown(law, leaf):
    assert not opened(law, "share", leaf, "member.access", "person.member").allowed


@pytest.mark.promise("I5")
@pytest.mark.parametrize("party", PARTIES.under("representative"))
def test_whoever_acts_for_a_member_sees_only_what_was_granted(law, party):
    assert not opened(law, "share", "claims", "member.access", party).allowed
    assert opened(law, "share", "claims", "member.access", party, "granted").allowed


@pytest.mark.parametrize("leaf", ["sensitive.mental_health", "sensitive.reproductive", "sensitive.substance_use"])
def test_a_parent_does_not_see_the_care_a_minor_may_agree_to_alone(law, leaf):
    refused = opened(law, "share", leaf, "member.access", "representative.parent", "granted")
    assert not refused.allowed
    assert "us-ca#minors-own-care" in refused.clauses
    held = ("granted", "minor_agrees_or_too_young")
    assert opened(law, "share", leaf, "member.access", "representative.parent", *held).allowed
    assert opened(law, "share", leaf, "member.access", "person.member").allowed


def test_a_parent_still_sees_what_is_not_such_care(law):
    assert opened(law, "share", "health.allergies", "member.access", "representative.parent", "granted").allowed


@pytest.mark.promise("D8")
def test_the_sale_of_personal_data_is_closed_by_a_never_of_its_own(law):
    told = opened(law, "share", "claims.medical", "sale.sell", "buyer")
    assert told.clauses == ("us#no-sale",)


@pytest.mark.promise("O6")
def test_health_facts_in_marketing_wait_for_a_written_permission():
    table = with_one_more(
        Allow(action=Action.USE, data=("health",), purposes=("outreach.promotion",), parties=("workforce",))
    )
    ask = ("use", "health.conditions", "outreach.promotion", "workforce.program")
    assert not opened(table, *ask).allowed
    assert opened(table, *ask, "authorised").allowed


def test_care_for_substance_use_leaves_the_plan_only_with_consent():
    table = with_one_more(
        Allow(action=Action.SHARE, data=("sensitive",), purposes=("treatment",), parties=("provider",))
    )
    ask = ("share", "sensitive.substance_use", "treatment.care", "provider.practitioner")
    assert "us#substance-use-consent" in opened(table, *ask).clauses
    assert opened(table, *ask, "consent").allowed
    assert opened(table, "share", "sensitive.gender", "treatment.care", "provider.practitioner").allowed


def test_substance_use_consent_does_not_stand_in_the_way_of_an_emergency():
    table = with_one_more(
        Allow(action=Action.SHARE, data=("sensitive",), purposes=("treatment",), parties=("provider",))
    )
    assert opened(table, "share", "sensitive.substance_use", "treatment.emergency", "provider.facility").allowed


def test_genetic_facts_never_decide_coverage():
    table = with_one_more(
        Allow(action=Action.USE, data=("sensitive",), purposes=("service.application",), parties=("workforce",))
    )
    told = opened(table, "use", "sensitive.genetic", "service.application", "workforce.billing")
    assert told.clauses == ("us#genetic-facts-in-underwriting",)


@pytest.mark.promise("I4")
def test_a_young_child_gives_data_only_through_an_adult():
    table = with_one_more(
        Allow(action=Action.COLLECT, data=("communication",), purposes=("service",), parties=("person",))
    )
    ask = ("collect", "communication.messages", "service.messages", "person.member")
    assert "us#children-online" in opened(table, *ask).clauses
    assert opened(table, *ask, "of_age_or_through").allowed


def test_the_health_department_needs_no_condition_and_is_accounted_for(law):
    told = opened(law, "share", "claims", "law.hhs", "authority.hhs")
    assert told.allowed
    assert told.obligations == {"accounting"}


def test_what_a_law_requires_needs_its_basis_checked(law):
    assert not opened(law, "share", "claims", "law.required", "authority.court").allowed
    assert opened(law, "share", "claims", "law.required", "authority.court", "basis").allowed


def test_an_app_gets_data_when_the_member_approved_it_and_was_told_its_limits(law):
    assert not opened(law, "share", "claims", "member.app", "app").allowed
    assert opened(law, "share", "claims", "member.app", "app", "app_approved").obligations == {"tell_app_limits"}


@pytest.mark.parametrize("name", LAWS)
def test_every_clause_of_law_names_its_section_and_says_it_in_both_languages(name):
    document = load_law(name)
    for clause in document.source.clauses:
        note = document.notes[clause.id]
        assert note.cites, clause.id
        assert set(note.sentences) == {"en", "es"}, clause.id
        assert note.sentences["en"] != note.sentences["es"]


@pytest.mark.parametrize(
    ("leaf", "years"), [("trail", 6), ("rights.requests", 6), ("grievance", 10), ("claims.dental", 10)]
)
def test_the_law_says_what_must_be_kept(leaf, years):
    least = [
        keep.at_least
        for clause in load_law("us").source.clauses
        for keep in clause.keeps
        if leaf in DATA.expand(keep.data) and keep.at_least
    ]
    assert max(least) >= years * 365


def test_the_laws_fill_in_what_a_statement_leaves_unsaid():
    model = in_force("model/2026-11")
    assert model.setting("breach.notify_hhs") == 60
    assert model.setting("rights.accounting_extension") == 30
