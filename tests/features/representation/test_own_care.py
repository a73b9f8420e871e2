"""A minor's own care: closed to a parent from the age in the table, under all statements, unless the minor says so."""

import pytest

from tests.features.representation.family import born, enrol, one, person
from tests.people import member, promise
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, incoming
from wellkept.features.claims import list_claims
from wellkept.features.representation.by_enrolment import closes_of, let_parents_act
from wellkept.features.representation.grants import who_helps_me
from wellkept.features.representation.own_care import open_own_care, the_table
from wellkept.gate import promised
from wellkept.identity.systems import CLOCK
from wellkept.statement.load import shipped
from wellkept.vault import resources
from wellkept.vault.ages import birthday

SENSITIVE = {"Z30.9": "sensitive.reproductive", "F32.9": "sensitive.mental_health", "B20": "sensitive.hiv"}


def live(years, statement, *, days=1):
    promise(statement)
    enrol(one("M1", "self", born(40)), one("M3", "child", born(years, days=days)))
    let_parents_act(CLOCK, [person("M3")])
    child = person("M3")
    given = [claim("plain", on="2026-01-05")]
    given += [claim(code, on="2026-01-06", diagnosis=code) for code in SENSITIVE]
    resources.take_in_each(permit_for(child), [incoming(one) for one in given])
    return member(person("M1")), member(child), child


def seen(visitor, of):
    return len(list_claims(visitor, of).found.rows)


@pytest.mark.promise("D9", "I5")
@pytest.mark.parametrize("statement", shipped())
def test_from_twelve_a_parent_does_not_see_what_a_minor_may_agree_to_alone(house, statement):
    parent, _, child = live(12, statement)
    assert seen(parent, child) == 1


@pytest.mark.parametrize("statement", shipped())
def test_before_twelve_a_parent_sees_everything(house, statement):
    parent, _, child = live(11, statement)
    assert seen(parent, child) == 4


@pytest.mark.promise("D9", "I5")
@pytest.mark.parametrize("statement", ["model/2026-11", "healthpartners/2016-01-01", "kaiser-permanente/early"])
def test_a_minor_opens_one_kind_to_a_parent_and_closes_it_again(house, statement):
    parent, teen, child = live(15, statement)
    (held,) = who_helps_me(teen)
    assert open_own_care(teen, held.id, ["sensitive.mental_health", "sensitive.genetic", "family.documents"])
    assert who_helps_me(teen)[0].opened == ("sensitive.mental_health",)
    assert seen(parent, child) == 2
    assert open_own_care(teen, held.id, [])
    assert seen(parent, child) == 1


def test_it_closes_on_the_birthday_itself_by_the_table(house):
    promise()
    days = dict(closes_of(born(11)))
    assert list(days) == [birthday(born(11), 12)]
    assert "sensitive.reproductive" in days[birthday(born(11), 12)]


def test_the_table_is_the_states_and_every_row_of_it_has_a_source(house):
    for statement in shipped():
        promise(statement)
        table = the_table()
        expected = "us-ca" if "us-ca" in promised().in_force.statement.laws else "default"
        assert table.state == expected
        assert all(care.cites for care in table.cares)
        assert {care.data for care in table.closed_at(12)} == {care.data for care in table.cares}
        assert table.closed_at(11) == table.closed_at(18) == ()
