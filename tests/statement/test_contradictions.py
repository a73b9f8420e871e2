"""The sixteen relations of an allow to a never, and the contradictions that they make."""

import pytest

from tests.statement.meadow import STATEMENT, meadow
from wellkept.statement.contradictions import Kind, contradictions

DATA = {"=": ["contact"], "⊏": ["contact.email"], "⊐": ["contact", "member"], "≈": ["contact.email", "member"]}
PARTY = {"=": ["vendor"], "⊏": ["vendor.audit"], "⊐": ["vendor", "buyer"], "≈": ["vendor.audit", "buyer"]}


def kind_of(data: str, entity: str) -> Kind:
    if "≈" in (data, entity):
        return Kind.PARTIAL
    return Kind.NARROWING if "⊐" in (data, entity) else Kind.LOGICAL


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("entity", PARTY)
def test_each_of_the_sixteen_relations_has_its_name(tmp_path, data, entity):
    clause = """
[[clause]]
id = "{}"
[[clause.{}]]
action = "share"
data = {}
for = ["corporate.merger"]
with = {}
"""
    plan = meadow(tmp_path)
    plan.add(STATEMENT, clause.format("gives", "allow", DATA[data], PARTY[entity]).replace("'", '"'))
    plan.add(STATEMENT, clause.format("keeps-back", "never", ["contact"], ["vendor"]).replace("'", '"'))
    (pair,) = (pair for pair in contradictions(plan.in_force()) if pair.opening.clause.id == "gives")
    assert (pair.data, pair.entity, pair.kind, pair.declared) == (data, entity, kind_of(data, entity), False)
    assert str(pair.closing.place) == plan.line(STATEMENT, "[[clause.never]]")


def test_a_pair_that_crosses_in_purpose_and_party_overlaps(tmp_path):
    (pair,) = contradictions(meadow(tmp_path).in_force())
    assert (pair.data, pair.entity, pair.declared) == ("⊐", "≈", True)
    assert pair.cells == 4
    assert pair.shared[3] == {"vendor.messaging"}


def test_clauses_that_share_no_cell_do_not_contradict(tmp_path):
    plan = meadow(tmp_path).alter(STATEMENT, 'for = ["outreach"]', 'for = ["advertising"]')
    assert contradictions(plan.in_force()) == []
