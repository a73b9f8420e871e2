"""Who has not said who she is gets nothing personal, under any statement."""

import pytest

from tests.policy.agreement import plain_rules, told, told_naively
from tests.statement.meadow import LAW, STATEMENT, meadow
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import CONDITIONS, DATA, PURPOSES, Action, bits
from wellkept.policy.vocabulary.data import PERSONAL
from wellkept.statement.cells import opened
from wellkept.statement.load import in_force, load_law, shipped

STRANGERS = {"person.visitor", "public"}
ALLOW = """
[[clause]]
id = "open-door"

[[clause.allow]]
action = "share"
data = ["contact", "site"]
for = ["service.messages", "publication"]
with = ["{party}"]
"""


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


def strangers(plan):
    return [finding for finding in plan.findings() if finding.rule == "stranger"]


@pytest.mark.promise("P6", "P7")
@pytest.mark.parametrize("party", ["person", "person.visitor", "public"])
def test_an_allow_that_opens_personal_data_to_anyone_is_an_error_at_its_line(plan, party):
    plan.add(STATEMENT, ALLOW.format(party=party))
    (finding,) = strangers(plan)
    assert str(finding.place) == plan.line(STATEMENT, 'data = ["contact", "site"]', back=2)
    assert "“open-door” opens personal data to who is not signed on: share contact details with" in finding.message
    assert "for answering your messages" in finding.message


@pytest.mark.parametrize("condition", ["identified", "signed_on"])
def test_it_is_none_where_the_person_must_be_known(plan, condition):
    plan.add(STATEMENT, ALLOW.format(party="person") + f'when = ["{condition}"]\n')
    assert strangers(plan) == []


def test_a_condition_that_says_nothing_of_who_asks_does_not_do(plan):
    plan.add(STATEMENT, ALLOW.format(party="person") + 'when = ["requested"]\n')
    assert len(strangers(plan)) == 1


def test_a_limit_of_any_document_does(plan):
    plan.add(STATEMENT, ALLOW.format(party="person"))
    plan.add(LAW, '\n[[clause.limit]]\naction = "share"\nwith = ["person.visitor"]\nwhen = ["identified"]\n')
    assert strangers(plan) == []


@pytest.mark.parametrize("name", shipped())
@pytest.mark.promise("P6", "P7")
def test_no_shipped_statement_opens_a_cell_of_personal_data_to_a_stranger(name):
    known = bits(["identified"])
    for block in opened(Table(in_force(name).sources)):
        if block.action is Action.SHARE and STRANGERS & set(block.parties) and set(block.purposes) != {"publication"}:
            given = PERSONAL & set(block.data)
            assert not given or all(way.needed & known for way in block.after.alternatives), (block.after, given)


def test_the_law_asks_who_it_is_for_every_kind_of_personal_data_and_every_purpose_but_publication():
    law = load_law("us")
    (clause,) = [clause for clause in law.source.clauses if clause.id == "verification"]
    (limit,) = clause.limits
    assert DATA.expand(limit.data) == PERSONAL
    table = Table([law.source])
    place = next(place for place, rule in enumerate(table.rules) if rule.says is limit)
    reached = {
        purpose
        for purpose in PURPOSES.leaves
        if table.mask((Action.SHARE, "claims.medical", purpose, "person.visitor")) >> place & 1
    }
    assert reached == set(PURPOSES.leaves) - {"publication"}


@pytest.mark.parametrize("name", shipped())
def test_both_evaluators_refuse_a_stranger_whatever_else_holds(name):
    sources = in_force(name).sources
    table, rules = Table(sources), plain_rules(sources)
    for held in (0, bits(set(CONDITIONS) - {"identified"}), bits(CONDITIONS)):
        for purpose in ("member.access", "member.correct", "service.messages", "law.required"):
            ask = Ask(action=Action.SHARE, data=tuple(sorted(PERSONAL)), purpose=purpose, party="person.visitor")
            decision = decide(table, ask, Facts(held=held))
            assert told(decision) == told_naively(rules, ask, Facts(held=held))
            assert not decision.allowed or held == bits(CONDITIONS)
