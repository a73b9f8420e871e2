"""What would be decided, before anybody asks: so that a page offers only what can be done. It opens nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wellkept.gate.admit import decided, known_of
from wellkept.gate.in_force import promised
from wellkept.gate.verbs import VERBS, Verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Ask, Decision


def foresee(
    visitor: Visitor, asks: Iterable[tuple[Verb[Any, Any], str]], *, of: UUID | None
) -> tuple[tuple[Ask, Decision], ...]:
    """The ask that each verb with its purpose would make of one person's data or nobody's, and its decision.

    Nothing is written down, since nothing is shown or taken: whoever then does it asks the gate as ever.
    """
    now, known = promised(), known_of(visitor, of)
    return tuple(decided(now, visitor, verb.declared, known, purpose, "") for verb, purpose in asks)


def offered(visitor: Visitor) -> tuple[tuple[str, Ask, Decision], ...]:
    """What a registered system could ask now, of nobody in particular: verb, ask, decision. It opens nothing either."""
    now, known = promised(), known_of(visitor, None)
    return tuple(
        (name, *decided(now, visitor, declared, known, purpose, ""))
        for name, declared in sorted(VERBS.items())
        for purpose in declared.purposes
        if declared.systems
    )
