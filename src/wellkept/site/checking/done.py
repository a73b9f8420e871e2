"""The ledger, held against the statement that was in force when each entry was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime

from wellkept.gate.in_force import Promised, compiled
from wellkept.ledger import in_force, reading
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import Action, bits
from wellkept.statement.problems import Unreadable

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 1, 1, tzinfo=UTC)


def wrongly_done() -> Iterator[str]:
    """Each entry that the statement then in force would not have allowed, by its number; in constant memory."""
    turns = in_force.turns()
    starts = [turn.at for turn in turns]
    versions: dict[str, Promised | None] = {}
    for row in reading.between(_FIRST, _LAST):
        if row.verdict == "refused":
            continue
        place = bisect_right(starts, row.at)
        if place == 0 or turns[place - 1].version != row.version:
            yield f"entry {row.number} cites {row.version}, which was not in force then"
            continue
        if row.version not in versions:
            versions[row.version] = _compiled(row.version)
        then = versions[row.version]
        if then is None:
            yield f"entry {row.number} cites {row.version}, which this release does not have"
        elif not _would_allow(then, row):
            yield f"entry {row.number} ({row.verb}): {row.version} does not allow it"


def _compiled(version: str) -> Promised | None:
    try:
        return compiled(version)
    except Unreadable:
        return None


def _would_allow(then: Promised, row: reading.Row) -> bool:
    """Whether all leaves that the entry opened are open under the conditions it rests on."""
    try:
        ask = Ask(action=Action(row.action), data=row.data, purpose=row.purpose, party=row.party, whole=True)
        return decide(then.table, ask, Facts(held=bits(row.conditions))).allowed
    except (LookupError, ValueError):
        # No program of ours writes words that the vocabulary does not have.
        return False
