"""The queue of jobs, and what is done by the minute.

Each job is idempotent and calls verbs as the clock; a job that a killed worker left behind is done again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import structlog
from django.conf import settings
from huey import SqliteHuey, crontab

from wellkept.doors.clock.writing import write
from wellkept.features import drafts, letters, outbox
from wellkept.features.children import remove_all_given
from wellkept.features.ledger import seal_ledger
from wellkept.features.representation.by_enrolment import look_through
from wellkept.features.representation.coming_of_age import due, hand_over
from wellkept.features.signing_upkeep import forget_browsers, remove_over
from wellkept.identity.systems import CLOCK

queue = SqliteHuey(
    "wellkept",
    filename=str(Path(settings.WELLKEPT_HOME) / "data" / "jobs.sqlite3"),
    fsync=True,
    utc=True,
)
_EVERY = 5  # seconds: somebody waits for a code
_log = structlog.get_logger(__name__)


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def seal_by_the_minute() -> int:
    """Seal what was written in the ledger since the last minute."""
    return seal_ledger(CLOCK)


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def send_through_the_minute() -> None:
    """Look into the outbox every few seconds until the next minute, and say what is stuck there."""
    for delay in range(0, 60, _EVERY):
        send_waiting.schedule(delay=delay)
    stuck, failed = outbox.count_stuck(CLOCK)
    if stuck or failed:
        _log.warning("outbox_stuck", waiting=stuck, failed_today=failed)


@queue.task(expires=60)  # type: ignore[untyped-decorator]
def send_waiting() -> int:
    """Send what waits."""
    return outbox.send_waiting(CLOCK, write)


@queue.periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]
def forget_what_was_sent() -> int:
    """Remove the rows of what left some time ago."""
    return outbox.remove_ended(CLOCK) + letters.remove_ended(CLOCK)


@queue.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def let_parents_act() -> int:
    """Look through the families of whoever was enrolled since the last time; how many permissions changed."""
    at, changed, more = datetime.now(UTC), 0, True
    while more:
        some, more = look_through(CLOCK, at=at)
        changed += some
    return changed


@queue.periodic_task(crontab(minute="5"))  # type: ignore[untyped-decorator]
def end_what_is_over() -> int:
    """End the permissions whose last day is past, those of parents on an eighteenth birthday among them; how many."""
    at = datetime.now(UTC)
    return sum(hand_over(CLOCK, one, at=at) is not None for one in due(CLOCK, at=at))


@queue.periodic_task(crontab(minute="41", hour="2"))  # type: ignore[untyped-decorator]
def remove_what_children_gave() -> int:
    """Delete what was given by a child who turns out too young; how many children."""
    return remove_all_given(CLOCK, at=datetime.now(UTC))


@queue.periodic_task(crontab(minute="23"))  # type: ignore[untyped-decorator]
def remove_what_is_over() -> int:
    """Remove sessions, counts of tries, codes and links, and drafts of forms that are over; how many."""
    at = datetime.now(UTC)
    return remove_over(CLOCK, at=at) + drafts.remove_over(CLOCK, at=at)


@queue.periodic_task(crontab(minute="53", hour="2"))  # type: ignore[untyped-decorator]
def forget_old_browsers() -> int:
    """Forget the browsers that may be kept no longer; how many."""
    return forget_browsers(CLOCK, at=datetime.now(UTC))
