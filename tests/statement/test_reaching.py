"""Whom a change reaches, counted by what is kept of people."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.policy.vocabulary import Action, bits
from wellkept.statement.cells import Difference
from wellkept.statement.compare import CellChange
from wellkept.statement.reaching import left_of, reached, reaches

MEMBER, OPTED = bits(["subject:member"]), bits(["not_opted_out:mailings"])
ASKED, AGREED = bits(["requested"]), bits(["consent"])
KEPT = MEMBER | OPTED
OF_THE_MOMENT = (0, ASKED, AGREED, ASKED | AGREED)


def change(before, after, lost=frozenset()):
    differs = Difference(frozenset(before), frozenset(after), wider=True, narrower=False, lost=lost, gained=frozenset())
    return CellChange(Action.USE, (), differs, (), ())


@pytest.mark.promise("S3")
def test_only_those_are_counted_for_whom_something_opens_that_did_not():
    people = {MEMBER: 30, MEMBER | OPTED: 11, 0: 4}
    assert reached(change([MEMBER | OPTED], [MEMBER]), people, KEPT) == 30
    assert reached(change([], [0]), people, KEPT) == 45
    assert reached(change([MEMBER], [MEMBER]), people, KEPT) == 0


@pytest.mark.promise("S3")
def test_a_lost_obligation_reaches_everybody():
    assert reached(change([MEMBER], [MEMBER], lost=frozenset({"accounting"})), {MEMBER: 3, 0: 4}, KEPT) == 7


alternatives = st.frozensets(
    st.integers(0, 15).map(
        lambda one: sum(bit for place, bit in enumerate((MEMBER, OPTED, ASKED, AGREED)) if one >> place & 1)
    ),
    max_size=4,
)


@given(alternatives, alternatives, st.sampled_from([0, MEMBER, OPTED, KEPT]))
def test_a_change_reaches_somebody_exactly_when_some_moment_gets_another_answer(before, after, held):
    def opens(found, moment):
        return any(not needed & ~(held | moment) for needed in found)

    differs = any(opens(before, moment) != opens(after, moment) for moment in OF_THE_MOMENT)
    assert reaches(change(before, after), held, KEPT) == differs


def test_what_is_left_are_the_fewest_conditions():
    assert left_of([MEMBER | ASKED, MEMBER | ASKED | AGREED], MEMBER, KEPT) == {ASKED}
    assert list(chain.from_iterable(combinations(left_of([OPTED], MEMBER, KEPT), 1))) == []
