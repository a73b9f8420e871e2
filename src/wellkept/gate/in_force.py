"""What is promised now: the statement in force with its notices, laws and the plan's limits, as a table."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from wellkept.gate.coded import coded
from wellkept.ledger import in_force as register
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import DATA
from wellkept.statement.check import Severity, Surroundings, check
from wellkept.statement.load import in_force
from wellkept.statement.model import InForce
from wellkept.vault.ages import ADULT

_LOOK_AGAIN_AFTER = 30.0  # seconds; another process may have put a new version in force


@dataclass(frozen=True, slots=True)
class Promised:
    """A statement with everything that decides beside it, compiled."""

    in_force: InForce
    table: Table

    @property
    def version(self) -> str:
        """The name that the ledger cites: "PLAN/VERSION"."""
        return self.in_force.version

    @property
    def old_enough(self) -> int:
        """The age from which somebody may act for herself, in years."""
        years = self.in_force.setting("children.under")
        return years if isinstance(years, int) else ADULT

    def day_of(self, moment: datetime) -> date:
        """The day that it is for the plan at a moment: ages change, and grants begin and end, at its midnight."""
        return moment.astimezone(ZoneInfo(self.in_force.plan.time_zone)).date()

    def kept_at_most(self, leaf: str) -> int | None:
        """The days that a leaf may be kept: the shortest promise, never under the law's floor; None = no end."""
        keeps = [
            keep
            for source in self.in_force.sources
            for clause in source.clauses
            for keep in clause.keeps
            if leaf in DATA.expand(keep.data)
        ]
        most = min((keep.at_most for keep in keeps if keep.at_most is not None), default=None)
        least = max((keep.at_least for keep in keeps if keep.at_least is not None), default=0)
        return None if most is None else max(most, least)


class NothingInForce(RuntimeError):
    """No statement was ever put in force in this home."""

    def __init__(self) -> None:
        super().__init__(
            "no statement is in force in this home yet: every command that opens it puts the first one in force"
        )


class _Kept:
    """The compiled statements of this process, and what was found in the register when it was last read."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.compiled: dict[str, Promised] = {}
        self.found: tuple[Promised, float] | None = None
        self._forgotten = 0
        self._deciding = Lock()

    def forget(self) -> None:
        """What was found; and what somebody who reads the register now will have found too late."""
        with self._deciding:
            self.found = None
            self._forgotten += 1

    def reading(self) -> int:
        """Take this before the register is read, for `keep`."""
        return self._forgotten

    def keep(self, current: Promised, since: int) -> None:
        """What was found, unless another version was put in force since then."""
        with self._deciding:
            if since == self._forgotten:
                self.found = (current, time.monotonic())


_kept = _Kept()


def promised() -> Promised:
    """What is in force now. Raises `NothingInForce`."""
    found = _kept.found
    if found is not None and time.monotonic() - found[1] <= _LOOK_AGAIN_AFTER:
        return found[0]
    since = _kept.reading()
    version = register.in_force(datetime.now(UTC))
    if version is None:
        raise NothingInForce
    current = compiled(version)
    _kept.keep(current, since)
    return current


def today() -> date:
    """The plan's own day. Raises `NothingInForce`."""
    return promised().day_of(datetime.now(UTC))


def compiled(version: str) -> Promised:
    """A shipped statement by its name, compiled once in this process."""
    with _kept.lock:
        found = _kept.compiled.get(version)
        if found is None:
            together = in_force(version)
            found = _kept.compiled[version] = Promised(together, Table(together.sources))
        return found


class FailsItsCheck(ValueError):
    """A statement with an error in its check, which therefore cannot be put in force."""

    def __init__(self, version: str, findings: list[str]) -> None:
        super().__init__(f"{version} fails its check and is not put in force:\n" + "\n".join(findings))


def put_in_force(version: str, *, at: datetime, told: str) -> None:
    """Write down that a statement is in force from `at`, and who had been told; this process obeys at once.

    It is checked against the verbs that are registered in this process. Raises `FailsItsCheck`, and `Unreadable` for
    one that cannot be read.
    """
    findings = check(compiled(version).in_force, Surroundings(does=coded()))
    errors = [str(finding) for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise FailsItsCheck(version, errors)
    register.put_in_force(version, at=at, told=told)
    _kept.forget()
