"""The Merkle tree of RFC 9162, section 2.1, over SHA-256. Pure: hashes in, hashes out.

A complete subtree is named by its first leaf and its width, a power of two that divides the first leaf's position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import TypeAlias

Complete: TypeAlias = Callable[[int, int], bytes]  # (first leaf, width) → hash of that complete subtree

EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf (2.1.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees (2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


class Peaks:
    """The complete subtrees that the first `size` leaves are made of, the widest first: all that growing needs."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Take up a tree where it was left. Raises ValueError if there are not as many hashes as the size needs."""
        self.size = size
        self.hashes = list(hashes)
        if len(self.hashes) != size.bit_count():
            msg = f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(self.hashes)}"
            raise ValueError(msg)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add the hash of a leaf; give each subtree that it completes, as (first leaf, width, hash), the leaf first."""
        start, width, value = self.size, 1, leaf
        completed = [(start, width, value)]
        while self.size & width:
            value = node_hash(self.hashes.pop(), value)
            start -= width
            width *= 2
            completed.append((start, width, value))
        self.hashes.append(value)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The Merkle tree hash over all leaves so far."""
        return folded(self.hashes)


def folded(peaks: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees that lie side by side, the widest first."""
    if not peaks:
        return EMPTY
    result = peaks[-1]
    for peak in reversed(peaks[:-1]):
        result = node_hash(peak, result)
    return result


def spans(start: int, end: int) -> list[tuple[int, int]]:
    """The complete subtrees, as (first leaf, width), that the leaves from `start` up to `end` are made of.

    `start` must be a place where a subtree as wide as the range may begin.
    """
    found = []
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        found.append((start, width))
        start += width
    return found


def inclusion(position: int, size: int, complete: Complete) -> list[bytes]:
    """The path that shows the leaf at `position` in the tree of `size` leaves (2.1.3.1), the nearest first."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            path.append(_over(middle, end, complete))
            end = middle
        else:
            path.append(_over(start, middle, complete))
            start = middle
    path.reverse()
    return path


def included(position: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to from the hash of a leaf (2.1.3.2); None if the path has the wrong length."""
    if not 0 <= position < size:
        return None
    node, last, result = position, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            result = node_hash(step, result)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            result = node_hash(result, step)
        node >>= 1
        last >>= 1
    return result if last == 0 else None


def consistency(old: int, new: int, complete: Complete) -> list[bytes]:
    """The path that shows that the tree of `old` leaves begins the tree of `new` (2.1.4.1); 0 < old ≤ new."""
    start, end, path, whole = 0, new, [], True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_over(middle, end, complete))
            end = middle
        else:
            path.append(_over(start, middle, complete))
            start, whole = middle, False
    if not whole:
        path.append(_over(start, end, complete))
    path.reverse()
    return path


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a consistency path leads to both roots (2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = list(path) if old & (old - 1) else [old_root, *path]
    node, last = old - 1, new - 1
    while node & 1:
        node >>= 1
        last >>= 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            now = node_hash(now, step)
        node >>= 1
        last >>= 1
    return last == 0 and was == old_root and now == new_root


def _split(count: int) -> int:
    """The largest power of two smaller than `count`."""
    return 1 << (count - 1).bit_length() - 1


def _over(start: int, end: int, complete: Complete) -> bytes:
    return folded([complete(*span) for span in spans(start, end)])
