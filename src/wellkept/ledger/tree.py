"""The stored part of the tree: leaves, every complete subtree of 256, 256², … leaves, and a dropped volume's peaks."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.ledger.merkle import Peaks, folded, node_hash, spans
from wellkept.ledger.models import Leaf, Node, Volume
from wellkept.ledger.stored import as_bytes

STEP = 256
_HASH = 32


class BrokenTree(RuntimeError):
    """A leaf or a node is missing; `wellkept ledger verify` says which entry is the first concerned."""

    def __init__(self) -> None:
        super().__init__("the ledger's tree has a hole: run `wellkept ledger verify`")


def is_kept(width: int) -> bool:
    """Whether subtrees of this width have a row in ledger_node."""
    return width >= STEP and (width.bit_length() - 1) % (STEP.bit_length() - 1) == 0


class Tree:
    """The tree as the database has it when this is made; it grows by others' work without changing what is there."""

    def __init__(self) -> None:
        dropped = Volume.objects.order_by("-year").first()
        self._dropped = 0 if dropped is None else dropped.end
        self._peaks = {} if dropped is None else dict(zip(spans(0, dropped.end), peaks_of(dropped), strict=True))

    def complete(self, start: int, width: int) -> bytes:
        """The hash of a complete subtree. Raises `BrokenTree`."""
        peak = self._peaks.get((start, width))
        if peak is not None:
            return peak
        if start < self._dropped:
            half = width // 2
            if not half:
                raise BrokenTree
            return node_hash(self.complete(start, half), self.complete(start + half, half))
        hashes = self._kept(start, width)
        while len(hashes) > 1:
            hashes = [node_hash(hashes[place], hashes[place + 1]) for place in range(0, len(hashes), 2)]
        return hashes[0]

    def peaks(self, size: int) -> Peaks:
        """The tree of the first `size` leaves, ready to grow. Raises `BrokenTree`."""
        return Peaks(size, [self.complete(*span) for span in spans(0, size)])

    @staticmethod
    def _kept(start: int, width: int) -> list[bytes]:
        unit = 1
        while unit * STEP <= width:
            unit *= STEP
        end = start + width
        if unit == 1:
            rows = Leaf.objects.filter(position__gte=start, position__lt=end).order_by("position")
        else:
            rows = Node.objects.filter(width=unit, start__gte=start, start__lt=end).order_by("start")  # type: ignore[assignment]
        hashes = [as_bytes(value) for value in rows.values_list("hash", flat=True)]
        if len(hashes) != width // unit:
            raise BrokenTree
        return hashes


def peaks_of(volume: Volume) -> list[bytes]:
    """The hashes of the complete subtrees that ended with a dropped volume, the widest first."""
    joined = as_bytes(volume.peaks)
    return [joined[place : place + _HASH] for place in range(0, len(joined), _HASH)]


def root_of(volume: Volume) -> bytes:
    """The root that a dropped volume's peaks lead to."""
    return folded(peaks_of(volume))


def kept_nodes(size: int, *, after: int = 0) -> Iterator[tuple[int, int]]:
    """For each kept width how many rows a tree of `size` leaves has that end after leaf `after`: (width, count)."""
    width = STEP
    while width <= size:
        yield width, size // width - after // width
        width *= STEP
