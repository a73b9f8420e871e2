"""Homes and permits for tests of the vault."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.days import today
from wellkept.policy.asks import Ask, Decision, Permit, Reason
from wellkept.policy.vocabulary import DATA, Action
from wellkept.vault import facts, people


def known_of(viewer: UUID | None, person: UUID, **more: int) -> facts.Known:
    """The facts of today."""
    return facts.of(viewer, person, on=today(), **more)


def permit_for(
    person: UUID | None,
    *data: str,
    but: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
) -> Permit:
    """What the gate would give: all leaves under `data` (everything if there is none), without those under `but`."""
    leaves = tuple(leaf for leaf in DATA.leaves if leaf in DATA.expand(data or ("*",)) - DATA.expand(but))
    ask = Ask(action=Action.USE, data=data or ("*",), purpose="member.access", party="person.member")
    decision = Decision(
        leaves=leaves,
        closed=tuple(leaf for leaf in ask.leaves if leaf not in leaves),
        clauses=("test#clause",),
        obligations=frozenset(),
        needed=0,
        missing=0,
        reason=Reason.ALLOWED,
    )
    known = known_of(None, person) if person else None
    return Permit(
        ask=ask,
        decision=decision,
        visitor="staff",
        person=person,
        entry=uuid4(),
        version="test/1",
        on=today(),
        since=since,
        until=until,
        key=known.key if known else None,
        subject=known.subject if known else None,
    )


@pytest.fixture
def ada(house):
    """A member in a house of her own, without any data yet."""
    return people.make(permit_for(None), enrolled=True)
