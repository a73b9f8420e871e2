"""What a verb shows, together with the decision that let it be shown: every page can say why it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

from wellkept.gate import telling
from wellkept.gate.telling import Told
from wellkept.identity.visitor import Visitor
from wellkept.ledger.looks import Look
from wellkept.ledger.reading import Row
from wellkept.policy.asks import Permit

Found = TypeVar("Found")

__all__ = ["Because", "Look", "Shown", "shown", "told"]


@dataclass(frozen=True, slots=True)
class Because:
    """What a permit rested on. `data` are the open leaves, `closed` those that were asked for and stay closed."""

    version: str
    clauses: tuple[str, ...]
    data: tuple[str, ...]
    closed: tuple[str, ...]
    purpose: str
    party: str
    action: str


@dataclass(frozen=True, slots=True)
class Shown(Generic[Found]):
    """What was found, why it may be shown, and the last time that anybody else looked (None: not lately)."""

    found: Found
    because: Because
    last: Look | None

    def opens(self, leaf: str) -> bool:
        """Whether a kind of data was open to the visitor at all."""
        return leaf in self.because.data


def shown(_visitor: Visitor, permit: Permit, found: Found) -> Shown[Found]:
    """Put what was found beside its reason."""
    decision, ask = permit.decision, permit.ask
    because = Because(
        version=permit.version,
        clauses=decision.clauses,
        data=decision.leaves,
        closed=decision.closed,
        purpose=ask.purpose,
        party=ask.party,
        action=ask.action,
    )
    return Shown(found, because, Look(*permit.last) if permit.last else None)


@lru_cache(maxsize=512)
def told(because: Because, language: str) -> Told:
    """The reason in words, with the passages that it rests on."""
    row = Row(
        number=0,
        id=UUID(int=0),
        at=datetime(1970, 1, 1, tzinfo=UTC),
        verb="",
        visitor="",
        party=because.party,
        role="",
        subject=None,
        action=because.action,
        data=because.data,
        purpose=because.purpose,
        clauses=because.clauses,
        verdict="allowed",
        reason="allowed",
        version=because.version,
        conditions=(),
        missing=(),
        request="",
        of=None,
        count=1,
    )
    return telling.entry(row, language, herself=True)
