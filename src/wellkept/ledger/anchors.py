"""Signed heads, met one by one while the tree grows again from its entries."""

from __future__ import annotations

from wellkept.ledger import outside
from wellkept.ledger.entry import moment
from wellkept.ledger.findings import Bad, Kind, bad
from wellkept.ledger.rows import Bounds, heads
from wellkept.ledger.signed import SignedHead


class Unmatched(Exception):
    """The entries do not make what was signed, or there is no signature for them that could be right."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Anchors:
    """The heads outside and in the database, by rising size."""

    def __init__(self, bounds: Bounds, public_key: bytes) -> None:
        self._public_key = public_key
        self._heads = heads(bounds)
        self._next = next(self._heads, None)
        self._unsigned = ""
        self._unpublished = 0
        self._published = False

    def pass_by(self, size: int) -> None:
        """Heads of fewer than `size` entries, whose entries were dropped: their signatures are all that is left."""
        while self._next is not None and self._next[0] < size:
            for head in self._next[1:]:
                if head is not None and not head.holds(self._public_key):
                    raise bad(Kind.HEAD, f"the head of {head.size} entries is not signed by this plan")
            self._step()

    def at(self, size: int, root: bytes, through: int) -> bool:
        """Whether there is a signed head of this size, and it is right. Raises `Unmatched` and `Bad`.

        A head that is not signed says nothing, neither of the entries; the next one that is signed does.
        """
        if self._next is None or self._next[0] != size:
            return False
        signed = False
        for head, where in zip(self._next[1:], (str(outside.file()), "the database"), strict=True):
            if head is None:
                continue
            if not head.holds(self._public_key):
                self._unsigned = self._unsigned or f"the head of {size} entries in {where} is not signed by this plan"
                continue
            if head.root != root or head.through != through:
                raise Unmatched(f"the entries do not make the root that was signed for the first {size}, in {where}")
            signed = True
        if signed and self._unsigned:
            raise bad(Kind.HEAD, self._unsigned)
        self._step()
        return signed

    def end(self, size: int, last: int) -> None:
        """Nothing may be left when the tree has all its leaves. Raises `Unmatched` and `Bad`."""
        if self._next is not None:
            raise self._cut(size, last, next(head for head in self._next[1:] if head is not None))
        if self._unsigned:
            raise Unmatched(self._unsigned)
        if self._unpublished and not self._published:
            raise bad(Kind.HEAD, f"{outside.file()} has no heads, so that a cut-off end would not show")

    def notes(self) -> list[str]:
        """What is no fault."""
        if not self._unpublished:
            return []
        return [f"the heads from {self._unpublished} entries on are not written outside yet; the next sealing does it"]

    def _cut(self, size: int, last: int, head: SignedHead) -> Bad:
        if not head.holds(self._public_key):
            return bad(Kind.HEAD, f"the head of {head.size} entries is not signed by this plan")
        return bad(
            Kind.CUT_OFF,
            f"the book ends with entry {last}, its {size}th; the head signed on {moment(head.at):%Y-%m-%d %H:%M:%S} "
            f"UTC vouches for {head.size}, the last of them entry {head.through}",
            number=last + 1,
        )

    def _step(self) -> None:
        if self._next is None:
            return
        size, away, here = self._next
        if here is None:
            raise bad(Kind.HEAD, f"the head of {size} entries, which is in {outside.file()}, is gone from the database")
        if away is None:
            self._unpublished = self._unpublished or size
        elif self._unpublished:
            raise bad(Kind.HEAD, f"{outside.file()} lacks the head of {self._unpublished} entries")
        else:
            self._published = True
        self._next = next(self._heads, None)
