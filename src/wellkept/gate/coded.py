"""What the program can do: every ask that a registered verb can make, as a check of a statement is told it."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.gate.verbs import VERBS, Declared, Way
from wellkept.identity.systems import FEEDS, SYSTEMS
from wellkept.identity.visitor import Kind
from wellkept.policy.vocabulary import DATA, PARTIES, Action
from wellkept.policy.vocabulary.parties import WORKFORCE
from wellkept.statement.check import Does

# The classes of party that a visitor of each kind may be of: nobody else ever asks. A member without any standing to
# the person she asks for is "public", as are the staff for what is published.
PARTIES_OF: dict[Kind, frozenset[str]] = {
    Kind.STRANGER: PARTIES.expand(["person"]),
    Kind.MEMBER: PARTIES.expand(["person", "representative", "public"]),
    Kind.STAFF: WORKFORCE | {"public"},
    # Nothing is shared with an office as "public": what is not on its roster is closed to it by scope.
    Kind.OFFICE: frozenset({"provider.office", "provider.office_administrator"}),
    Kind.FEED: frozenset(FEEDS),
    Kind.CLOCK: frozenset({"workforce.program"}),
    Kind.SYSTEM: SYSTEMS,
}


def coded() -> tuple[Does, ...]:
    """What every verb that is registered in this process can do."""
    return tuple(does for declared in VERBS.values() for does in what(declared))


def what(declared: Declared) -> Iterator[Does]:
    """What one verb can do: one for each purpose and action."""
    for purpose in declared.purposes:
        for action, parties in _with(declared):
            yield Does(
                verb=declared.name,
                action=action,
                data=DATA.expand(declared.data),
                purpose=purpose,
                parties=parties,
                fulfils=declared.fulfils,
            )


def _with(declared: Declared) -> tuple[tuple[Action, frozenset[str]], ...]:
    """The actions of a verb, each with the parties it may have."""
    visiting = frozenset[str]().union(*(some for kind, some in PARTIES_OF.items() if declared.serves(kind)))
    match declared.way:
        case Way.IN:
            return ((Action.COLLECT, visiting),)
        case Way.TRACK:
            return ((Action.TRACK, frozenset(PARTIES.under(declared.to))),)
        case Way.AWAY:
            return ((Action.SHARE, frozenset(PARTIES.under(declared.to))),)
    return (Action.USE, visiting & WORKFORCE), (Action.SHARE, visiting - WORKFORCE)
