"""Somebody with the database and nothing else: the triggers are gone, every table may be written, nothing signed.

Each hand says what it did to ten sealed entries (numbers 1 to 10, heads at 5 and 10); the book must name the first
entry concerned.
"""

# ruff: noqa: S608
import pytest
from django.db import connection

from tests.ledger.conftest import NOON, an_entry, sealed, sql, take_triggers_away, written
from wellkept.ledger import book, in_force, outside, seals, triggers
from wellkept.ledger.entry import FIELDS
from wellkept.ledger.findings import Kind
from wellkept.ledger.merkle import Peaks
from wellkept.ledger.models import Head
from wellkept.ledger.rows import entries
from wellkept.ledger.seals import leaf_of
from wellkept.ledger.verify import verify

NAMES = [*("id" if field == "uuid" else field for field in FIELDS), "digest"]
COLUMNS = ", ".join(f'"{name}"' for name in NAMES)


def take(number):
    return sql(f"SELECT {COLUMNS} FROM ledger_entry WHERE number = %s", number)[0]


def put(number, row):
    sql(f"INSERT INTO ledger_entry (number, {COLUMNS}) VALUES (%s, {', '.join(['%s'] * len(NAMES))})", number, *row)


def swap(one, other):
    first, second = take(one), take(other)
    sql("DELETE FROM ledger_entry WHERE number IN (%s, %s)", one, other)
    put(one, second)
    put(other, first)


def forge_tree():
    """Make leaves, nodes and heads anew over whatever the entries are now; only the signatures are beyond reach."""
    heads = sql("SELECT size, at, signature FROM ledger_head ORDER BY size")
    sql("DELETE FROM ledger_leaf")
    sql("DELETE FROM ledger_node")
    sql("DELETE FROM ledger_head")
    peaks, roots = Peaks(), {}
    for entry in entries(0, 10_000):
        leaf = leaf_of(entry)
        sql("INSERT INTO ledger_leaf (position, number, hash) VALUES (%s, %s, %s)", peaks.size, entry.number, leaf)
        peaks.append(leaf)
        roots[peaks.size] = (entry.number, peaks.root())
    for signed, at, signature in heads:
        size = min(signed, peaks.size)
        sql(
            "INSERT INTO ledger_head (size, through, root, at, signature) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            *(size, *roots[size], at, bytes(signature)),
        )


def edit_a_word():
    sql("UPDATE ledger_entry SET verdict = 'refused' WHERE number = 4")


def edit_and_forge():
    edit_a_word()
    forge_tree()


def edit_the_last():
    sql("UPDATE ledger_entry SET version = 'model/2020-01' WHERE number = 10")


def edit_a_digest():
    sql("UPDATE ledger_entry SET digest = %s WHERE number = 4", b"d" * 32)


def delete_one():
    sql("DELETE FROM ledger_entry WHERE number = 4")


def delete_with_its_leaf():
    delete_one()
    sql("DELETE FROM ledger_leaf WHERE number = 4")


def delete_and_forge():
    delete_one()
    forge_tree()


def delete_the_first_and_forge():
    sql("DELETE FROM ledger_entry WHERE number = 1")
    forge_tree()


def cut_off_and_forge():
    sql("DELETE FROM ledger_entry WHERE number > 7")
    forge_tree()
    forget_numbers(7)


def cut_off_to_a_head():
    for table, column, last in (("entry", "number", 5), ("leaf", "position", 4), ("head", "size", 5)):
        sql(f"DELETE FROM ledger_{table} WHERE {column} > %s", last)
    forget_numbers(5)


def empty_the_book():
    for table in ("entry", "leaf", "node", "head"):
        sql(f"DELETE FROM ledger_{table}")
    forget_numbers(0)


def forget_numbers(last):
    if connection.vendor == "sqlite":
        sql("UPDATE sqlite_sequence SET seq = %s WHERE name = 'ledger_entry'", last)
    else:
        sql("SELECT setval(pg_get_serial_sequence('ledger_entry', 'number'), %s, %s)", max(last, 1), last > 0)


def swap_two():
    swap(4, 9)


def swap_and_forge():
    swap(4, 9)
    forge_tree()


def renumber_and_forge():
    sql("UPDATE ledger_entry SET number = number + 100 WHERE number > 3")
    sql("UPDATE ledger_entry SET number = number - 99 WHERE number > 100")
    if connection.vendor == "sqlite":
        forget_numbers(11)
    forge_tree()


def insert_before_the_first():
    row = list(take(2))
    row[0] = an_entry().id.hex
    put(0, row)


def insert_at_the_end():
    row = list(take(2))
    row[0] = an_entry().id.hex
    put(11, row)


def insert_at_the_end_and_seal():
    insert_at_the_end()
    seals.seal(NOON)


def copy_one_to_the_end():
    sql("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_id_key")
    put(11, take(2))


def replace_one():
    row = list(take(4))
    row[NAMES.index("visitor")] = "clock"
    if connection.vendor == "sqlite":
        marks = ", ".join(["%s"] * len(NAMES))
        sql(f"REPLACE INTO ledger_entry (number, {COLUMNS}) VALUES (4, {marks})", *row)
    else:
        sql("DELETE FROM ledger_entry WHERE number = 4")
        put(4, row)


def replace_one_by_its_id():
    row = take(4)
    if connection.vendor == "sqlite":
        sql(f"REPLACE INTO ledger_entry ({COLUMNS}) VALUES ({', '.join(['%s'] * len(NAMES))})", *row)
    else:
        sql("DELETE FROM ledger_entry WHERE number = 4")
        put(11, row)


def swap_for_anothers_content():
    """Another plan's digest key is not ours: all of a genuine-looking row but the digest."""
    row = list(take(9))
    row[0], row[-1] = an_entry().id.hex, take(4)[-1]
    sql("DELETE FROM ledger_entry WHERE number = 4")
    put(4, row)


HANDS = [
    (edit_a_word, Kind.CHANGED, 4),
    (edit_and_forge, Kind.CHANGED, 4),
    (edit_the_last, Kind.CHANGED, 10),
    (edit_a_digest, Kind.CHANGED, 4),
    (delete_one, Kind.REMOVED, 4),
    (delete_with_its_leaf, Kind.REMOVED, 4),
    (delete_and_forge, Kind.REMOVED, 4),
    (delete_the_first_and_forge, Kind.REMOVED, 1),
    (cut_off_and_forge, None, None),
    (cut_off_to_a_head, Kind.CUT_OFF, 6),
    (empty_the_book, Kind.CUT_OFF, 1),
    (swap_two, Kind.REORDERED, 4),
    (swap_and_forge, Kind.REMOVED, 1),
    (renumber_and_forge, Kind.REMOVED, None),
    (insert_before_the_first, Kind.INSERTED, 0),
    (insert_at_the_end, Kind.CHANGED, 11),
    (insert_at_the_end_and_seal, Kind.CHANGED, 11),
    # SQLite's unique column cannot be loosened without making the table anew.
    pytest.param(copy_one_to_the_end, Kind.INSERTED, 11, marks=pytest.mark.postgres),
    (replace_one, Kind.CHANGED, 4),
    (replace_one_by_its_id, Kind.REMOVED, 4),
    (swap_for_anothers_content, Kind.CHANGED, 4),
]


@pytest.mark.parametrize(("hand", "kind", "number"), HANDS)
def test_the_book_names_the_first_entry_that_a_hand_touched(unguarded, hand, kind, number):
    assert verify().sound
    hand()
    found = verify().first
    assert found is not None
    assert kind in {None, found.kind}
    assert number in {None, found.number}


def tear_out_a_leaf():
    sql("DELETE FROM ledger_leaf WHERE number = 4")


def change_a_leaf():
    sql("UPDATE ledger_leaf SET hash = %s WHERE number = 4", b"l" * 32)


def turn_two_leaves():
    sql("UPDATE ledger_leaf SET position = 100 WHERE number = 4")
    sql("UPDATE ledger_leaf SET position = 3 WHERE number = 5")
    sql("UPDATE ledger_leaf SET position = 4 WHERE number = 4")


def tear_out_the_last_leaf():
    sql("DELETE FROM ledger_leaf WHERE number = 10")


def change_a_root():
    sql("UPDATE ledger_head SET root = %s WHERE size = 5", b"r" * 32)


def change_a_signature():
    sql("UPDATE ledger_head SET signature = %s WHERE size = 5", b"s" * 64)


def tear_out_a_head():
    sql("DELETE FROM ledger_head WHERE size = 5")


def tear_out_the_last_head():
    sql("DELETE FROM ledger_head WHERE size = 10")


def add_a_head():
    sql("INSERT INTO ledger_head SELECT 7, 7, root, at, signature FROM ledger_head WHERE size = 5")


def add_a_node():
    sql("INSERT INTO ledger_node (start, width, hash) VALUES (0, 8, %s)", b"n" * 32)


def add_a_volume():
    sql(
        'INSERT INTO ledger_volume (year, first, "end", through, root, peaks, at, signature) '
        "SELECT 2026, 0, 0, 0, root, %s, at, signature FROM ledger_head WHERE size = 5",
        b"",
    )


def tear_the_file_out():
    outside.file().unlink()


def tear_a_line_out():
    lines = outside.file().read_bytes().splitlines(keepends=True)
    outside.file().write_bytes(b"".join(lines[1:]))


def scribble_in_the_file():
    lines = outside.file().read_bytes().splitlines(keepends=True)
    outside.file().write_bytes(b"scribble\n" + b"".join(lines))


def tell_of_a_restoration():
    outside.append([outside.Restored(5, 0, b"s" * 64)])


def move_the_last_leaf():
    sql("UPDATE ledger_leaf SET position = 10 WHERE number = 10")


def add_a_leaf():
    """A leaf for an entry that no head vouches for."""
    leaf = [leaf_of(entry) for entry in entries(0, 11) if entry.number == 11]
    sql("INSERT INTO ledger_leaf (position, number, hash) VALUES (10, 11, %s)", *leaf)


AROUND = [
    (tear_out_a_leaf, Kind.INSERTED, 4),
    (change_a_leaf, Kind.TREE, 4),
    (turn_two_leaves, Kind.INSERTED, 4),
    (tear_out_the_last_leaf, Kind.TREE, 10),
    (move_the_last_leaf, Kind.TREE, 10),
    (add_a_leaf, Kind.HEAD, 11),
    (change_a_root, Kind.HEAD, None),
    (change_a_signature, Kind.HEAD, None),
    (tear_out_a_head, Kind.HEAD, None),
    (tear_out_the_last_head, Kind.HEAD, None),
    (add_a_head, Kind.HEAD, None),
    (add_a_node, Kind.TREE, None),
    (add_a_volume, Kind.VOLUME, None),
    (tear_the_file_out, Kind.HEAD, None),
    (tear_a_line_out, Kind.HEAD, None),
    (scribble_in_the_file, Kind.HEAD, None),
    (tell_of_a_restoration, Kind.HEAD, None),
]


@pytest.mark.parametrize(("hand", "kind", "number"), AROUND)
def test_what_stands_around_the_entries_is_no_softer(unguarded, hand, kind, number):
    written(1)
    hand()
    found = verify().first
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


def test_without_the_heads_outside_the_signatures_inside_still_tell(unguarded):
    """The file lags one head behind, and that last head is forged with everything under it."""
    first, _ = outside.file().read_bytes().splitlines(keepends=True)
    outside.file().write_bytes(first)
    assert verify().sound
    sql("DELETE FROM ledger_entry WHERE number = 8")
    forge_tree()
    found = verify().first
    assert (found.kind, found.number) == (Kind.REMOVED, 8)


def test_a_node_over_256_entries_is_compared_too(book_house):
    book.write_each([an_entry() for _ in range(300)])
    seals.seal(NOON)
    assert verify().sound
    take_triggers_away()
    sql("UPDATE ledger_node SET hash = %s", b"n" * 32)
    assert verify().first.kind is Kind.TREE
    sql("DELETE FROM ledger_node")
    assert verify().first.kind is Kind.TREE


def test_the_tail_that_is_not_sealed_is_looked_through_and_measured(book_house):
    sealed(4)
    tail = written(3)
    verdict = verify()
    assert verdict.sound
    assert (verdict.sealed, verdict.tail, verdict.tail_since) == (4, 3, tail[0].at)
    take_triggers_away()
    sql("UPDATE ledger_entry SET visitor = 'clock' WHERE number = 6")
    assert (verify().first.kind, verify().first.number) == (Kind.CHANGED, 6)


def test_a_cut_book_is_not_sealed_further(unguarded):
    cut_off_to_a_head()
    written(1)
    with pytest.raises(seals.BookCut):
        seals.seal(NOON)
    tear_the_file_out()
    with pytest.raises(seals.BookCut):
        seals.seal(NOON)


def test_what_was_in_force_cannot_be_rewritten(book_house):
    in_force.put_in_force("model/2026-11", at=NOON, told="web")
    in_force.put_in_force("model/2027-01", at=NOON.replace(year=2027), told="web, post")
    assert verify().sound
    take_triggers_away()
    sql("UPDATE ledger_in_force SET told = 'everybody' WHERE number = 1")
    assert verify().first.kind is Kind.IN_FORCE
    sql("DELETE FROM ledger_in_force WHERE number = 1")
    assert verify().first.kind is Kind.IN_FORCE


def test_missing_triggers_are_named(book_house):
    assert triggers.missing(connection) == []
    take_triggers_away()
    gone = triggers.missing(connection)
    assert "ledger_entry_no_update" in gone
    assert "ledger_head_no_delete" in gone
    triggers.ensure(connection)
    assert triggers.missing(connection) == []
    assert Head.objects.count() == 0
