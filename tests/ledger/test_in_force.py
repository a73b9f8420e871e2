"""Which statement held when."""

from datetime import timedelta

import pytest

from tests.ledger.conftest import NOON
from wellkept.ledger import in_force
from wellkept.ledger.entry import NotForTheBook

DAY = timedelta(days=1)


@pytest.mark.promise("S6")
def test_the_statement_in_force_is_the_last_one_that_had_begun(book_house):
    assert in_force.in_force(NOON) is None
    in_force.put_in_force("model/2026-11", at=NOON, told="a new home")
    in_force.put_in_force("model/2027-01", at=NOON + DAY, told="web, post")
    assert in_force.in_force(NOON - DAY) is None
    assert in_force.in_force(NOON) == "model/2026-11"
    assert in_force.in_force(NOON + DAY - timedelta(microseconds=1)) == "model/2026-11"
    assert in_force.in_force(NOON + DAY) == "model/2027-01"
    assert [(turn.version, turn.told) for turn in in_force.turns()] == [
        ("model/2026-11", "a new home"),
        ("model/2027-01", "web, post"),
    ]


@pytest.mark.parametrize("earlier", [timedelta(0), DAY])
def test_nothing_is_put_in_force_before_what_is(book_house, earlier):
    in_force.put_in_force("model/2026-11", at=NOON)
    with pytest.raises(in_force.OutOfOrder):
        in_force.put_in_force("model/2027-01", at=NOON - earlier)
    assert len(in_force.turns()) == 1


@pytest.mark.parametrize(("version", "told"), [("latest", ""), ("model/2026-11", "Rosa Delgado <rosa@example.org>")])
def test_only_names_are_taken(book_house, version, told):
    with pytest.raises(NotForTheBook):
        in_force.put_in_force(version, at=NOON, told=told)


def test_current_version_is_todays(book_house):
    assert in_force.current_version() is None
    in_force.put_in_force("model/2026-11", at=NOON.replace(year=2020))
    assert in_force.current_version() == "model/2026-11"
