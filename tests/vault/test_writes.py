"""Rows made ready before a transaction, and written in it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections
from django.test.utils import CaptureQueriesContext

from wellkept.vault.models import Detail, Person
from wellkept.vault.writes import Writes

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def somebody():
    return Person(id=uuid4(), enrolled=True, made_on=date(2026, 3, 1))


def detail(person, category="identity.name", sealed=b"sealed"):
    return Detail(
        id=uuid4(), person=person, category=category, source="feed", content=b"c" * 16, received=NOW, sealed=sealed
    )


def inserts(*rows):
    writes = Writes()
    for row in rows:
        writes.insert(row)
    return writes


def test_a_row_comes_back_as_it_was_written(house):
    person = somebody()
    one = detail(person)
    inserts(person, one).write()
    kept = Detail.objects.get()
    assert (kept.id, kept.person_id, kept.received, bytes(kept.sealed)) == (one.id, person.id, NOW, b"sealed")
    assert Person.objects.get().made_on == date(2026, 3, 1)


def test_only_the_named_fields_are_changed(house):
    person = somebody()
    one = detail(person)
    inserts(person, one).write()
    one.sealed, one.source = b"anew", "elsewhere"
    writes = Writes()
    writes.update(one, "sealed")
    writes.write()
    kept = Detail.objects.get()
    assert (bytes(kept.sealed), kept.source) == (b"anew", "feed")


def test_many_rows_of_a_kind_are_one_statement(house):
    people = [somebody() for _ in range(20)]
    several = [inserts(person, detail(person)) for person in people]
    with CaptureQueriesContext(connections["default"]) as queries:
        Writes.together(several).write()
    assert len([one for one in queries if "INSERT" in one["sql"]]) == 2
    assert Detail.objects.count() == 20


def test_what_is_removed_goes_before_what_is_new_whoever_said_it_first(house):
    person = somebody()
    old = detail(person)
    inserts(person, old).write()
    other, writes = somebody(), Writes()
    writes.delete(Detail, "person_id", person.id)
    writes.insert(detail(person, sealed=b"new"))
    Writes.together([inserts(other, detail(other)), writes]).write()
    assert {bytes(sealed) for sealed in Detail.objects.values_list("sealed", flat=True)} == {b"sealed", b"new"}
    assert not Detail.objects.filter(id=old.id).exists()


def test_all_or_none_is_written(house):
    person = somebody()
    inserts(person).write()
    with pytest.raises(IntegrityError):
        inserts(somebody(), detail(person), detail(person)).write()
    assert (Person.objects.count(), Detail.objects.count()) == (1, 0)


def test_a_long_value_counts_by_its_length():
    person = somebody()
    assert inserts(person, detail(person)).size == 2
    assert inserts(person, detail(person, sealed=b"s" * 40_960)).size == 12
