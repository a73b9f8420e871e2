"""The date of a version against the notice that it promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.model import InForce
from wellkept.statement.said import place_of


def check_revision(inforce: InForce, around: Surroundings) -> Iterator[Finding]:
    """A version that supersedes another after notice may not take effect before the notice has run.

    Nothing is found when the day of posting is not told, or lies after the effective date: then the version is
    history, or was posted when this check was not there to see.
    """
    statement = inforce.statement
    after_notice = inforce.setting("revision.in_force") == "after_notice"
    if not after_notice or not statement.supersedes or statement.effective is None or around.posted is None:
        return
    days = inforce.setting("revision.days")
    if not isinstance(days, int) or around.posted > statement.effective:
        return
    earliest = around.posted + timedelta(days=days)
    if statement.effective < earliest:
        place = place_of(statement, "statement.effective", "effective")
        told = f"posted on {around.posted}, with {days} days of notice, it cannot take effect before {earliest}"
        yield error(
            place, "notice-period", f"effective = {statement.effective} lies inside its own notice period: {told}"
        )
