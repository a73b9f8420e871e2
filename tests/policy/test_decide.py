"""What must be true of every decision, whatever the statement says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy import random_rules
from tests.policy.strategies import questions, sources
from wellkept.policy.asks import Ask, Facts, Reason, Scope
from wellkept.policy.decide import decide
from wellkept.policy.rules import Allow, Clause, Limit, Never, Rank, Source
from wellkept.policy.table import SaleOpened, Table, reach
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, UnknownName, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.policy.vocabulary.purposes import REQUIRED, SALE


def statement(*clauses, rank=Rank.STATEMENT, name="plan/1"):
    return Source(name=name, rank=rank, clauses=clauses)


def allow(*, data=("claims",), purposes=("operations.service",), parties=("workforce",), action=Action.USE, **more):
    return Allow(action=action, data=data, purposes=purposes, parties=parties, **more)


def ask(*, data=("claims",), purpose="operations.service", party="workforce.billing", action=Action.USE, whole=False):
    return Ask(action=action, data=data, purpose=purpose, party=party, whole=whole)


def answer(clauses, asked=None, facts=None):
    return decide(Table([statement(*clauses)]), asked or ask(), facts or Facts())


@pytest.mark.promise("D1")
def test_silence_is_refusal():
    decision = answer([])
    assert not decision.allowed
    assert decision.reason is Reason.SILENCE
    assert decision.clauses == ()


@pytest.mark.promise("D1")
def test_an_opening_names_its_clause_and_its_obligations():
    decision = answer([Clause(id="service", allows=(allow(obligations=("minimum",)),))])
    assert decision.leaves == DATA.under("claims")
    assert decision.clauses == ("plan/1#service",)
    assert decision.obligations == {"minimum"}


def test_the_allow_with_fewest_obligations_is_cited_first():
    heavy = Clause(id="a", allows=(allow(obligations=("minimum", "accounting")),))
    light = Clause(id="b", allows=(allow(),))
    assert answer([heavy, light]).clauses == ("plan/1#b",)


def test_a_statement_is_cited_before_the_law():
    law = statement(Clause(id="a", allows=(allow(),)), rank=Rank.LAW, name="us")
    own = statement(Clause(id="z", allows=(allow(),)))
    decision = decide(Table([law, own]), ask(), Facts())
    assert decision.clauses == ("plan/1#z",)


def test_a_never_is_cited_even_where_nothing_allows():
    decision = answer([Clause(id="no", nevers=(Never(data=("claims",)),))])
    assert decision.reason is Reason.NEVER
    assert decision.clauses == ("plan/1#no",)


def test_but_leaves_data_out_of_a_never():
    only_email = Clause(
        id="vendor",
        allows=(allow(action=Action.SHARE, data=("contact",), purposes=("outreach.services",), parties=("vendor",)),),
        nevers=(Never(action=Action.SHARE, but=("contact.email",), parties=("vendor",)),),
    )
    asked = ask(action=Action.SHARE, data=("contact",), purpose="outreach.services", party="vendor.messaging")
    assert answer([only_email], asked).leaves == ("contact.email",)


def test_the_whole_is_refused_when_one_leaf_is_closed():
    clause = Clause(id="some", allows=(allow(data=("claims.medical",)),))
    assert answer([clause], ask()).leaves == ("claims.medical",)
    assert not answer([clause], ask(whole=True)).allowed


def test_a_limit_tells_which_condition_was_missing():
    clause = Clause(id="a", allows=(allow(),), limits=(Limit(conditions=("consent",)),))
    decision = answer([clause])
    assert decision.reason is Reason.CONDITION
    assert decision.missing == bits(["consent"])
    assert answer([clause], facts=Facts(held=bits(["consent"]))).needed == bits(["consent"])


def test_a_star_does_not_reach_what_the_law_requires():
    everything = Clause(id="a", allows=(allow(action=Action.SHARE, purposes=("treatment", "member"), parties=("*",)),))
    closed = Clause(id="b", nevers=(Never(),))
    asked = ask(action=Action.SHARE, purpose="member.access", party="person.member")
    assert answer([everything, closed], asked).allowed
    assert not answer([everything, closed], replace(asked, purpose="treatment.care")).allowed


@pytest.mark.promise("R4")
def test_a_restriction_yields_to_emergency_treatment_and_never_closes_own_access():
    clause = Clause(
        id="a",
        allows=(
            allow(
                action=Action.SHARE,
                purposes=("treatment", "member"),
                parties=("provider", "person"),
            ),
        ),
    )
    everything = Scope(
        data=frozenset(DATA.leaves), purposes=frozenset(PURPOSES.leaves), parties=frozenset(PARTIES.leaves)
    )
    restricted = Facts(restricted=(everything,))
    provider = ask(action=Action.SHARE, purpose="treatment.care", party="provider.practitioner")
    rescue = replace(provider, purpose="treatment.emergency")
    own = replace(provider, purpose="member.access", party="person.member")
    assert answer([clause], provider, restricted).reason is Reason.RESTRICTION
    assert not answer([clause], rescue, restricted).allowed
    assert answer([clause], rescue, replace(restricted, held=bits(["emergency"]))).allowed
    assert answer([clause], own, restricted).allowed


@pytest.mark.promise("I5")
def test_a_grant_narrows_what_is_open():
    scope = Scope(
        data=DATA.expand(["claims.pharmacy"]),
        purposes=frozenset(PURPOSES.leaves),
        parties=frozenset(PARTIES.leaves),
    )
    decision = answer([Clause(id="a", allows=(allow(),))], facts=Facts(within=(scope,)))
    assert decision.leaves == ("claims.pharmacy",)


def test_an_ask_needs_leaves_of_purpose_and_party():
    with pytest.raises(UnknownName, match="purpose"):
        ask(purpose="operations")
    with pytest.raises(UnknownName, match="party"):
        ask(party="workforce")
    with pytest.raises(UnknownName, match="data category"):
        ask(data=("claim",))


@given(questions())
def test_a_decision_is_total_and_the_same_twice(question):
    found, asked, facts, _ = question
    first = decide(Table(found), asked, facts)
    again = decide(Table(found), asked, facts)
    assert first == again
    assert set(first.leaves) | set(first.closed) == set(asked.leaves)
    assert first.allowed == (first.reason is Reason.ALLOWED)


@given(questions())
def test_the_order_of_clauses_and_sources_changes_nothing_that_is_open(question):
    found, asked, facts, chance = question
    turned = [replace(source, clauses=tuple(chance.sample(source.clauses, len(source.clauses)))) for source in found]
    chance.shuffle(turned)
    before, after = decide(Table(found), asked, facts), decide(Table(turned), asked, facts)
    assert (before.leaves, before.reason, set(before.clauses)) == (after.leaves, after.reason, set(after.clauses))


@given(questions(), st.sampled_from(sorted(CONDITIONS)))
def test_taking_away_a_condition_never_opens_anything(question, condition):
    found, asked, facts, _ = question
    table = Table(found)
    fewer = replace(facts, held=facts.held & ~bits([condition]))
    asked = replace(asked, whole=False)
    assert set(decide(table, asked, fewer).leaves) <= set(decide(table, asked, facts).leaves)


@given(questions())
def test_a_restriction_or_a_scope_never_opens_anything(question):
    found, asked, facts, chance = question
    table = Table(found)
    asked = replace(asked, whole=False)
    more = random_rules.facts(chance)
    narrower = replace(facts, within=(*facts.within, *more.within), restricted=(*facts.restricted, *more.restricted))
    assert set(decide(table, asked, narrower).leaves) <= set(decide(table, asked, facts).leaves)


@given(questions())
def test_a_never_beats_every_allow_it_covers(question):
    found, asked, facts, chance = question
    never = Never(
        action=asked.action, data=(chance.choice(asked.leaves),), purposes=(asked.purpose,), parties=(asked.party,)
    )
    closed = statement(Clause(id="never", nevers=(never,)), name="closing/1")
    decision = decide(Table([*found, closed]), replace(asked, whole=False), facts)
    assert never.data[0] not in decision.leaves


@given(questions())
def test_a_list_is_filtered_as_one_by_one(question):
    found, asked, facts, _ = question
    table = Table(found)
    asked = replace(asked, whole=False)
    together = set(decide(table, asked, facts).leaves)
    alone = {leaf for leaf in asked.leaves if decide(table, replace(asked, data=(leaf,)), facts).allowed}
    assert together == alone


@given(questions())
def test_an_opening_rests_on_clauses_that_cover_it(question):
    found, asked, facts, _ = question
    table = Table(found)
    decision = decide(table, asked, facts)
    rules = {rule.ref: [other.says for other in table.rules if other.ref == rule.ref] for rule in table.rules}
    for ref in decision.clauses:
        covered = [reach(says) for says in rules[ref]]
        assert any(
            asked.action in actions
            and data & set(asked.leaves)
            and asked.purpose in purposes
            and asked.party in parties
            for actions, data, purposes, parties in covered
        )


@given(sources, st.sampled_from(sorted(SALE)), st.sampled_from(sorted(PERSONAL)), st.sampled_from(["*", "sale", None]))
@pytest.mark.promise("D8")
def test_no_statement_can_open_a_sale_of_personal_data(found, sale, leaf, written):
    opening = allow(action=Action.SHARE, data=(leaf,), purposes=(written or sale,), parties=("buyer",))
    with pytest.raises(SaleOpened, match="selling#sold"):
        Table([*found, statement(Clause(id="sold", allows=(opening,)), name="selling")])


@given(sources)
@pytest.mark.promise("D8")
def test_what_compiles_sells_nothing(found):
    table = Table(found)
    chance = random.Random(1)
    for _ in range(20):
        asked = ask(
            action=chance.choice(list(Action)),
            data=(chance.choice(sorted(PERSONAL)),),
            purpose=chance.choice(sorted(SALE)),
            party=chance.choice(PARTIES.leaves),
        )
        assert not decide(table, asked, Facts(held=bits(CONDITIONS))).allowed


def test_required_purposes_are_the_members_own_and_the_laws():
    assert set(PURPOSES.under("member")) <= REQUIRED
    assert {"law.required", "law.hhs"} <= REQUIRED
    assert "law.process" not in REQUIRED
