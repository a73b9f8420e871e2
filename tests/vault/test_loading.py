"""A load's commits do not wait for the disk, and its checkpoints are made between transactions."""

import os
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from tests.vault.conftest import permit_for
from wellkept.vault import people
from wellkept.vault.loading import beside_others
from wellkept.vault.models import Person

embedded = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only the embedded database has such a log")


def pragma(name, alias="default"):
    with connections[alias].cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def make(count):
    people.make_each(permit_for(None), [()] * count, enrolled=True)


@pytest.fixture
def said(house):
    """What is said to the database, with whether a transaction was open."""
    heard = []

    def listen(execute, sql, params, many, context):
        heard.append((sql, context["connection"].in_atomic_block))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield heard


@embedded
def test_beside_others_the_data_do_not_wait_for_the_disk_and_the_keys_do(house):
    with beside_others():
        assert (pragma("synchronous"), pragma("synchronous", "keys")) == (1, 2)
        assert (pragma("wal_autocheckpoint"), pragma("wal_autocheckpoint", "keys")) == (0, 0)


@embedded
def test_afterwards_everything_waits_again_though_the_load_failed(house):
    with pytest.raises(KeyError), beside_others():
        raise KeyError
    for alias in ("default", "keys"):
        assert (pragma("synchronous", alias), pragma("wal_autocheckpoint", alias)) == (2, 1000)


@embedded
def test_settling_waits_for_the_log_on_the_disk(house, monkeypatch):
    waited, fsync = [], os.fsync

    def noted(file):
        waited.append(Path(f"/proc/self/fd/{file}").readlink().name)
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    with beside_others() as settle:
        settle()
        assert waited == []
        make(1)
        settle()
        assert sorted(waited) == ["members.sqlite3-wal", "wellkept.sqlite3-wal"]
        settle()
        assert len(waited) == 2


@embedded
def test_checkpoints_are_made_when_a_good_deal_was_written_and_never_inside_a_transaction(said):
    def checkpoints():
        return [inside for sql, inside in said if "wal_checkpoint" in sql]

    with beside_others() as settle:
        make(10)
        settle()
        assert checkpoints() == []
        make(100)
        settle()
        assert checkpoints() == [False]
        settle()
        assert checkpoints() == [False]
    assert set(checkpoints()) == {False}


def test_on_either_database_what_was_written_is_there(house):
    with beside_others() as settle:
        with transaction.atomic():
            make(3)
        settle()
    assert Person.objects.count() == 3
