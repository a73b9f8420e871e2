"""The ledger, held against the statement that was in force when each entry was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from wellkept.gate.in_force import Promised, compiled
from wellkept.ledger import in_force, reading
from wellkept.ledger.stored import NOT_GENUINE
from wellkept.policy.asks import Ask, Facts
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import Action, bits
from wellkept.statement.problems import Unreadable


def wrongly_done() -> Iterator[str]:
    """Each entry that the statement then in force would not have allowed, by its number; in constant memory.

    What the program did not write says nothing of what it did, and is named as such.
    """
    for number in in_force.forged():
        yield f"row {number} of what was in force is not as it was written: run `wellkept ledger verify`"
    turns = in_force.turns()
    versions: dict[str, Promised | None] = {}
    for row in reading.every():
        if isinstance(row, reading.Forged):
            yield f"entry {row.number} {NOT_GENUINE}: run `wellkept ledger verify`"
        elif row.verdict != "refused" and (wrong := _wrong(row, turns, versions)):
            yield wrong


def _wrong(row: reading.Row, turns: Sequence[in_force.Turn], versions: dict[str, Promised | None]) -> str:
    """What is wrong with an entry that opened something; "" if nothing is."""
    place = bisect_right(turns, row.at, key=lambda turn: turn.at)
    if place == 0 or turns[place - 1].version != row.version:
        return f"entry {row.number} cites {row.version}, which was not in force then"
    if row.version not in versions:
        versions[row.version] = _compiled(row.version)
    then = versions[row.version]
    if then is None:
        return f"entry {row.number} cites {row.version}, which this release does not have"
    return "" if _would_allow(then, row) else f"entry {row.number} ({row.verb}): {row.version} does not allow it"


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
