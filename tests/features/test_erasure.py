"""Erasing a person: who may, when it must wait, and that nothing of her stays but what the ledger says."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models

from tests.people import member, promise, somebody, staff
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, incoming
from wellkept.features.accounts import make_member_account
from wellkept.features.erasure import MustBeKept, erase_person
from wellkept.gate import Refused
from wellkept.identity.models import Account
from wellkept.identity.systems import CLOCK
from wellkept.ledger import reading
from wellkept.site.checking import wrongly_done
from wellkept.vault import erasure, keys, people, resources
from wellkept.vault.numbers import Number

TODAY = datetime.now(UTC).date()
LATER = date(2090, 1, 1)


@pytest.fixture
def ada(house):
    """A member with a claim and an account."""
    promise()
    person = somebody()
    permit = permit_for(person)
    people.take_in(
        permit,
        {"identity.name": {"last": "Larkspur"}},
        known_by=[Number("member_id", "W0001")],
        source="feed.claims",
    )
    resources.take_in(permit, incoming(claim()))
    make_member_account(CLOCK, person, "ada", "a long enough password", language="en")
    return person


def rows_with(person):
    """The tables in which the person's id still stands."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field.target_field if field.remote_field else field, models.UUIDField):
                alias = "keys" if model._meta.db_table == "vault_memberkey" else "default"
                if model.objects.using(alias).filter(**{field.attname: person}).exists():
                    found.add(model._meta.db_table)
    return found


def verdicts():
    return [row.verdict for row in reading.every() if row.verb == "people.erase"]


@pytest.mark.promise("P2")
@pytest.mark.parametrize(
    ("visitor", "purpose"), [(staff("workforce.privacy"), "member.correct"), (CLOCK, "operations.hosting")]
)
def test_who_is_erased_is_gone_and_the_ledger_says_so(ada, visitor, purpose):
    assert len(rows_with(ada)) > 4
    erase_person(visitor, ada, purpose=purpose, today=LATER)
    assert rows_with(ada) == {"vault_memberkey"}
    assert keys.key_of(ada) is None
    assert not Account.objects.exists()
    assert verdicts() == ["allowed", "done"]
    assert list(wrongly_done()) == []


def test_what_the_law_keeps_is_not_erased_before_its_day(ada):
    with pytest.raises(MustBeKept) as refusal:
        erase_person(CLOCK, ada, purpose="operations.hosting", today=TODAY)
    assert (refusal.value.until - TODAY).days in range(3649, 3655)
    assert keys.key_of(ada) is not None
    assert Account.objects.exists()
    assert verdicts() == ["allowed"]


def test_of_whom_nothing_must_be_kept_is_erased_at_once(house):
    promise()
    person = somebody(enrolled=False)
    erase_person(staff("workforce.privacy"), person, purpose="member.correct", today=TODAY)
    assert rows_with(person) == {"vault_memberkey"}


@pytest.mark.parametrize("who", ["herself", "member services"])
def test_nobody_else_erases(ada, who):
    visitor = member(ada) if who == "herself" else staff()
    with pytest.raises(Refused):
        erase_person(visitor, ada, purpose="member.correct", today=LATER)
    assert keys.key_of(ada) is not None


def test_an_erasure_that_was_cut_short_is_written_down_when_it_is_done_again(ada, monkeypatch):
    whole = erasure.remove_rows

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(erasure, "remove_rows", stop)
    with pytest.raises(KeyboardInterrupt):
        erase_person(CLOCK, ada, purpose="operations.hosting", today=LATER)
    monkeypatch.setattr(erasure, "remove_rows", whole)
    erase_person(CLOCK, ada, purpose="operations.hosting", today=LATER)
    assert rows_with(ada) == {"vault_memberkey"}
    assert verdicts() == ["allowed", "allowed", "done"]
