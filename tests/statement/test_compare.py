"""Subtracting two statements equals asking every cell, and every small change of a statement is seen."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statement.meadow import ENGLISH, LAW, NOTICE, PLAN, STATEMENT, meadow
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.rules import After, Allow, Clause, Limit, Never, Rank, Source
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import PARTIES as PARTY_TREE
from wellkept.policy.vocabulary import PURPOSES as PURPOSE_TREE
from wellkept.policy.vocabulary import Action, bits
from wellkept.policy.vocabulary.purposes import REQUIRED
from wellkept.statement.compare import compare, compare_tables
from wellkept.statement.keeps import periods
from wellkept.statement.sentences import said_of
from wellkept.statement.telling import sentences

# A corner of the vocabulary, small enough to ask every cell of it under all facts.
ACTIONS = [Action.SHARE, Action.USE]
LEAVES = ["contact.email", "contact.phone", "claims.medical"]
DATA = [*LEAVES, "contact", "claims", "*"]
PURPOSES = ["outreach.services", "outreach.surveys", "member.access"]
FOR = [*PURPOSES, "outreach", "*"]
PARTIES = ["vendor.audit", "vendor.cloud", "workforce.web"]
WITH = [*PARTIES, "vendor", "*"]
CONDITIONS = ["consent", "agreement", "requested"]
OBLIGES = ["accounting", "minimum", "no_onward"]
FACTS = [held for size in range(4) for held in combinations(CONDITIONS, size)]


def some(names: list[str], least: int = 1) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), min_size=least, max_size=2, unique=True).map(tuple)


slots = {"data": some(DATA), "purposes": some(FOR), "parties": some(WITH)}
# An allow for every purpose would reach sale, which no table may hold.
opens = {**slots, "purposes": some(FOR[:-1]), "conditions": some(CONDITIONS, 0), "obligations": some(OBLIGES, 0)}
allows = st.builds(Allow, action=st.sampled_from(ACTIONS), **opens)
limits = st.builds(Limit, action=st.sampled_from([*ACTIONS, None]), conditions=some(CONDITIONS), **slots)
nevers = st.builds(Never, action=st.sampled_from([*ACTIONS, None]), but=some(DATA, 0), **slots)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    clauses = tuple(
        Clause(
            id=f"c{number}",
            allows=tuple(draw(st.lists(allows, max_size=2))),
            limits=tuple(draw(st.lists(limits, max_size=1))),
            nevers=tuple(draw(st.lists(nevers, max_size=1))),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    return Table([Source(name="random", rank=Rank.STATEMENT, clauses=clauses)])


def by_asking(before: Table, after: Table) -> dict[tuple[str, ...], tuple[bool, bool, frozenset[str], frozenset[str]]]:
    """For each cell that differs: wider, narrower, and the obligations that go and come for some facts."""
    found = {}
    for action in ACTIONS:
        for leaf in LEAVES:
            for purpose in PURPOSES:
                for party in PARTIES:
                    ask = Ask(action=action, data=(leaf,), purpose=purpose, party=party)
                    answer = asked(before, after, ask)
                    if any(answer):
                        found[action, leaf, purpose, party] = answer
    return found


def asked(before: Table, after: Table, ask: Ask) -> tuple[bool, bool, frozenset[str], frozenset[str]]:
    wider = narrower = False
    lost: frozenset[str] = frozenset()
    gained: frozenset[str] = frozenset()
    for held in FACTS:
        facts = Facts(held=bits(held))
        old, new = decide(before, ask, facts), decide(after, ask, facts)
        wider |= new.allowed and not old.allowed
        narrower |= old.allowed and not new.allowed
        if old.allowed and new.allowed:
            lost |= old.obligations - new.obligations
            gained |= new.obligations - old.obligations
    return wider, narrower, lost, gained


def by_subtracting(
    before: Table, after: Table
) -> dict[tuple[str, ...], tuple[bool, bool, frozenset[str], frozenset[str]]]:
    found: dict[tuple[str, ...], tuple[bool, bool, frozenset[str], frozenset[str]]] = {}
    for change in compare_tables(before, after):
        differs = change.difference
        if change.action not in ACTIONS:
            continue
        for box in change.boxes:
            for leaf in box.data.intersection(LEAVES):
                for purpose in box.purposes.intersection(PURPOSES):
                    for party in box.parties.intersection(PARTIES):
                        cell = (change.action, leaf, purpose, party)
                        assert cell not in found, "a cell is told twice"
                        found[cell] = (differs.wider, differs.narrower, differs.lost, differs.gained)
    return found


@pytest.mark.promise("S3")
@given(before=tables(), after=tables())
def test_the_comparison_equals_asking_every_cell(before, after):
    assert by_subtracting(before, after) == by_asking(before, after)


@given(one=tables())
def test_a_table_does_not_differ_from_itself(one):
    assert compare_tables(one, one) == ()


def test_a_value_that_only_one_vocabulary_has_is_closed_in_the_other():
    rule = Allow(action=Action.USE, data=("contact",), purposes=("service",), parties=("workforce",))
    source = Source(name="s", rank=Rank.STATEMENT, clauses=(Clause(id="c", allows=(rule,)),))
    old, new = Table([source]), Table([source])
    del old._covers[1]["contact.email"]
    (change,) = compare_tables(old, new)
    assert change.difference.wider
    assert not change.difference.narrower
    assert {leaf for box in change.boxes for leaf in box.data} == {"contact.email"}


def changed(tmp_path, *alterations):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    before, after = meadow(old), meadow(new)
    for file, was, becomes in alterations:
        after.alter(file, was, becomes)
    return before.in_force(), after.in_force()


# What was altered, whether that is material, and whether undoing it is.
MUTATIONS = {
    "flip the action": ('action = "use"\ndata', 'action = "share"\nwith = ["vendor.audit"]\ndata', True, True),
    "flip an allow into a never": (
        '[[clause.allow]]\naction = "use"\ndata = ["contact.email"]\n',
        '[[clause.never]]\naction = "use"\ndata = ["contact.email"]\n',
        False,
        True,
    ),
    "widen the data": ('action = "use"\ndata = ["contact.email"]', 'action = "use"\ndata = ["contact"]', True, False),
    "widen the purpose": (
        '["contact.email"]\nfor = ["service.messages"]',
        '["contact.email"]\nfor = ["service"]',
        True,
        False,
    ),
    "widen the party": ('with = ["network.analytics"]', 'with = ["network"]', True, False),
    "swap the recipient": ('with = ["network.analytics"]', 'with = ["network.social"]', True, True),
    "drop a condition": ('when = ["agreement"]\n', "", True, False),
    "drop a limit": (
        '[[clause.limit]]\nfor = ["outreach.services"]\nwhen = ["not_opted_out:mailings"]\n',
        "",
        True,
        False,
    ),
    "drop an obligation": ('obliges = ["no_onward", "accounting"]', 'obliges = ["no_onward"]', True, False),
    "drop a never": ('but = ["contact.email"]', 'but = ["contact"]', True, False),
    "keep longer": ('at_most = "400 days"', 'at_most = "401 days"', True, False),
    "keep after another event": ('after = "account_closed"', 'after = "last_activity"', True, True),
    "stay signed on longer": ('idle_sign_off = "20 minutes"', 'idle_sign_off = "30 minutes"', True, False),
    "announce no longer": ('in_force = "after_notice"', 'in_force = "on_posting"', True, False),
    "begin with consent assumed": ('starts = "in"', 'starts = "out"', False, True),
    "cover less by a choice": ('covers = ["outreach.services"]', 'covers = ["outreach.surveys"]', True, True),
    "longer cookie": ('life = "90 days"', 'life = "91 days"', True, False),
    "another host": ('name = "counts.example.com"', 'name = "stats.example.com"', False, False),
    "another service": ("messages = true", "messages = true\nchat = true", False, False),
    "another telephone": ('"1-555-0100"', '"1-555-0101"', False, False),
}


@pytest.mark.promise("S3")
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutated_statement_is_always_told_apart(tmp_path, name):
    was, becomes, material, back = MUTATIONS[name]
    before, after = changed(tmp_path, (STATEMENT, was, becomes))
    there, here = compare(before, after), compare(after, before)
    assert (there.material, here.material) == (material, back)
    assert not there.same
    assert not there.text_only
    assert sentences(there, "en")
    assert len(sentences(there, "es")) == len(sentences(there, "en"))
    assert any(sentence.material for sentence in sentences(there, "en")) == material


def test_the_plans_own_settings_are_compared_too(tmp_path):
    before, after = changed(tmp_path, (PLAN, '"30 days"', '"10 days"'))
    (move,) = compare(before, after).settings
    assert (move.name, move.before, move.after, move.less_safe) == ("revision.days", 30, 10, True)


def test_a_setting_that_nobody_gives_any_more_is_less_safe(tmp_path):
    before, after = changed(tmp_path, (STATEMENT, 'in_force = "after_notice"\n', ""))
    (there,), (back,) = compare(before, after).settings, compare(after, before).settings
    assert (there.after, there.less_safe, back.before, back.less_safe) == (None, True, None, False)


def test_all_purposes_that_a_rule_can_reach_unnamed_are_said_as_any():
    unnamed = frozenset(PURPOSE_TREE.leaves) - REQUIRED
    cells = (frozenset([Action.SHARE]), frozenset(["contact.email"]), unnamed, frozenset(["vendor.audit"]))
    assert said_of(cells, "en") == "share email address with auditors for any purpose"
    assert said_of(cells, "es") == "compartir dirección de correo electrónico con auditores para cualquier fin"


def test_a_cookie_for_more_that_lives_as_long_is_not_kept_longer(tmp_path):
    before, after = changed(tmp_path, (STATEMENT, 'for = ["site.remember"]\nwhere', 'for = ["site.deliver"]\nwhere'))
    (one,) = compare(before, after).listed
    assert (one.kind, one.name, one.material) == ("cookie", "region", False)


@pytest.mark.parametrize(
    ("file", "was", "becomes", "grown", "shrunk"),
    [
        (LAW, '"6 years"', '"5 years"', False, True),
        (LAW, '"6 years"', '"6 years"\nafter = "last_activity"', True, True),
        (NOTICE, '"7 years"', '"8 years"', True, False),
    ],
)
def test_what_law_and_notice_keep_is_compared_too(tmp_path, file, was, becomes, grown, shrunk):
    before, after = changed(tmp_path, (file, was, becomes))
    (move,) = compare(before, after).keeps
    assert (move.grown, move.shrunk) == (grown, shrunk)


def test_a_span_is_said_as_it_is_written(tmp_path):
    before, after = changed(tmp_path, (NOTICE, '"7 years"', '"8 years"'))
    (sentence,) = sentences(compare(before, after), "es")
    assert sentence.text == (
        "Reclamaciones: antes se guardaba como máximo 7 años desde el día en que surgió y como mínimo 6 años desde el "
        "día en que surgió, ahora como máximo 8 años desde el día en que surgió y como mínimo 6 años desde el día en "
        "que surgió"
    )


def test_of_two_keeps_the_shorter_rules_and_of_two_minima_the_longer(tmp_path):
    plan = meadow(tmp_path)
    keep = '\n[[clause]]\nid = "{}"\n[[clause.keep]]\ndata = ["claims"]\n{}\n'
    plan.add(LAW, keep.format("more", 'at_most = "8 years"\nat_least = "1 year"'))
    period = periods(plan.in_force())["claims.medical"]
    assert period.longest == {(After.EVENT, 2557)}
    assert period.shortest == {(After.EVENT, 2192)}


@pytest.mark.promise("S3")
def test_new_words_alone_are_no_change_in_meaning(tmp_path):
    before, after = changed(tmp_path, (ENGLISH, "We sign you off after", "You are signed off after"))
    comparison = compare(before, after)
    assert comparison.text_only
    assert not comparison.material
    assert [(move.language, move.before is None) for move in comparison.text] == [("en", False), ("en", True)]


def test_lines_that_move_are_no_difference(tmp_path):
    before, after = changed(
        tmp_path, (ENGLISH, "## 3. Cookies", "\n\n## 3. Cookies"), (STATEMENT, "[[cookie]]", "\n[[cookie]]")
    )
    assert compare(before, after).same


def test_a_change_of_all_parts_is_said_by_the_whole(tmp_path):
    was = 'action = "use"\ndata = ["contact.email"]'
    parts = '"contact.email", "claims.medical", "claims.pharmacy", "claims.dental"'
    before, after = changed(tmp_path, (STATEMENT, was, f'action = "use"\ndata = [{parts}]'))
    (change,) = compare(before, after).cells
    assert change.cells == 3 * len(PARTY_TREE.under("workforce"))
    told = [sentence.text for sentence in sentences(compare(before, after), "en")]
    assert told == ["Now allowed: use claims by our staff for answering your messages; without conditions"]


def test_a_condition_that_moves_is_said_before_and_after(tmp_path):
    before, after = changed(tmp_path, (STATEMENT, 'when = ["agreement"]', 'when = ["consent"]'))
    (sentence, *_) = sentences(compare(before, after), "en")
    assert sentence.kind == "changed"
    assert "Allowed on other terms: share" in sentence.text
    assert "before when a written agreement is in force" in sentence.text
