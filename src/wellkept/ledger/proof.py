"""A proof that an entry stands in the book. It needs no database: only the entry, the proof and the plan's public key.

Size: a book of 2⁴⁰ entries has a path of 40 hashes, 1,280 bytes, which with the head are about 2 KB of JSON.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

import orjson

from wellkept.ledger.merkle import included, leaf_hash
from wellkept.ledger.signed import SignedHead

_FORMAT = 1
_HASH = 32


class NoProof(ValueError):
    """Bytes that are no proof."""

    def __init__(self) -> None:
        super().__init__("this is no proof of the ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The entry `number` is the leaf at `position`, and `path` leads from it to the root of `head`."""

    number: int
    position: int
    digest: bytes
    path: tuple[bytes, ...]
    head: SignedHead

    def check(self, entry: bytes, public_key: bytes) -> bool:
        """Whether the entry, in its canonical bytes, stands under a head that the raw Ed25519 key signed."""
        leaf = leaf_hash(self.number.to_bytes(8, "big") + self.digest + entry)
        root = included(self.position, self.head.size, leaf, self.path)
        return root == self.head.root and self.head.holds(public_key)

    def dump(self) -> bytes:
        """As JSON, at most 3 KB."""
        head = self.head
        return orjson.dumps(
            {
                "format": _FORMAT,
                "number": self.number,
                "position": self.position,
                "digest": _text(self.digest),
                "path": _text(b"".join(self.path)),
                "head": {
                    "size": head.size,
                    "through": head.through,
                    "root": _text(head.root),
                    "at": head.at,
                    "signature": _text(head.signature),
                },
            }
        )

    @classmethod
    def load(cls, dumped: bytes) -> Proof:
        """From JSON. Raises `NoProof`."""
        try:
            said = orjson.loads(dumped)
            head, path = said["head"], _bytes(said["path"])
            return cls(
                number=int(said["number"]),
                position=int(said["position"]),
                digest=_bytes(said["digest"]),
                path=tuple(path[place : place + _HASH] for place in range(0, len(path), _HASH)),
                head=SignedHead(
                    size=int(head["size"]),
                    through=int(head["through"]),
                    root=_bytes(head["root"]),
                    at=int(head["at"]),
                    signature=_bytes(head["signature"]),
                ),
            )
        except (KeyError, TypeError, ValueError):
            raise NoProof from None


def holds(told: bytes, public_key: bytes) -> bool:
    """Whether JSON of an entry and its proof ("entry", "proof") holds under a raw Ed25519 key. Raises `NoProof`."""
    try:
        said = orjson.loads(told)
        entry, proof = orjson.dumps(said["entry"]), Proof.load(orjson.dumps(said["proof"]))
    except (KeyError, TypeError, ValueError):
        raise NoProof from None
    return proof.check(entry, public_key)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
