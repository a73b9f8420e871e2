"""What the program can do, as the check of a statement is told it."""

from datetime import UTC, datetime

import pytest

from tests.people import MODEL
from wellkept.features import everything
from wellkept.gate import FailsItsCheck, Way, coded, put_in_force, verb
from wellkept.gate.coded import PARTIES_OF, what
from wellkept.gate.verbs import VERBS
from wellkept.identity.visitor import Kind
from wellkept.ledger import in_force
from wellkept.policy.vocabulary import Action
from wellkept.statement.check import Severity, Surroundings, check
from wellkept.statement.load import in_force as together
from wellkept.statement.load import shipped


def test_every_kind_of_visitor_says_of_which_classes_it_may_be():
    assert set(PARTIES_OF) == set(Kind)


def test_a_look_is_a_use_by_the_staff_and_a_share_with_everybody_else_who_may_ask():
    everything.load()
    use, share = (does for does in what(VERBS["claims.list"]) if does.purpose == "member.access")
    assert (use.action, share.action) == (Action.USE, Action.SHARE)
    assert use.parties == PARTIES_OF[Kind.STAFF] - {"public"}
    assert "person.member" in share.parties
    assert "claims.medical" in share.data
    assert not any(party.startswith(("vendor.", "network.", "authority.")) for party in share.parties)


@pytest.mark.promise("S10")
@pytest.mark.parametrize("name", shipped())
def test_no_shipped_statement_obliges_to_what_a_verb_does_not_do(name):
    everything.load()
    found = check(together(name), Surroundings(does=coded()))
    assert [str(one) for one in found if one.severity is Severity.ERROR and one.rule == "obligation"] == []


@pytest.fixture
def careless():
    """A verb that sends claims to an app and does not tell what the law obliges it to tell."""

    @verb("test.careless", data=("claims",), purposes=("member.app",), way=Way.AWAY, to="app")
    def send(visitor):
        return visitor

    yield send
    VERBS.pop("test.careless")


@pytest.mark.promise("S10")
def test_a_statement_that_a_verb_would_break_is_not_put_in_force(house, careless):
    now = datetime.now(UTC)
    before = in_force.in_force(now)
    with pytest.raises(FailsItsCheck, match=r"tell_app_limits.*test\.careless"):
        put_in_force(MODEL, at=now, told="nobody")
    assert in_force.in_force(now) == before
