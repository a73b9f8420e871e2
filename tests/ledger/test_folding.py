"""Strangers' refusals: the first at once, then one a minute with the count."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.conftest import NOON, an_entry
from wellkept.ledger.folding import Folds

SECOND = timedelta(seconds=1)


def refusal(second=0, **said):
    return an_entry(verdict="refused", reason="silence", visitor="stranger", at=NOON + SECOND * second, **said)


def test_the_first_is_written_at_once_and_the_rest_wait():
    folds = Folds()
    first = refusal()
    assert folds.take(first, "page") is first
    assert all(folds.take(refusal(second), "page") is None for second in range(1, 60))
    assert folds.due(NOON + SECOND * 59) == []
    (folded,) = folds.due(NOON + SECOND * 60)
    assert (folded.count, folded.at) == (59, NOON + SECOND * 59)
    assert folds.due(NOON + SECOND * 200) == []


def test_the_next_one_after_a_minute_takes_the_waiting_ones_along():
    folds = Folds()
    folds.take(refusal(), "page")
    folds.take(refusal(1), "page")
    late = refusal(61)
    written = folds.take(late, "page")
    assert (written.id, written.count) == (late.id, 2)
    assert folds.due(NOON + SECOND * 300) == []


def test_each_verb_and_class_of_request_folds_for_itself():
    folds = Folds()
    assert folds.take(refusal(), "page")
    assert folds.take(refusal(), "api")
    assert folds.take(refusal(verb="record.list"), "page")


def test_all_that_waits_is_given_when_the_process_ends():
    folds = Folds()
    folds.take(refusal(), "page")
    folds.take(refusal(1), "page")
    assert [entry.count for entry in folds.due(NOON + SECOND, all_of_them=True)] == [1]


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["page", "api"]), st.booleans()), max_size=60))
def test_no_refusal_is_lost_or_counted_twice(steps):
    folds, written, second = Folds(), [], 0
    for passed, kind, clock in steps:
        second += passed
        entry = folds.take(refusal(second), kind)
        written += [entry] if entry else []
        written += folds.due(NOON + SECOND * second) if clock else []
    written += folds.due(NOON + SECOND * second, all_of_them=True)
    assert sum(entry.count for entry in written) == len(steps)
    assert len({entry.id for entry in written}) == len(written)
