"""The table of roles is what the policy decides, cell by cell."""

from __future__ import annotations

import pytest

from tests.people import promise, staff
from wellkept.features.roles import ROLES, read_role
from wellkept.gate import Refused, promised
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import CONDITIONS, DATA, PURPOSES, Action, bits
from wellkept.statement.load import shipped


@pytest.fixture
def office(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield staff("workforce.privacy")


@pytest.mark.promise("I9")
def test_every_cell_of_the_table_is_what_would_be_decided_and_none_is_left_out(office):
    for version in shipped():
        promise(version)
        for role in ROLES:
            told = {reach.purpose: reach.data for reach in read_role(office, role)}
            for purpose in PURPOSES.leaves:
                ask = Ask(action=Action.USE, data=DATA.leaves, purpose=purpose, party=role)
                decision = decide(promised().table, ask, Facts(held=bits(CONDITIONS)))
                assert told.get(purpose, ()) == decision.leaves, (version, role, purpose)


@pytest.mark.promise("I9")
def test_the_web_team_has_no_use_of_a_members_record(office):
    leaves = {leaf for reach in read_role(office, "workforce.web") for leaf in reach.data}
    assert not {leaf for leaf in leaves if leaf.startswith(("identity", "claims", "health", "sensitive", "member"))}


def test_what_is_no_role_has_no_table(office):
    for name in ("workforce.program", "person.member", "nobody"):
        with pytest.raises(LookupError):
            read_role(office, name)


def test_only_the_privacy_office_reads_it(office):
    with pytest.raises(Refused):
        read_role(staff("workforce.clinician"), "workforce.clinician")
