"""What is asked about is told with its clauses, its passages and its lines."""

import pytest

from tests.statement.meadow import LAW, NOTICE, STATEMENT, meadow
from wellkept.statement.explain import NothingKnown, explain


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


def told(plan, what, language="en"):
    return [(one.does, one.ref, str(one.place)) for one in explain(plan.in_force(), what, language).told]


def test_a_category_is_told_with_all_that_opens_limits_closes_and_keeps_it(plan):
    never, limit = plan.line(STATEMENT, "[[clause.never]]"), plan.line(STATEMENT, "[[clause.limit]]")
    found = told(plan, "contact.phone")
    assert ("closes", "meadow/1#address-alone", never) in found
    assert ("limits", "meadow/1#mailings", limit) in found
    assert ("keeps", "meadow/1#addresses", plan.line(STATEMENT, 'at_most = "400 days"', back=2)) in found
    assert ("opens", "us#emergencies", plan.line(LAW, 'data = ["contact.phone"]', back=2)) in found
    assert not [ref for _, ref, _ in found if ref.endswith(("#counting", "#claims-in"))]


def test_the_open_cells_of_a_category_are_counted_by_document(plan):
    counts = dict(explain(plan.in_force(), "claims").opened)
    assert counts == {"generic/1": 3, "us": 3}


def test_a_passage_is_quoted_under_its_heading_in_the_language(plan):
    (one,) = explain(plan.in_force(), "counting", "es").told
    assert one.heading == "3. Cookies"
    assert one.text == "Dejamos que empresas externas de análisis cuente páginas vistas."
    assert one.section == "3"


@pytest.mark.parametrize("what", ["site.statistics", "network.analytics", "counts.example.com", "data:web.page", "web"])
def test_purposes_parties_hosts_and_nodes_lead_to_the_clause(plan, what):
    assert ("opens", "meadow/1#counting", plan.line(STATEMENT, 'data = ["web.page"]', back=2)) in told(plan, what)


def test_a_cookie_is_told_with_the_clause_that_lets_it_hold_what_it_holds(plan):
    explanation = explain(plan.in_force(), "region")
    assert "home region" in explanation.facts[0]
    assert [one.ref for one in explanation.told] == ["meadow/1#cookies"]


def test_a_setting_is_told_with_who_states_it_and_where(plan):
    explanation = explain(plan.in_force(), "session.idle_sign_off")
    assert "20 minutes, by meadow/1 (in force)" in explanation.facts[0]
    assert plan.line(STATEMENT, "idle_sign_off = ") in explanation.facts[0]
    assert [(one.does, one.ref) for one in explanation.told] == [("says", "meadow/1#sign-off")]


def test_a_setting_that_nobody_states_says_so(plan):
    assert explain(plan.in_force(), "password.length").facts == ("shortest password: no document says",)


def test_a_choice_is_told_with_the_limits_that_heed_it(plan):
    explanation = explain(plan.in_force(), "choice:mailings")
    assert "starts in" in explanation.facts[0]
    assert [(one.does, one.ref) for one in explanation.told] == [("limits", "meadow/1#mailings")]


def test_a_clause_of_another_document_is_told_by_its_reference(plan):
    assert told(plan, "generic/1#claims-in") == [
        ("opens", "generic/1#claims-in", plan.line(NOTICE, "[[clause.allow]]")),
        ("keeps", "generic/1#claims-in", plan.line(NOTICE, "[[clause.keep]]")),
    ]


def test_contradictions_are_told_with_their_relation_and_how_they_are_settled(plan):
    (fact,) = explain(plan.in_force(), "contradictions").facts
    assert "meadow/1#address-alone closes what meadow/1#mailings" in fact
    assert "partial overlap: data ⊐, party and purpose ≈; 4 cells; declared with over" in fact


def test_a_name_that_nothing_has_is_told_with_the_nearest(plan):
    with pytest.raises(NothingKnown, match=r"nothing is called “contact\.emial”; did you mean “contact\.email”"):
        explain(plan.in_force(), "contact.emial")
