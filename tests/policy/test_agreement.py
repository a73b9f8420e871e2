"""The compiled table and the naive evaluator give the same answers (docs/semantics.md)."""

import pytest

from tests.policy.agreement import disagreements

TRIPLES_EACH = 26_000


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.promise("D1")
def test_two_evaluators_that_share_no_code_agree_on_random_statements(seed):
    asked, reasons, wrong = disagreements(triples=TRIPLES_EACH, seed=seed)

    assert not wrong, wrong[0]
    assert asked >= TRIPLES_EACH
    assert (
        min(reasons.get(told, 0) for told in ("allowed", "never", "silence", "condition", "scope", "restriction")) > 10
    )
