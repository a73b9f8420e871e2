"""Admission: collect the facts, ask the policy, write it down, and only then give a permit or refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from wellkept.gate.coded import PARTIES_OF
from wellkept.gate.in_force import Promised, promised, today
from wellkept.gate.reasons import for_their_reason
from wellkept.gate.verbs import Declared, Verb, Way
from wellkept.identity.visitor import Kind, Visitor
from wellkept.ledger import book
from wellkept.ledger.folding import Folds
from wellkept.policy.asks import Ask, Decision, Facts, Permit, Reason, Scope
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import PARTIES
from wellkept.vault import facts


class Refused(Exception):
    """The ask was refused and written down. `decision` names the clause, or the conditions that fell short."""

    def __init__(self, visitor: Visitor, ask: Ask, decision: Decision, *, version: str, entry: UUID) -> None:
        super().__init__(f"refused: {decision.reason} {' '.join(decision.clauses)}")
        self.visitor = visitor
        self.ask = ask
        self.decision = decision
        self.version = version
        self.entry = entry


_NOWHERE = (Scope(data=frozenset(), purposes=frozenset(), parties=frozenset()),)
_NOBODY = facts.Known(party="", held=0, within=(), restricted=(), subject=None, key=None)
_folds = Folds()


def admit(
    visitor: Visitor,
    verb: Verb[Any, Any],
    *,
    of: UUID | None = None,
    purpose: str,
    party: str = "",
) -> Permit:
    """A permit for a verb on one person's data, or on nobody's. Raises `Refused`.

    `party` is the class that the data go to, where the verb sends them away; elsewhere it follows from the visitor.
    The entry is committed before this returns, so never call it inside a transaction.
    """
    now, known = promised(), known_of(visitor, of)
    ask, decision = decided(now, visitor, verb.declared, known, purpose, party)
    decision = for_their_reason(ask, decision, of)
    entry = _entry(visitor, verb.declared, ask, decision, known.subject, now.version)
    if not decision.allowed:
        _write_refusal(visitor, entry)
        raise Refused(visitor, ask, decision, version=now.version, entry=entry.id)
    look = book.write_and_look(entry)
    permit = _permit(ask, decision, known, of, entry)
    return permit if look is None else replace(permit, last=(look.at, look.party))


def known_of(visitor: Visitor, of: UUID | None) -> facts.Known:
    """The facts of a visitor and a person, or of nobody."""
    return _NOBODY if of is None else facts.of(visitor.viewer, of, on=today(), old_enough=promised().old_enough)


def admit_each(
    visitor: Visitor, verb: Verb[Any, Any], *, of: Iterable[UUID], purpose: str, party: str = ""
) -> dict[UUID, Permit]:
    """One permit and one entry for each person; who is refused is written down and left out."""
    people = tuple(dict.fromkeys(of))
    now = promised()
    known = facts.of_each(visitor.viewer, people, on=today(), old_enough=now.old_enough)
    permits: dict[UUID, Permit] = {}
    entries = []
    for person in people:
        ask, decision = decided(now, visitor, verb.declared, known[person], purpose, party)
        decision = for_their_reason(ask, decision, person)
        entry = _entry(visitor, verb.declared, ask, decision, known[person].subject, now.version)
        entries.append(entry)
        if decision.allowed:
            permits[person] = _permit(ask, decision, known[person], person, entry)
    book.write_each(entries)
    return permits


def write_waiting_refusals() -> None:
    """Write the strangers' refusals that were folded and still wait: when a process ends."""
    book.write_each(_folds.due(datetime.now(UTC), all_of_them=True))


_once: dict[tuple[str, str, str, str, str], Permit] = {}


def admit_once(visitor: Visitor, verb: Verb[Any, Any], *, purpose: str) -> Permit:
    """A permit for what depends on nobody's facts: decided and written down once per process and version.

    For public pages, the plan's own registers and the program's own upkeep. Raises `Refused`.
    """
    # A system has the party of others, and may not do all that they may.
    system = visitor.ident if visitor.kind is Kind.SYSTEM else ""
    key = (verb.declared.name, purpose, visitor.party, system, promised().version)
    permit = _once.get(key)
    if permit is None:
        permit = _once[key] = admit(visitor, verb, purpose=purpose)
    return replace(permit, on=today())


def done(permit: Permit, verb: Verb[Any, Any]) -> None:
    """Write down, in the open transaction of the change, that what was permitted has happened."""
    book.add(
        book.Entry(
            id=uuid4(),
            at=datetime.now(UTC),
            verb=verb.declared.name,
            visitor=permit.visitor,
            party=permit.ask.party,
            subject=permit.subject,
            action=permit.ask.action,
            data=permit.decision.leaves,
            purpose=permit.ask.purpose,
            clauses=permit.decision.clauses,
            verdict="done",
            reason=permit.decision.reason,
            version=permit.version,
            conditions=permit.decision.needed,
            missing=0,
            request="",
            of=permit.entry,
            count=1,
        )
    )


def _write_refusal(visitor: Visitor, entry: book.Entry) -> None:
    """A stranger's refusals are folded, so that a stranger cannot fill the book."""
    if visitor.kind is not Kind.STRANGER:
        book.write(entry)
        return
    folded = _folds.take(entry, visitor.party)
    book.write_each([*_folds.due(entry.at), *([folded] if folded else [])])


def decided(
    now: Promised, visitor: Visitor, declared: Declared, known: facts.Known, purpose: str, party: str
) -> tuple[Ask, Decision]:
    """The ask of a verb, and its decision, without a word of it in the ledger."""
    ask = declared.ask(purpose, _party(visitor, declared, known, party))
    held = visitor.held | known.held
    within = _within(visitor, declared, known)
    decision = decide(now.table, ask, Facts(held=held, within=within, restricted=known.restricted))
    if not declared.serves(visitor.kind):
        decision = replace(decision, leaves=(), closed=ask.leaves, reason=Reason.SCOPE)
    if decision.obligations - declared.fulfils:
        decision = replace(decision, leaves=(), closed=ask.leaves, reason=Reason.OBLIGATION)
    return ask, decision


def _within(visitor: Visitor, declared: Declared, known: facts.Known) -> tuple[Scope, ...]:
    """What the visitor's standing to the person reaches; to an office that does not treat her, nothing.

    An office may say that it treats somebody before it has any standing to her.
    """
    is_on_roster = known.party in PARTIES_OF[Kind.OFFICE]
    if visitor.kind is Kind.OFFICE and known.party and not is_on_roster and declared.way is not Way.IN:
        return _NOWHERE
    return known.within


def _party(visitor: Visitor, declared: Declared, known: facts.Known, party: str) -> str:
    """The class of the other party: the one data go to, else the one whose person or program asks."""
    if declared.way in (Way.AWAY, Way.TRACK):
        wanted = party or declared.to
        if wanted not in PARTIES.under(declared.to):
            msg = f"the verb {declared.name} sends nothing to {wanted}"
            raise ValueError(msg)
        return wanted
    if visitor.kind is Kind.STAFF and declared.is_public:
        return "public"  # what is published the staff read like anyone
    if visitor.kind is Kind.MEMBER and known.party:
        return known.party
    return visitor.party


def _permit(ask: Ask, decision: Decision, known: facts.Known, person: UUID | None, entry: book.Entry) -> Permit:
    return Permit(
        ask=ask,
        decision=decision,
        visitor=entry.visitor,
        person=person,
        entry=entry.id,
        version=entry.version,
        on=today(),
        key=known.key,
        subject=known.subject,
    )


def _entry(
    visitor: Visitor, declared: Declared, ask: Ask, decision: Decision, subject: bytes | None, version: str
) -> book.Entry:
    return book.Entry(
        id=uuid4(),
        at=datetime.now(UTC),
        verb=declared.name,
        visitor=visitor.ident,
        party=ask.party,
        subject=subject,
        action=ask.action,
        data=decision.leaves or decision.closed,
        purpose=ask.purpose,
        clauses=decision.clauses,
        verdict="allowed" if decision.allowed else "refused",
        reason=decision.reason,
        version=version,
        conditions=decision.needed,
        missing=decision.missing,
        request=visitor.request,
        of=None,
        count=1,
    )
