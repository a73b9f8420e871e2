"""The provider portal's own statement: what it opens, and where it stands beside the others."""

import pytest

from wellkept.policy.rules import Allow
from wellkept.policy.vocabulary import Action
from wellkept.statement.check import check
from wellkept.statement.load import in_force, load_notice
from wellkept.statement.problems import Unreadable

PORTAL = "provider-portal/2026-05"
MODELS = ("model/2026-05", "model/2026-11")


@pytest.mark.promise("S9")
@pytest.mark.parametrize("name", MODELS)
def test_it_stands_beside_the_model_statement_and_is_no_notice_of_practices(name):
    inforce = in_force(name)
    assert [notice.name for notice in inforce.notices if notice.about == "provider_portal"] == [PORTAL]
    assert PORTAL not in [notice.name for notice in inforce.practices]
    assert check(inforce) == []


@pytest.mark.promise("S9")
def test_it_is_written_in_both_languages():
    portal = load_notice(PORTAL)
    assert set(portal.texts) == set(portal.title) == {"en", "es"}


@pytest.mark.promise("S9")
def test_it_opens_only_what_an_office_gives_of_its_own_people():
    allows = [rule for clause in load_notice(PORTAL).source.clauses for rule in clause.allows]
    assert allows
    assert all(isinstance(one, Allow) and one.action is Action.COLLECT for one in allows)
    assert {party for one in allows for party in one.parties} == {"provider.office"}


def test_a_document_apart_that_is_not_there_is_told_where_it_is_named(tmp_path):
    from tests.statement.meadow import STATEMENT, meadow

    plan = meadow(tmp_path)
    plan.alter(STATEMENT, "notice_of_practices = ", 'apart = ["portal/1"]\nnotice_of_practices = ')
    with pytest.raises(Unreadable) as fault:
        plan.in_force()
    assert str(fault.value).startswith(f"{plan.line(STATEMENT, 'apart =')}: there is no notice “portal/1”")
