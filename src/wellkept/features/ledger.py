"""Keeping the ledger provable: its entries are sealed by the minute."""

from __future__ import annotations

from datetime import UTC, datetime

from wellkept.gate import admit_once, verb
from wellkept.identity.visitor import Visitor
from wellkept.ledger import seals


@verb("ledger.seal", data=("trail",), purposes=("member.trail",))
def seal_ledger(visitor: Visitor) -> int:
    """Seal what was written since the last time; how many entries. Raises `Refused`."""
    admit_once(visitor, seal_ledger, purpose="member.trail")
    return seals.seal(datetime.now(UTC))
