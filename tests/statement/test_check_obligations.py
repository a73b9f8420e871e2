"""Obligations held against what a program can do."""

from dataclasses import replace

import pytest

from tests.statement.meadow import PLAN, STATEMENT, meadow
from wellkept.policy.vocabulary import DATA, PARTIES, Action
from wellkept.statement.check import Does, Severity, kept_by_silence

SENDS = Does(
    verb="mailing.send",
    action=Action.SHARE,
    data=DATA.expand(["contact.email"]),
    purpose="outreach.services",
    parties=PARTIES.expand(["vendor.messaging"]),
    fulfils=frozenset({"no_onward", "accounting"}),
)


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


@pytest.fixture
def place(plan):
    return plan.line(STATEMENT, 'obliges = ["no_onward", "accounting"]', back=6)


def test_a_verb_that_fulfils_what_its_clause_obliges_to_is_no_finding(plan):
    assert plan.found(does=(SENDS,)) == []


@pytest.mark.promise("S10")
def test_a_verb_that_does_not_fulfil_is_an_error_at_the_clause(plan, place):
    (finding,) = plan.findings(does=(replace(SENDS, fulfils=frozenset({"no_onward"})),))
    assert (str(finding.place), finding.rule, finding.severity) == (place, "obligation", Severity.ERROR)
    assert 'obliges = ["accounting"]: the verb mailing.send acts under this clause' in finding.message


def test_one_verb_that_fulfils_does_not_stand_for_another_that_does_not(plan, place):
    (finding,) = plan.findings(does=(SENDS, replace(SENDS, verb="mailing.again", fulfils=frozenset({"accounting"}))))
    assert str(finding.place) == place
    assert 'obliges = ["no_onward"]: the verb mailing.again acts' in finding.message


def test_verbs_that_lack_the_same_are_told_together(plan):
    lacking = frozenset({"accounting"})
    does = (replace(SENDS, verb="mailing.b", fulfils=lacking), replace(SENDS, verb="mailing.a", fulfils=lacking))
    (finding,) = plan.findings(does=does)
    assert "the verbs mailing.a and mailing.b act under this clause" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        {"action": Action.USE},
        {"data": frozenset({"claims.dental"})},
        {"purpose": "outreach.newsletters"},
        {"parties": frozenset({"authority.court"})},
    ],
    ids="-".join,
)
def test_a_verb_beside_the_clause_leaves_the_promise_kept_by_silence(plan, other):
    elsewhere = replace(SENDS, fulfils=frozenset(), **other)
    assert plan.found(does=(elsewhere,)) == []
    assert [rule.ref for rule in kept_by_silence(plan.in_force(), (elsewhere,))] == ["meadow/1#mailings"]
    assert list(kept_by_silence(plan.in_force(), (elsewhere, SENDS))) == []


def test_a_cell_that_a_never_closes_obliges_to_nothing(plan):
    postal = replace(SENDS, data=DATA.expand(["contact.postal"]), fulfils=frozenset())
    assert plan.found(does=(postal,)) == []
    plan.add(PLAN, '\n[[clause]]\nid = "none"\n[[clause.never]]\nfor = ["outreach.newsletters"]\n')
    assert plan.found(does=(replace(SENDS, fulfils=frozenset()),)) != []


def test_without_a_program_obligations_are_not_judged(plan):
    assert plan.found(does=None) == []
