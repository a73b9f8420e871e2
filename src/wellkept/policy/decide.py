"""The decision: a table, an ask and the facts in; which leaves are open, and why, out. No side effects."""

from __future__ import annotations

from wellkept.policy.asks import Ask, Decision, Facts, Reason
from wellkept.policy.table import Alternative, Row, Table
from wellkept.policy.vocabulary import bits
from wellkept.policy.vocabulary.purposes import RESTRICTABLE

_EMERGENCY = bits(["emergency"])
_EMERGENCY_PURPOSE = "treatment.emergency"
_MOST_REMEMBERED = 50_000


def decide(table: Table, ask: Ask, facts: Facts) -> Decision:
    """Decide an ask; total, deterministic, and silence is refusal (`docs/semantics.md`).

    An answer that no grant, scope or restriction bears on is remembered by the table, since it depends on the
    ask and the conditions alone.
    """
    if facts.within or facts.restricted:
        return _decided(table, ask, facts)
    key = (ask, facts.held)
    decision = table.decisions.get(key)
    if decision is None:
        if len(table.decisions) >= _MOST_REMEMBERED:
            table.decisions.clear()
        decision = table.decisions[key] = _decided(table, ask, facts)
    return decision


def _decided(table: Table, ask: Ask, facts: Facts) -> Decision:
    opened: list[tuple[str, Alternative]] = []
    refused: list[tuple[str, Decision]] = []
    for leaf in ask.leaves:
        answer = _leaf(table, ask, leaf, facts)
        if isinstance(answer, Alternative):
            opened.append((leaf, answer))
        else:
            refused.append((leaf, answer))
    if not opened or (ask.whole and refused):
        return _refusal(ask, refused)
    needed = 0
    for _, alternative in opened:
        needed |= alternative.needed
    return Decision(
        leaves=tuple(leaf for leaf, _ in opened),
        closed=tuple(leaf for leaf, _ in refused),
        clauses=tuple(dict.fromkeys(ref for _, alternative in opened for ref in alternative.clauses)),
        obligations=frozenset().union(*(alternative.obligations for _, alternative in opened)),
        needed=needed,
        missing=0,
        reason=Reason.ALLOWED,
    )


def _leaf(table: Table, ask: Ask, leaf: str, facts: Facts) -> Alternative | Decision:
    row = table.row((ask.action, leaf, ask.purpose, ask.party))
    for alternative in row.alternatives:
        if not alternative.needed & ~facts.held:
            reason = _narrowed(ask, leaf, facts)
            return alternative if reason is None else _closed(leaf, (), 0, reason)
    return _unopened(leaf, row, facts.held)


def _narrowed(ask: Ask, leaf: str, facts: Facts) -> Reason | None:
    if not all(scope.covers(leaf, ask.purpose, ask.party) for scope in facts.within):
        return Reason.SCOPE
    yields = ask.purpose == _EMERGENCY_PURPOSE and facts.held & _EMERGENCY
    reached = ask.purpose in RESTRICTABLE and not yields
    if reached and any(scope.covers(leaf, ask.purpose, ask.party) for scope in facts.restricted):
        return Reason.RESTRICTION
    return None


def _unopened(leaf: str, row: Row, held: int) -> Decision:
    if row.nevers:
        return _closed(leaf, row.nevers, 0, Reason.NEVER)
    if not row.alternatives:
        return _closed(leaf, (), 0, Reason.SILENCE)
    nearest = min(row.alternatives, key=lambda alternative: (alternative.needed & ~held).bit_count())
    return _closed(leaf, nearest.clauses, nearest.needed & ~held, Reason.CONDITION)


def _closed(leaf: str, clauses: tuple[str, ...], missing: int, reason: Reason) -> Decision:
    return Decision(
        leaves=(),
        closed=(leaf,),
        clauses=clauses,
        obligations=frozenset(),
        needed=0,
        missing=missing,
        reason=reason,
    )


_FIRST_TOLD = (Reason.NEVER, Reason.RESTRICTION, Reason.SCOPE, Reason.CONDITION, Reason.SILENCE)


def _refusal(ask: Ask, refused: list[tuple[str, Decision]]) -> Decision:
    told = min((decision.reason for _, decision in refused), key=_FIRST_TOLD.index, default=Reason.SILENCE)
    because = [decision for _, decision in refused if decision.reason is told]
    missing = 0
    for decision in because:
        missing |= decision.missing
    return Decision(
        leaves=(),
        closed=ask.leaves,
        clauses=tuple(dict.fromkeys(ref for decision in because for ref in decision.clauses)),
        obligations=frozenset(),
        needed=0,
        missing=missing,
        reason=told,
    )
