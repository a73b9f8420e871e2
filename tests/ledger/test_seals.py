"""Sealing, the heads outside, and proofs."""

from datetime import timedelta
from uuid import uuid4

import orjson
import pytest
from django.db import transaction

from tests.ledger.conftest import NOON, an_entry, sealed, sql, take_triggers_away, written
from wellkept.exits.keys import ring
from wellkept.ledger import book, outside, proof, reading, seals, telling
from wellkept.ledger.entry import canonical, columns
from wellkept.ledger.models import Head, Leaf, Node
from wellkept.ledger.proof import NoProof, Proof
from wellkept.ledger.signed import SignedHead
from wellkept.ledger.verify import verify


def test_nothing_is_sealed_twice_and_nothing_twice_signed(book_house):
    assert seals.seal(NOON) == 0
    written(3)
    assert seals.seal(NOON) == 3
    assert seals.seal(NOON) == 0
    assert Head.objects.count() == 1
    assert [leaf.number for leaf in Leaf.objects.order_by("position")] == [1, 2, 3]


def test_sealing_goes_in_batches_and_keeps_wide_subtrees(book_house, monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 300)
    book.write_each([an_entry() for _ in range(700)])
    assert seals.seal(NOON) == 700
    assert list(Head.objects.order_by("size").values_list("size", flat=True)) == [300, 600, 700]
    assert list(Node.objects.order_by("start").values_list("start", "width")) == [(0, 256), (256, 256)]
    assert verify().sound


def test_of_two_sealers_at_once_one_gives_way(book_house, monkeypatch):
    written(3)
    stale = seals.head()
    seals.seal(NOON)
    monkeypatch.setattr(seals, "head", lambda: stale)
    assert seals.seal(NOON) == 0
    assert (Leaf.objects.count(), Head.objects.count()) == (3, 1)


def test_the_heads_lie_outside_too_for_their_owner_alone(book_house):
    sealed(6)
    assert [head.size for head in outside.heads(outside.length())] == [3, 6]
    assert outside.last() == seals.head()
    assert outside.file().stat().st_mode & 0o777 == 0o600
    assert all(head.holds(ring().public_key()) for head in outside.heads(outside.length()))


def test_a_crash_before_the_heads_were_written_outside_is_made_good(book_house):
    sealed(6)
    whole = outside.file().read_bytes()
    first, second = whole.splitlines(keepends=True)
    for left in (first, first + second[:-1], first + second[:40]):
        outside.file().write_bytes(left)
        assert verify().sound
        written(1)
        seals.seal(NOON)
        verdict = verify()
        assert verdict.sound, (left, verdict.first)
        assert not verdict.notes
        assert outside.last() == seals.head()


def test_a_lost_file_of_heads_is_begun_anew_only_on_purpose(book_house):
    sealed(6)
    outside.file().unlink()
    with pytest.raises(seals.BookCut, match="publish"):
        seals.seal(NOON)
    assert seals.publish() == 2
    assert seals.seal(NOON) == 0
    assert verify().sound


def test_a_restored_backup_is_told_and_the_book_goes_on(book_house):
    sealed(4)
    take_triggers_away()
    sql("DELETE FROM ledger_entry WHERE number > 2")
    sql("DELETE FROM ledger_leaf WHERE number > 2")
    sql("DELETE FROM ledger_head WHERE size > 2")
    if book_house.data.endswith("sqlite3"):
        sql("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'ledger_entry'")
    assert not verify().sound
    assert seals.note_restored(NOON + timedelta(days=1)) == 2
    verdict = verify()
    assert verdict.sound, verdict.first
    assert "restored" in verdict.notes[-1]
    written(3)
    assert seals.seal(NOON + timedelta(days=2)) == 3
    assert verify().sound
    assert outside.last().size == 5


@pytest.mark.parametrize("size", [1, 2, 7, 256, 257, 1000])
def test_every_entry_has_a_proof_that_needs_no_database(book_house, size):
    entries = [an_entry() for _ in range(size)]
    book.write_each(entries)
    seals.seal(NOON)
    key = ring().public_key()
    for entry in entries[:: max(1, size // 20)]:
        dumped = seals.proof(entry.id).dump()
        assert len(dumped) <= 3_072
        assert Proof.load(dumped).check(canonical(columns(entry)), key)
        assert not Proof.load(dumped).check(canonical(columns(an_entry())), key)
        assert not Proof.load(dumped).check(canonical(columns(entry)), b"k" * 32)


def test_a_proof_stays_good_when_the_book_has_grown(book_house):
    entry = sealed(6)[2]
    old = seals.proof(entry.id)
    sealed(300)
    new = seals.proof(entry.id)
    assert old.head.size < new.head.size
    for each in (old, new):
        assert each.check(reading.canonical_of(entry.id), ring().public_key())


def test_a_proof_is_at_most_3_kb_however_long_the_book():
    head = SignedHead(size=2**40, through=2**41, root=b"r" * 32, at=2**52, signature=b"s" * 64)
    longest = Proof(number=2**41, position=2**40 - 1, digest=b"d" * 32, path=(b"p" * 32,) * 40, head=head)
    assert len(longest.dump()) <= 3_072
    assert Proof.load(longest.dump()) == longest


def test_no_proof_is_given_before_sealing(book_house):
    sealed(2)
    entry = written(1)[0]
    for unknown in (entry.id, uuid4()):
        with pytest.raises(seals.NotSealed):
            seals.proof(unknown)
    with transaction.atomic():
        assert seals.seal(NOON) == 1
    assert seals.proof(entry.id).position == 2


def test_a_proof_in_a_file_says_whether_it_holds(book_house):
    entry = sealed(4)[1]
    told = telling.proof_of(entry.id)
    assert proof.holds(told, ring().public_key())
    changed = orjson.loads(told)
    changed["entry"][3] = "claims.show"
    assert not proof.holds(orjson.dumps(changed), ring().public_key())
    for broken in (b"", b"{}", b"[]", b'{"entry": [], "proof": {"head": 1}}'):
        with pytest.raises(NoProof):
            proof.holds(broken, ring().public_key())
