"""The tail that no head covers yet: who wrote it vouches for it, outside the database."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.ledger import test_tampering as hands
from tests.ledger.conftest import NOON, an_entry, sealed, sql, take_triggers_away, written
from wellkept.ledger import book, seals, telling, witness
from wellkept.ledger.findings import Kind
from wellkept.ledger.verify import verify


def take(*numbers):
    """Remove entries and whatever numbers the database remembers to have given."""
    for number in numbers:
        sql("DELETE FROM ledger_entry WHERE number = %s", number)
    hands.forget_numbers(sql("SELECT coalesce(max(number), 0) FROM ledger_entry")[0][0])


def close_the_gap():
    """Remove an entry and give its number to those after it."""
    take(4)
    sql("UPDATE ledger_entry SET number = number + 100 WHERE number > 4")
    sql("UPDATE ledger_entry SET number = number - 101 WHERE number > 100")
    hands.forget_numbers(9)


def cut_off_the_end():
    take(8, 9, 10)


def empty_the_tail():
    take(*range(1, 11))


HANDS = [
    (hands.edit_a_word, Kind.CHANGED, 4),
    (lambda: take(4), Kind.REMOVED, 4),
    (lambda: take(1), Kind.REMOVED, 1),
    (cut_off_the_end, Kind.REMOVED, 8),
    (empty_the_tail, Kind.REMOVED, 1),
    (close_the_gap, Kind.REMOVED, 4),
    (hands.swap_two, Kind.REORDERED, 4),
    (hands.replace_one, Kind.CHANGED, 4),
    (hands.replace_one_by_its_id, None, 4),
    (hands.insert_at_the_end, Kind.CHANGED, 11),
    (hands.swap_for_anothers_content, None, 4),
]


@pytest.fixture
def tail(book_house):
    """Ten entries that nobody sealed yet, in a book whose triggers are gone."""
    entries = written(7)
    with transaction.atomic():
        entries.append(an_entry())
        book.add(entries[-1])
    entries += [an_entry(), an_entry()]
    book.write_each(entries[-2:])
    take_triggers_away()
    return entries


@pytest.mark.parametrize(("hand", "kind", "number"), HANDS)
def test_the_first_entry_that_a_hand_touched_is_named_before_any_seal(tail, hand, kind, number):
    assert verify().sound
    assert verify().notes == ()
    hand()
    found = verify().first
    assert found is not None
    assert found.number == number
    assert kind in {None, found.kind}


def test_sealing_does_not_hide_what_was_removed_before_it(tail, monkeypatch):
    take(4)
    seals.seal(NOON)
    later(monkeypatch)
    seals.seal(NOON)
    found = verify().first
    assert (found.kind, found.number) == (Kind.REMOVED, 4)


def test_what_is_sealed_needs_no_witness_any_more(tail, monkeypatch):
    seals.seal(NOON)
    assert witness.lengths()
    later(monkeypatch)
    seals.seal(NOON)
    assert not witness.lengths()
    assert verify().sound


def test_a_file_whose_minute_is_not_over_stays(tail, monkeypatch):
    seals.seal(NOON)
    later(monkeypatch, minutes=1)
    seals.seal(NOON)
    assert witness.lengths()


def later(monkeypatch, minutes=3):
    at = witness.time.time() + 60 * minutes
    monkeypatch.setattr(witness.time, "time", lambda: at)


def test_writes_that_were_taken_back_prove_nothing(book_house):
    written(2)
    with transaction.atomic():
        book.add(an_entry())
        transaction.set_rollback(True)
    written(1)
    verdict = verify()
    assert verdict.sound
    assert (verdict.sealed, verdict.tail) == (0, 3)
    if connection.vendor == "postgresql":
        assert "use up numbers" in verdict.notes[0]


def test_entries_without_a_witness_are_told_and_are_no_fault(book_house):
    sealed(4)
    written(3)
    for file in witness.lengths():
        file.unlink()
    verdict = verify()
    assert verdict.sound
    assert any("nobody vouches for 3 of" in line for line in telling.verdict_lines(verdict, NOON))


@pytest.mark.parametrize("torn", [b"", b"\0" * 28, b"\0" * 40, b"x" * 17])
def test_what_a_power_cut_leaves_of_a_file_is_no_fault(tail, torn):
    [file] = witness.lengths()
    whole = file.read_bytes()
    assert len(whole) == 280
    file.write_bytes(whole[: 28 * 9 + 5] + torn)
    verdict = verify()
    assert verdict.sound
    assert any("vouches for 1 of" in note for note in verdict.notes)
    take(4)
    assert verify().first.number == 4


def test_a_restored_backup_is_not_measured_by_what_was_told_before(tail):
    take(9, 10)
    assert not verify().sound
    seals.note_restored(NOON)
    assert verify().sound
    written(1)
    assert not any("vouches for 1 of" in note for note in verify().notes)


def test_many_threads_tell_of_all_that_they_wrote(book_house):
    def write(count):
        entries = [book.write(an_entry()) for _ in range(count)]
        connection.close()
        return entries

    with ThreadPoolExecutor(4) as threads:
        ids = [one for some in threads.map(write, [10] * 4) for one in some]
    told = [line for file, length in witness.lengths().items() for line in witness._lines(file, length)]
    assert {line.id for line in told} == set(ids)
    assert {line.id: line.number for line in told} == {
        UUID(str(i)): n for i, n in sql("SELECT id, number FROM ledger_entry")
    }
    assert verify().sound
