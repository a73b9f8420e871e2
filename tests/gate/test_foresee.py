"""What a page may ask before anybody does: the same answer as the gate's, and nothing in the ledger."""

import pytest

from tests.people import member, promise, somebody, stranger
from wellkept.features.coverage import read_coverage
from wellkept.gate import Refused, foresee
from wellkept.ledger.models import Entry

ASK = (read_coverage, "member.access")


def test_it_foresees_what_the_gate_then_decides_and_writes_nothing(house):
    promise()
    ada, other = somebody(), somebody()
    before = Entry.objects.count()
    foreseen = {visitor: foresee(visitor, [ASK], of=ada)[0][1] for visitor in (member(ada), member(other), stranger())}
    assert Entry.objects.count() == before
    for visitor, decision in foreseen.items():
        if decision.allowed:
            assert read_coverage(visitor, ada).because.data == decision.leaves
            continue
        with pytest.raises(Refused) as refused:
            read_coverage(visitor, ada)
        assert refused.value.decision == decision
    assert sorted(decision.allowed for decision in foreseen.values()) == [False, False, True]


def test_of_nobody_it_is_foreseen_too(house):
    promise()
    ((ask, decision),) = foresee(stranger(), [ASK], of=None)
    assert (ask.party, decision.allowed) == ("person.visitor", False)
    with pytest.raises(Refused):
        read_coverage(stranger(), None)
