"""Facts about dependants carry their reason and serve no other."""

import pytest

from tests.features.representation.family import born, enrol, one, person
from tests.people import member, promise, somebody, staff
from wellkept.features.dependants import Fact, TooMany, correct, give, read_own, remove, use
from wellkept.gate import Refused
from wellkept.identity.systems import CLOCK
from wellkept.statement.load import shipped
from wellkept.vault.models import DependantFact

FACT = Fact(about="my son", words="uses a wheelchair", need="to book a room that he can enter")
SAYS_SO = ("kaiser-permanente/2017-09-13", "kaiser-permanente/2021-10", "model/2026-11")


def adult():
    enrol(one("M1", "self", born(40)))
    return member(person("M1"))


@pytest.mark.promise("I5")
@pytest.mark.parametrize("statement", SAYS_SO)
def test_they_serve_the_reason_they_were_given_for_and_no_other(house, statement):
    promise(statement)
    rosa = adult()
    give(rosa, rosa.person, FACT)
    assert use(CLOCK, rosa.person) == (FACT,)
    for purpose in use.declared.purposes[1:]:
        for visitor in (CLOCK, staff("workforce.member_services"), staff("workforce.analyst")):
            with pytest.raises(Refused):
                use(visitor, rosa.person, purpose=purpose)
    assert [(one.reason, one.fact) for one in read_own(rosa, rosa.person)] == [("service.dependants", FACT)]


@pytest.mark.promise("I5")
def test_the_gate_refuses_even_a_purpose_that_a_clause_opens(house):
    promise()
    rosa = adult()
    give(rosa, rosa.person, FACT)
    DependantFact.objects.update(reason="service.appointments")
    with pytest.raises(Refused) as refused:
        use(CLOCK, rosa.person)
    assert refused.value.decision.reason == "scope"


@pytest.mark.promise("I5")
@pytest.mark.parametrize("statement", sorted(set(shipped()) - set(SAYS_SO) - {"model/2026-05"}))
def test_where_no_clause_collects_them_nobody_gives_any(house, statement):
    promise(statement)
    who = member(somebody())
    with pytest.raises(Refused):
        give(who, who.person, FACT)
    assert not DependantFact.objects.exists()


@pytest.mark.promise("I5")
@pytest.mark.parametrize("statement", shipped())
def test_what_was_given_is_corrected_and_removed_whatever_the_statement_says_later(house, statement):
    promise()
    rosa, other = adult(), member(somebody())
    one = give(rosa, rosa.person, FACT)
    promise(statement)
    better = Fact(about="my son", words="uses a wheelchair at school", need=FACT.need)
    assert correct(rosa, rosa.person, one, better)
    (kept,) = read_own(rosa, rosa.person)
    assert (kept.fact, kept.reason) == (better, "service.dependants"), "what it serves stays"
    assert not correct(other, other.person, one, FACT)
    assert not remove(other, other.person, one)
    assert remove(rosa, rosa.person, one)
    assert read_own(rosa, rosa.person) == ()
    assert not remove(rosa, rosa.person, one)


def test_more_facts_than_are_shown_are_not_kept(house, monkeypatch):
    monkeypatch.setattr("wellkept.vault.dependants._MOST", 2)
    promise()
    rosa = adult()
    for _ in range(2):
        give(rosa, rosa.person, FACT)
    with pytest.raises(TooMany):
        give(rosa, rosa.person, FACT)
