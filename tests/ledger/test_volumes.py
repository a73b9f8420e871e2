"""A year's volume goes whole, its root stays, and the book is as provable as before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests.ledger.conftest import NOON, an_entry, sql, take_triggers_away
from wellkept.exits.keys import ring
from wellkept.ledger import book, reading, seals, triggers, volumes
from wellkept.ledger.findings import Kind
from wellkept.ledger.models import Entry, Leaf, Node, Volume
from wellkept.ledger.verify import verify

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def year(number, count):
    entries = [an_entry(at=datetime(number, 6, 1, tzinfo=UTC) + MINUTE * place) for place in range(count)]
    book.write_each(entries)
    seals.seal(datetime(number, 12, 1, tzinfo=UTC))
    return entries


@pytest.fixture
def three_years(book_house):
    return [*year(2024, 300), *year(2025, 301), *year(2026, 50)]


def test_a_dropped_year_is_gone_and_the_rest_is_still_proven(three_years):
    root = seals.head().root
    assert volumes.drop_volume(2024, now=NOON) == 300
    assert Entry.objects.count() == Leaf.objects.count() == 351
    assert reading.entry(three_years[0].id) is None
    verdict = verify()
    assert verdict.sound, verdict.first
    assert not verdict.notes
    assert (seals.head().root, verdict.sealed) == (root, 651)
    for entry in (three_years[300], three_years[511], three_years[-1]):
        assert seals.proof(entry.id).check(reading.canonical_of(entry.id), ring().public_key())
    assert triggers.missing(connection) == []


def test_the_book_goes_on_after_a_drop_and_the_next_year_goes_too(three_years):
    volumes.drop_volume(2024, now=NOON)
    volumes.drop_volume(2025, now=NOON)
    more = [an_entry(at=NOON) for _ in range(700)]
    book.write_each(more)
    assert seals.seal(NOON) == 700
    verdict = verify()
    assert verdict.sound, verdict.first
    assert [row.end for row in Volume.objects.order_by("year")] == [300, 601]
    assert seals.proof(more[400].id).check(reading.canonical_of(more[400].id), ring().public_key())
    assert not Node.objects.filter(start=0, width=256).exists()


def test_a_whole_book_can_be_dropped_and_begun_again(book_house):
    year(2024, 5)
    assert volumes.drop_volume(2024, now=NOON) == 5
    assert verify().sound
    year(2026, 5)
    assert verify().sound


def test_a_stopped_drop_is_told_and_taken_up_again(three_years, monkeypatch):
    with monkeypatch.context() as stopped:
        stopped.setattr(volumes, "_remove", lambda: 0)
        volumes.drop_volume(2024, now=NOON)
    verdict = verify()
    assert verdict.sound, verdict.first
    assert "300 entries of a dropped volume" in verdict.notes[0]
    assert volumes.drop_volume(2024, now=NOON) == 300
    assert not verify().notes


def test_an_entry_written_a_moment_after_its_year_goes_with_the_next(book_house):
    book.write_each(
        [an_entry(at=NEW_YEAR - MINUTE), an_entry(at=NEW_YEAR), an_entry(at=NEW_YEAR - timedelta(seconds=1))]
    )
    seals.seal(NOON)
    assert volumes.drop_volume(2025, now=NOON) == 1
    assert Entry.objects.count() == 2
    assert verify().sound


@pytest.mark.parametrize(("wanted", "why"), [(2026, "not over"), (2020, "no entries")])
def test_only_an_old_year_with_entries_is_dropped(three_years, wanted, why):
    with pytest.raises(volumes.NotDroppable, match=why):
        volumes.drop_volume(wanted, now=NOON)
    assert Entry.objects.count() == 651
    assert not Volume.objects.exists()


def test_a_year_is_not_dropped_before_it_is_sealed_or_after_a_later_one(three_years):
    volumes.drop_volume(2025, now=NOON)
    with pytest.raises(volumes.NotDroppable, match="2025 was dropped"):
        volumes.drop_volume(2024, now=NOON)
    book.write(an_entry(at=NOON))
    with pytest.raises(volumes.NotDroppable, match="sealed"):
        volumes.drop_volume(2026, now=NOON.replace(year=2030))


def test_what_was_dropped_cannot_be_put_back_or_dropped_by_hand(three_years):
    columns = [field.column for field in Entry._meta.concrete_fields]
    named = ", ".join(f'"{column}"' for column in columns)
    old = sql(f"SELECT {named} FROM ledger_entry WHERE number = 7")[0]  # noqa: S608
    volumes.drop_volume(2024, now=NOON)
    number = sql("SELECT max(number) + 1 FROM ledger_entry")[0][0]
    marks = ", ".join(["%s"] * len(columns))
    sql(f"INSERT INTO ledger_entry ({named}) VALUES ({marks})", number, *old[1:])  # noqa: S608
    assert verify().first.kind is Kind.INSERTED
    assert verify().first.number == number


def test_a_volume_that_a_hand_wrote_is_found(three_years):
    signature = b"s" * 64
    Volume.objects.create(
        year=2024, first=0, end=300, through=300, root=b"r" * 32, peaks=b"p" * 128, at=0, signature=signature
    )
    sql("DELETE FROM ledger_entry WHERE number <= 300")
    assert verify().first.kind is Kind.VOLUME
    take_triggers_away()
    sql("DELETE FROM ledger_volume")
    assert verify().first.number == 1
