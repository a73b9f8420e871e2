"""Gaps between what is promised and what is coded."""

from wellkept.features import everything
from wellkept.gate.in_force import compiled
from wellkept.site import checking


def test_an_obligation_under_which_no_verb_acts_is_a_gap_with_its_line():
    everything.load()
    found = [gap for gap in checking.gaps(compiled("model/2026-11")) if "which obliges to" in gap]
    assert any(gap.startswith("no verb acts under model/2026-11#vendors-payments (") for gap in found)
    assert all("statement.toml:" in gap or "notice.toml:" in gap or "us.toml:" in gap for gap in found)


def test_a_verb_that_no_clause_covers_is_a_gap():
    from wellkept.gate import verb
    from wellkept.gate.verbs import VERBS

    verb("test.sells", data=("claims",), purposes=("sale.sell",))(print)
    try:
        told = list(checking.gaps(compiled("model/2026-11")))
    finally:
        VERBS.pop("test.sells")
    assert "no clause covers the verb test.sells for sale.sell: it does not run" in told
