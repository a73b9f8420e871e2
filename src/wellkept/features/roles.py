"""What each role of the staff may use and what for: read off the table in force, never written down a second time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wellkept.gate import Verb, admit_once, promised, verb
from wellkept.gate.coded import PARTIES_OF
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.asks import Ask, Decision, Facts
from wellkept.policy.decide import decide
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, PURPOSES, Action, bits, names
from wellkept.policy.vocabulary.parties import WORKFORCE

# The people of the plan; its programs are no role.
ROLES = tuple(party for party in PARTIES.leaves if party in WORKFORCE and party != "workforce.program")
# What depends on the member whom it is about, and so is not known before somebody is looked for.
_OF_THE_MEMBER = bits(
    name
    for name in CONDITIONS
    if name.startswith(("subject:", "opted_in:", "not_opted_out:"))
    or name in {"of_age_or_through", "minor_agrees_or_too_young", "accepted_terms", "noticed"}
)
_EVERYTHING = bits(CONDITIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a role may use for one purpose: leaves, the clauses that open them, and the conditions that some ask for."""

    purpose: str
    data: tuple[str, ...]
    clauses: tuple[str, ...]
    conditions: tuple[str, ...]


def may_ever(visitor: Visitor, wanted: Verb[Any, Any], purpose: str) -> bool:
    """Whether a verb may open anything to one of the staff for a purpose, of some member at least."""
    declared = wanted.declared
    if visitor.party not in WORKFORCE or purpose not in declared.purposes:
        return False
    ask = declared.ask(purpose, visitor.party)
    decision = decide(promised().table, ask, Facts(held=visitor.held | _OF_THE_MEMBER))
    return decision.allowed and decision.obligations <= declared.fulfils


@verb("roles.read", data=("staff", "trail"), purposes=("site.security",))
def read_role(visitor: Visitor, role: str) -> tuple[Reach, ...]:
    """What a role may use, purpose by purpose. Raises `Refused`, and LookupError for what is no role."""
    admit_once(visitor, read_role, purpose="site.security")
    if role not in PARTIES_OF[Kind.STAFF] or role not in ROLES:
        raise LookupError(role)
    found = (_reach(role, purpose) for purpose in PURPOSES.leaves)
    return tuple(reach for reach in found if reach is not None)


def _reach(role: str, purpose: str) -> Reach | None:
    decision = _decided(role, purpose)
    if not decision.allowed:
        return None
    return Reach(purpose=purpose, data=decision.leaves, clauses=decision.clauses, conditions=names(decision.needed))


def _decided(role: str, purpose: str) -> Decision:
    ask = Ask(action=Action.USE, data=DATA.leaves, purpose=purpose, party=role)
    return decide(promised().table, ask, Facts(held=_EVERYTHING))
