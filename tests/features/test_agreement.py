"""Who agreed to which version, when and for whom; a new version asks again (S5)."""

from datetime import UTC, datetime

import pytest

from tests.people import grown_up, member, promise
from wellkept import gate
from wellkept.features.agreement import OtherVersion, agree, how_it_stands, what_i_agreed
from wellkept.features.representation import grant
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped

pytestmark = pytest.mark.promise("S5")
MODEL = "model/2026-11"


@pytest.fixture
def mother(house):
    promise()
    return grown_up()


def test_nobody_has_agreed_before_she_was_asked(mother):
    stands = how_it_stands(member(mother))
    assert (stands.version, stands.before, stands.missing) == (MODEL, "", (mother,))


def test_the_version_the_moment_and_for_whom_are_kept_and_are_in_the_book(mother):
    child = grown_up()
    grant(member(child), child, mother)
    before = datetime.now(UTC)
    agree(member(mother), MODEL)
    rows = what_i_agreed(member(mother))
    assert {(row.behalf, row.version) for row in rows} == {(mother, MODEL), (child, MODEL)}
    assert all(before <= row.at <= datetime.now(UTC) for row in rows)
    assert how_it_stands(member(mother)).missing == ()
    assert list(Entry.objects.filter(verb="agreement.give").values_list("verdict", flat=True)) == ["allowed", "done"]


def test_whom_she_comes_to_act_for_later_is_asked_about_then(mother):
    agree(member(mother), MODEL)
    child = grown_up()
    grant(member(child), child, mother)
    assert how_it_stands(member(mother)).missing == (child,)


def test_agreeing_twice_keeps_the_first_day(mother):
    agree(member(mother), MODEL)
    first = what_i_agreed(member(mother))
    agree(member(mother), MODEL)
    assert what_i_agreed(member(mother)) == first


def test_a_new_version_asks_again_and_knows_the_last_one(mother):
    agree(member(mother), MODEL)
    gate.put_in_force("model/2026-05", at=datetime.now(UTC), told="")
    stands = how_it_stands(member(mother))
    assert (stands.version, stands.before, stands.missing) == ("model/2026-05", MODEL, (mother,))


def test_a_version_that_is_not_in_force_any_more_is_not_agreed_to(mother):
    with pytest.raises(OtherVersion):
        agree(member(mother), "model/2026-05")
    assert what_i_agreed(member(mother)) == ()


@pytest.mark.parametrize("name", shipped())
def test_every_statement_lets_the_agreement_be_kept(house, name):
    promise(name)
    person = grown_up()
    agree(member(person), str(name))
    assert how_it_stands(member(person)).missing == ()
