"""Sending what waits in the outbox: the clock's work, each row under a permit of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellkept.exits.messages import NotTaken
from wellkept.features.telling import NotWritten, Writing, tell, tell_invited, tell_office
from wellkept.gate import Refused, admit_once, verb
from wellkept.identity.visitor import Visitor
from wellkept.policy.asks import Permit
from wellkept.vault import outbox
from wellkept.vault.lists import NotThere
from wellkept.vault.outbox import Due, Outcome, Whom
from wellkept.vault.sealing import NoKey, SealBroken

LEASE = timedelta(minutes=5)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
_STUCK_AFTER = timedelta(hours=1)
_KEPT_FOR = timedelta(days=30)
_UPKEEP = "operations.hosting"
_DATA = ("identity.name", "trail")


@verb("outbox.send_waiting", data=_DATA, purposes=(_UPKEEP,))
def send_waiting(visitor: Visitor, writing: Writing, *, at: datetime | None = None, most: int = 50) -> int:
    """Send what waits and is due, at most so many; how many left. Two at once share the rows. Raises `Refused`."""
    permit = admit_once(visitor, send_waiting, purpose=_UPKEEP)
    now = at or datetime.now(UTC)
    return sum(
        _send(visitor, permit, row, writing, now)
        for row in outbox.due(permit, at=now, most=most)
        if outbox.claim(permit, row.id, at=now, lease=LEASE)
    )


@verb("outbox.count_stuck", data=_DATA, purposes=(_UPKEEP,))
def count_stuck(visitor: Visitor, *, at: datetime | None = None) -> tuple[int, int]:
    """How many wait though they were due an hour ago or were tried that long, and how many failed in the last day."""
    permit = admit_once(visitor, count_stuck, purpose=_UPKEEP)
    now = at or datetime.now(UTC)
    failed = outbox.ended_otherwise(permit, since=now - timedelta(days=1))
    return outbox.stuck(permit, since=now - _STUCK_AFTER), failed


@verb("outbox.remove_ended", data=_DATA, purposes=(_UPKEEP,))
def remove_ended(visitor: Visitor, *, at: datetime | None = None) -> int:
    """Remove the rows of what ended some time ago; how many. Raises `Refused`."""
    now = at or datetime.now(UTC)
    return outbox.remove_ended(admit_once(visitor, remove_ended, purpose=_UPKEEP), before=now - _KEPT_FOR)


def _send(visitor: Visitor, permit: Permit, row: Due, writing: Writing, now: datetime) -> bool:
    """Send one row that was claimed; whether it left."""
    try:
        outcome = _told(visitor, row, writing, now)
    except Refused:
        outcome = Outcome.CLOSED
    except (NoKey, SealBroken, NotThere, NotWritten):
        outcome = Outcome.UNREACHABLE
    except NotTaken as problem:
        pause = min(_FIRST_PAUSE * 2**row.tries, _LONGEST_PAUSE)
        outbox.keep_back(permit, row.id, until=now + pause, never_left=not problem.maybe_taken)
        return False
    if outcome is not Outcome.SENT:
        outbox.end(permit, row.id, outcome, at=now)
    return outcome is Outcome.SENT


def _told(visitor: Visitor, row: Due, writing: Writing, now: datetime) -> Outcome:
    if row.person is None:
        return tell_office(visitor, row, writing, now) if row.whom is Whom.OFFICE else Outcome.NOBODY
    told = tell if row.whom is Whom.PERSON else tell_invited
    return told(visitor, row, row.person, writing, now)
