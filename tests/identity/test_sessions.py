"""The engine of sessions: what a row tells, whom a key lets in, and what ends it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tests.people import somebody
from wellkept.identity import sessions
from wellkept.identity.accounts import make_account
from wellkept.identity.models import Session
from wellkept.identity.sessions import SessionStore
from wellkept.identity.visitor import Kind

SECRET = "what-the-session-holds"


@pytest.fixture
def account(house, django_db_blocker):
    from tests.people import promise

    with django_db_blocker.unblock():
        promise()
        yield make_account("rosa", "larkspur in bloom", at=datetime.now(UTC), person=somebody())


def signed_on(account, **held):
    store = SessionStore()
    store.update({SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash(), **held})
    store.browser = "Firefox, Windows"
    store.create()
    return store


def test_what_was_put_in_comes_out_again(account):
    key = signed_on(account, word=SECRET, many=[1, {"a": None}]).session_key
    read = SessionStore(key)
    assert (read["word"], read["many"]) == (SECRET, [1, {"a": None}])
    assert read.account == account
    read["word"] = "another"
    read.save()
    assert SessionStore(key)["word"] == "another"
    read.flush()
    assert SessionStore(key).account is None
    assert not read.exists(key)


def test_a_row_tells_neither_the_key_nor_what_is_held_nor_the_browser(account):
    store = signed_on(account, word=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_session")
        [row] = cursor.fetchall()
    kept = b" ".join(bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row)
    for told in (store.session_key, SECRET, "Firefox", "larkspur"):
        assert told.encode() not in kept


def test_a_row_that_was_copied_over_another_opens_nothing(account):
    one, other = signed_on(account), signed_on(account)
    Session.objects.filter(id=other.id).update(payload=Session.objects.get(id=one.id).payload)
    read = SessionStore(other.session_key)
    assert read.account is None
    assert read.is_empty()


def test_a_session_and_its_account_are_read_in_one_query(account):
    key = signed_on(account).session_key
    with CaptureQueriesContext(connection) as asked:
        assert SessionStore(key).account == account
    assert len(asked) == 1


def test_a_key_that_somebody_made_up_is_not_taken_over(account):
    store = SessionStore("a" * 32)
    store["word"] = "x"
    store.save()
    assert store.session_key != "a" * 32


def test_a_session_of_one_door_is_none_at_another(account):
    key = signed_on(account).session_key
    assert SessionStore(key, kind=Kind.STAFF).account is None
    clerk = make_account("dana", "larkspur in bloom", at=datetime.now(UTC), role="workforce.billing")
    staffs = signed_on(clerk).session_key
    assert SessionStore(staffs).account is None
    assert SessionStore(staffs, kind=Kind.STAFF).account == clerk


def test_another_password_or_a_closed_account_ends_what_was_open(account):
    key = signed_on(account).session_key
    account.set_password("another larkspur in bloom")
    account.save()
    assert SessionStore(key).account is None
    key = signed_on(account).session_key
    account.is_active = False
    account.save()
    assert SessionStore(key).account is None


def test_activity_is_written_at_most_once_a_minute(account):
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False):
        store = signed_on(account)
    for seconds, written in ((30, 0), (59, 0), (60, 1), (90, 0), (119, 0), (120, 1)):
        with CaptureQueriesContext(connection) as asked:
            store.touch(start + timedelta(seconds=seconds))
        assert len(asked) == written, seconds
    assert SessionStore(store.session_key).seen == start + timedelta(seconds=120)


def test_an_ended_session_does_not_come_back_by_being_saved(account):
    store = signed_on(account)
    sessions.end_all(account.id)
    store["word"] = "x"
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


def test_a_list_shows_one_accounts_own_and_ends_no_other(account):
    here, there = signed_on(account), signed_on(account)
    other = signed_on(make_account("avery", "larkspur in bloom", at=datetime.now(UTC), person=somebody()))
    listed = sessions.of_account(account.id)
    assert {one.id for one in listed} == {here.id, there.id}
    assert {one.browser for one in listed} == {"Firefox, Windows"}
    assert not sessions.end(other.id, account=account.id)
    assert not sessions.end(uuid4(), account=account.id)
    assert sessions.end(there.id, account=account.id)
    assert SessionStore(there.session_key).account is None
    assert sessions.end_all(account.id, but=here.id) == 0
    assert SessionStore(here.session_key).account == account
    assert sessions.end_all(account.id) == 1
    assert SessionStore(other.session_key).account is not None


def test_what_is_over_is_removed_and_the_rest_stays(account):
    now = datetime.now(UTC)
    old, idle, open_ = signed_on(account), signed_on(account), signed_on(account)
    Session.objects.filter(id=old.id).update(made=now - timedelta(hours=13))
    Session.objects.filter(id=idle.id).update(seen=now - timedelta(hours=2))
    assert sessions.remove_over(made_before=now - timedelta(hours=12), seen_before=now - timedelta(hours=1)) == 2
    assert [one.id for one in sessions.of_account(account.id)] == [open_.id]


def test_fifty_at_once_have_fifty_sessions(account):
    def one(_):
        try:
            return signed_on(account).session_key
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(one, range(50)))
    assert len(keys) == len(sessions.of_account(account.id)) == 50
