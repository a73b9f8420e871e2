"""Sealing: every minute what was written is appended to the tree and its head signed."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from wellkept.exits.keys import ring
from wellkept.ledger import outside, witness
from wellkept.ledger.entry import microseconds
from wellkept.ledger.merkle import inclusion, leaf_hash
from wellkept.ledger.models import Entry, Head, Leaf, Node
from wellkept.ledger.proof import Proof
from wellkept.ledger.signed import SignedHead, head_line, restored_line
from wellkept.ledger.stored import Stored, as_bytes, as_number, by_id, some
from wellkept.ledger.tree import Tree, is_kept
from wellkept.ledger.triggers import WRITERS_LOCK

# Half a thousand leaves are written in about 10 ms.
BATCH: Final = 250
_SEALERS_LOCK: Final = WRITERS_LOCK + 1
_LOCK_NOT_AVAILABLE = "55P03"


class BookCut(RuntimeError):
    """The heads outside the database and those in it do not belong together; nothing was sealed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the ledger is not sealed further: {why}. Run `wellkept ledger verify`.")


class NotSealed(LookupError):
    """No sealed entry has this id."""

    def __init__(self, entry: UUID) -> None:
        super().__init__(f"the ledger has no sealed entry {entry}; a new one is sealed within a minute")


def seal(now: datetime) -> int:
    """Seal all entries that are committed, in the order of their numbers; how many. Raises `BookCut`.

    On PostgreSQL a lower number may be committed after a higher one. Writers hold a lock in common until they have
    committed; taking it alone for a moment shows a number below which nothing is on its way any more, and a gap
    there is a write that was taken back. When a writer holds it for longer, sealing waits for the next run.
    """
    _check_outside()
    through = _settled()
    sealed = 0
    while batch := _seal_batch(through, now):
        sealed += batch
    publish()
    newest = head()
    witness.retire(newest.through if newest else 0)
    return sealed


def head() -> SignedHead | None:
    """The newest signed head in the database."""
    row = Head.objects.order_by("-size").first()
    return None if row is None else signed(row)


def publish() -> int:
    """Write the heads outside that are not there yet, after a crash or when the file is begun anew; how many."""
    newest = outside.last()
    waiting = [signed(row) for row in Head.objects.filter(size__gt=newest.size if newest else 0).order_by("size")]
    if waiting:
        outside.append(waiting)
    return len(waiting)


def note_restored(now: datetime) -> int:
    """Say outside, signed, that a restored backup cut the book off here on purpose; the size it goes on from.

    Heads of later entries, which the backup did not have, no longer count; `verify` tells of every such cut.
    """
    newest = head()
    size, at = (newest.size if newest else 0), microseconds(now)
    outside.append([outside.Restored(size, at, ring().sign(restored_line(size, at)))])
    witness.forget()
    return size


def proof(entry: UUID) -> Proof:
    """That the entry stands in the book: its path to a signed head. Raises `NotSealed` and `BrokenTree`."""
    row, newest = by_id(entry), head()
    if row is None or newest is None:
        raise NotSealed(entry)
    leaf = Leaf.objects.filter(number=row.number).values_list("position", flat=True).first()
    if leaf is None or leaf >= newest.size:
        raise NotSealed(entry)
    path = inclusion(leaf, newest.size, Tree().complete)
    return Proof(number=row.number, position=leaf, digest=row.digest, path=tuple(path), head=newest)


def signed(row: Head) -> SignedHead:
    """A row of heads as what it says. Raises `BookCut` for one that no sealing can have written."""
    said = SignedHead(
        size=row.size, through=row.through, root=as_bytes(row.root), at=row.at, signature=as_bytes(row.signature)
    )
    if -1 in map(as_number, (said.size, said.through, said.at)):
        raise BookCut(f"the database has a head that is none ({said.size} entries)")
    return said


def leaf_of(entry: Stored) -> bytes:
    """The hash of an entry's leaf: over its number, its keyed digest and its canonical bytes.

    The digest makes the leaf unguessable for whoever sees it in a path to another entry. A row that has not the form
    of an entry gets a leaf without content, so that it keeps nobody from sealing what came after it.
    """
    return leaf_hash(entry.number.to_bytes(8, "big") + entry.digest + (entry.content or b""))


def _check_outside() -> None:
    newest = outside.last()
    if newest is None:
        if Head.objects.exists():
            raise BookCut(
                f"{outside.file()} is gone. Put it back from its backup, or begin it anew with "
                "`wellkept ledger head --publish`"
            )
        return
    row = Head.objects.filter(size=newest.size).first()
    if row is None or as_bytes(row.root) != newest.root:
        raise BookCut(f"{outside.file()} has a head of {newest.size} entries that the database does not have")


def _settled() -> int:
    """The highest number below which no entry can still appear; 0 if that cannot be told now."""
    if connection.vendor != "postgresql":
        return _newest()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
            return _newest()
    except OperationalError as problem:
        if getattr(problem.__cause__, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
            raise
        return 0


def _newest() -> int:
    newest: int | None = Entry.objects.aggregate(newest=Max("number"))["newest"]
    return newest or 0


def _seal_batch(settled: int, now: datetime) -> int:
    """Seal up to `BATCH` entries; 0 if there are none, or another process is sealing them."""
    before = head()
    size, done = (before.size, before.through) if before else (0, 0)
    rows = some(done, settled, BATCH)
    if not rows:
        return 0
    peaks = Tree().peaks(size)
    leaves, nodes = [], []
    for position, entry in enumerate(rows, size):
        leaf = leaf_of(entry)
        leaves.append(Leaf(position=position, number=entry.number, hash=leaf))
        nodes += [Node(start=s, width=w, hash=h) for s, w, h in peaks.append(leaf) if is_kept(w)]
    through, root, at = rows[-1].number, peaks.root(), microseconds(now)
    signature = ring().sign(head_line(peaks.size, through, root, at))
    new = Head(size=peaks.size, through=through, root=root, at=at, signature=signature)
    with transaction.atomic():
        if not _still_last(size):
            return 0
        Leaf.objects.bulk_create(leaves)
        Node.objects.bulk_create(nodes)
        new.save(force_insert=True)
    return len(rows)


def _still_last(size: int) -> bool:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALERS_LOCK])
    newest: int | None = Head.objects.aggregate(newest=Max("size"))["newest"]
    return (newest or 0) == size
