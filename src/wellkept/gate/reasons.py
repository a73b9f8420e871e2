"""Facts about dependants serve the purpose that is kept with them and no other (promise I5)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wellkept.policy.asks import Ask, Decision, Reason
from wellkept.policy.vocabulary import Action
from wellkept.policy.vocabulary.purposes import REQUIRED
from wellkept.vault import facts

_LEAF = "family.dependants"
_USES = frozenset({Action.USE, Action.SHARE})
# The law's own doors, and the removal of what a child gave.
_ANY_REASON = REQUIRED | {"protection.children"}


def for_their_reason(ask: Ask, decision: Decision, person: UUID | None) -> Decision:
    """The same decision without facts about dependants where they were given for another purpose than the ask's."""
    if person is None or _LEAF not in decision.leaves or ask.action not in _USES or ask.purpose in _ANY_REASON:
        return decision
    if ask.purpose in facts.reasons_of(person):
        return decision
    leaves = tuple(leaf for leaf in decision.leaves if leaf != _LEAF)
    if leaves and not ask.whole:
        return replace(decision, leaves=leaves, closed=(*decision.closed, _LEAF))
    return replace(decision, leaves=(), closed=ask.leaves, reason=Reason.SCOPE)
