"""Drafts at rest: sealed in their place, one of each form, over what was seen alone, gone when their time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.vault.conftest import permit_for
from tests.vault.test_at_rest import _everything as everything_at_rest
from wellkept.vault import drafts, erasure, people
from wellkept.vault.drafts import MOST_BYTES, MOST_DRAFTS, Gone, Newer, Owner, TooBig
from wellkept.vault.models import Draft
from wellkept.vault.sealing import NoKey, SealBroken

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.fixture
def owner():
    return Owner(account=uuid4(), writer=None)


def row(owner, person, *, form="papers", step=""):
    return drafts.row_of(account=owner.account, person=person, form=form, step=step)


def put(owner, person, words="Heliotrope", *, seen=0, at=NOW, form="papers", step="", lasts=MONTH):
    where = row(owner, person, form=form, step=step)
    said = {"name": [words]}
    return drafts.put(permit_for(person), said, row=where, owner=owner, form=form, seen=seen, at=at, lasts=lasts)


def words(owner, person, *, at=NOW, **where):
    found = drafts.read(permit_for(person), row(owner, person, **where), at=at)
    return found and found[1]["name"][0]


@pytest.mark.promise("I3", "P2")
def test_no_word_of_a_draft_lies_in_the_clear_and_it_comes_back_whole(house, ada, owner):
    put(owner, ada)
    put(owner, None, "Heliotrope too", form="emergency")
    assert words(owner, ada) == "Heliotrope"
    assert words(owner, None, form="emergency") == "Heliotrope too"
    assert b"Heliotrope" not in b"".join(everything_at_rest(house))


@pytest.mark.promise("I3")
def test_a_draft_opens_for_its_own_person_and_in_its_own_place_alone(house, ada, owner):
    other = people.make(permit_for(None), enrolled=True)
    put(owner, ada)
    put(owner, ada, "Other form", form="invitation")
    assert drafts.read(permit_for(other), row(owner, ada), at=NOW) is None
    assert drafts.read(permit_for(None), row(owner, ada), at=NOW) is None
    moved = Draft.objects.get(id=row(owner, ada, form="invitation")).sealed
    Draft.objects.filter(id=row(owner, ada)).update(sealed=moved)
    with pytest.raises(SealBroken):
        words(owner, ada)


@pytest.mark.promise("I3")
def test_what_is_written_over_is_what_was_seen_and_nothing_newer(house, ada, owner):
    assert put(owner, ada, "first").revision == 1
    with pytest.raises(Newer):
        put(owner, ada, "from a window that saw none")
    assert put(owner, ada, "second", seen=1).revision == 2
    with pytest.raises(Newer):
        put(owner, ada, "from a window that saw the first", seen=1)
    assert words(owner, ada) == "second"
    drafts.remove(permit_for(None), row(owner, ada))
    with pytest.raises(Gone):
        put(owner, ada, "from a window that has not heard of the end", seen=2)
    assert words(owner, ada) is None


def test_each_step_and_each_account_has_a_draft_of_its_own(house, ada, owner):
    put(owner, ada, "one", step="email")
    put(owner, ada, "two", step="post")
    put(Owner(account=uuid4(), writer=None), ada, "three", step="post")
    assert (words(owner, ada, step="email"), words(owner, ada, step="post")) == ("one", "two")
    assert words(owner, ada) is None


def test_a_draft_is_too_big_beyond_its_bytes_and_nothing_of_it_is_kept(house, ada, owner):
    around = len(b'{"name":[""]}')
    put(owner, ada, "x" * (MOST_BYTES - around))
    with pytest.raises(TooBig):
        put(owner, ada, "x" * (MOST_BYTES - around + 1), seen=1)
    assert Draft.objects.get().revision == 1


def test_beyond_so_many_drafts_the_oldest_makes_room(house, ada, owner):
    for number in range(MOST_DRAFTS + 2):
        put(owner, ada, str(number), step=str(number), at=NOW + timedelta(minutes=number))
    put(Owner(account=uuid4(), writer=None), ada, "another's")
    assert Draft.objects.filter(account=owner.account).count() == MOST_DRAFTS
    assert words(owner, ada, step="1", at=NOW) is None
    assert words(owner, ada, step="2", at=NOW) == "2"


@pytest.mark.promise("I3")
def test_a_draft_whose_time_is_over_is_not_read_and_then_removed(house, ada, owner):
    put(owner, ada)
    last = NOW + MONTH
    assert words(owner, ada, at=last - timedelta(seconds=1)) == "Heliotrope"
    assert words(owner, ada, at=last) is None
    assert drafts.find(permit_for(None), row(owner, ada), at=last) is None
    assert drafts.remove_over(permit_for(None), at=last - timedelta(seconds=1)) == 0
    assert drafts.remove_over(permit_for(None), at=last) == 1
    assert not Draft.objects.exists()


def test_one_that_is_over_is_begun_anew_by_who_never_saw_it(house, ada, owner):
    put(owner, ada, "old")
    assert put(owner, ada, "new", at=NOW + MONTH).revision == 1
    with pytest.raises(Gone):
        put(owner, ada, "newer", seen=1, at=NOW + 3 * MONTH)


@pytest.mark.promise("I3")
def test_with_the_person_go_the_drafts_about_her_and_those_that_she_wrote(house, ada, owner):
    other = people.make(permit_for(None), enrolled=True)
    put(owner, ada, "about her")
    put(Owner(account=uuid4(), writer=ada), other, "by her")
    put(Owner(account=uuid4(), writer=other), other, "another's")
    erasure.erase(permit_for(ada))
    assert Draft.objects.get().writer == other
    with pytest.raises(NoKey):
        put(owner, ada, "once more")


def test_an_account_that_closes_takes_its_drafts_along(house, ada, owner):
    put(owner, ada)
    put(owner, None, form="emergency")
    put(Owner(account=uuid4(), writer=None), ada)
    assert drafts.remove_of(permit_for(None), owner.account) == 2
    assert Draft.objects.count() == 1
