"""The worker's second queue: what systems delivered is loaded here, so that no other job waits until it is done."""

from __future__ import annotations

from functools import partial

from huey import SqliteHuey, crontab

from wellkept.doors.feeds import delivered
from wellkept.features.deliveries import work_off
from wellkept.identity.systems import CLOCK
from wellkept.site.home import Home, home
from wellkept.site.loads import AnotherLoad, alone, as_guest, marks

queue = SqliteHuey("wellkept-loads", filename=str(home().folder / "data" / "jobs.sqlite3"), fsync=True, utc=True)


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def load_by_the_minute() -> int:
    """Load what waits; how many deliveries."""
    return load_deliveries(home())


def load_deliveries(here: Home) -> int:
    """Load what waits, unless another load is under way: then the next minute will do; how many deliveries."""
    try:
        with alone(here), as_guest(here) as pace:
            return work_off(CLOCK, partial(delivered.load, pace=pace, marks=marks(here)))
    except AnotherLoad:
        return 0
