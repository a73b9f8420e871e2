"""The plan's own keys: the ring that wraps members' keys, makes digests and signs the ledger's heads."""

from wellkept.exits.keys.files import KeyMissing
from wellkept.exits.keys.opening import make_ring_if_new, ring
from wellkept.exits.keys.provider import KeyProvider
from wellkept.exits.keys.ring import FILE, Ring

__all__ = ["FILE", "KeyMissing", "KeyProvider", "Ring", "make_ring_if_new", "ring"]
