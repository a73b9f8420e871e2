"""The queue of jobs, and what is done by the minute.

Each job is idempotent and calls verbs as the clock; a job that a killed worker left behind is done again.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from huey import SqliteHuey, crontab

from wellkept.features.ledger import seal_ledger
from wellkept.identity.systems import CLOCK

queue = SqliteHuey(
    "wellkept",
    filename=str(Path(settings.WELLKEPT_HOME) / "data" / "jobs.sqlite3"),
    fsync=True,
    utc=True,
)


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def seal_by_the_minute() -> int:
    """Seal what was written in the ledger since the last minute."""
    return seal_ledger(CLOCK)
