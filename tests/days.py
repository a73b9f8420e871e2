"""The plan's own days, by which ages and grants are reckoned."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# Where the model plan is, and most of the others that ship.
PLACE = ZoneInfo("America/Los_Angeles")


def today() -> date:
    return datetime.now(PLACE).date()


def midnight(day: date, place: ZoneInfo = PLACE) -> datetime:
    """The moment at which a day begins there, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=place).astimezone(UTC)
