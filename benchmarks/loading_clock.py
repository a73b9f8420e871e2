"""`wellkept load`, with a clock beside it: `python -m benchmarks.loading_clock FILE load enrolment …`.

FILE gets JSON: how long each write transaction was open, how long it waited for others before, how much of it was work
of the processor, and how many reads were made inside. Now and then the same process runs a loop that does nothing but
reckon, as long as a usual transaction: what such a loop takes longer than it should is the machine's doing.
"""

from __future__ import annotations

import contextlib
import json
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

LIMIT_MS = 20.0
_EVERY = 10  # transactions between two loops
_USUAL = 50  # transactions from whose work the length of a loop follows
_LOOK = 5.0  # seconds between two looks at the memory
_WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(slots=True)
class Clock:
    """What was measured, in seconds; memory in MB, as the process grows."""

    held: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    loops: list[tuple[float, float]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    reads: int = 0
    begun: float = field(default_factory=time.perf_counter)
    _open: tuple[float, float] | None = None
    _looked: float = 0.0

    def opened(self, wait: float) -> None:
        """A transaction began, after a wait for the one before."""
        self.waited.append(wait)
        self._open = time.perf_counter(), time.thread_time()

    def committed(self) -> None:
        """It ended; others may write."""
        if self._open is None:
            return
        since, work = self._open
        self.held.append(time.perf_counter() - since)
        self.worked.append(time.thread_time() - work)
        self._open = None
        if len(self.held) % _EVERY == 0:
            self._loop(median(self.worked[-_USUAL:]))
        if time.perf_counter() - self._looked > _LOOK:
            self._looked = time.perf_counter()
            self.memory.append(_memory())

    def by_itself(self, took: float) -> None:
        """A statement that was a transaction of its own; its wait for others cannot be told from it."""
        self.held.append(took)

    def read(self) -> None:
        """Something was read; what is read inside makes a transaction longer."""
        self.reads += self._open is not None

    def _loop(self, work: float) -> None:
        since, begun = time.perf_counter(), time.thread_time()
        while time.thread_time() - begun < work:
            pass
        self.loops.append((time.perf_counter() - since, work))

    def figures(self) -> dict[str, Any]:
        """In milliseconds and MB."""
        return {
            "seconds": round(time.perf_counter() - self.begun, 1),
            "transactions": len(self.held),
            "held_ms": _spread(self.held),
            "held_over_limit": sum(held * 1000 > LIMIT_MS for held in self.held),
            "work_ms": _spread(self.worked),
            "waited_ms": _spread(self.waited),
            "reads_inside": self.reads,
            "loops": len(self.loops),
            "loop_ms": _spread([took for took, _ in self.loops]),
            "loops_over_limit": sum(took * 1000 > LIMIT_MS for took, _ in self.loops),
            "held_p99_to_work_p50": _ratio(self.held, self.worked),
            "loop_p99_to_work_p50": _ratio([took for took, _ in self.loops], [work for _, work in self.loops]),
            "memory_mb": {"early": self.memory[: len(self.memory) // 10 + 1][-1], "most": max(self.memory)}
            if self.memory
            else {},
        }


def _spread(seconds: list[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {
        name: round(value * 1000, 2) for name, value in (("p50", cuts[49]), ("p99", cuts[98]), ("max", max(seconds)))
    }


def _ratio(took: list[float], work: list[float]) -> float:
    over, under = _spread(took).get("p99", 0.0), _spread(work).get("p50", 0.0)
    return round(over / under, 1) if under else 0.0


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * resource.getpagesize() / 1e6, 1)


def attach(clock: Clock) -> None:
    """Listen to what Django says to the database that holds the data."""
    from django.db import connections
    from django.db.backends.base.base import BaseDatabaseWrapper as Store

    begin, commit = Store.set_autocommit, Store.commit

    def set_autocommit(self: Store, autocommit: bool, **more: Any) -> None:  # noqa: ANN401, FBT001 - Django's own shape
        since = time.perf_counter()
        begin(self, autocommit, **more)
        if not autocommit and self.alias == "default":
            clock.opened(time.perf_counter() - since)

    def committed(self: Store) -> None:
        commit(self)
        if self.alias == "default":
            clock.committed()

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001
        since = time.perf_counter()
        answer = execute(sql, params, many, context)
        if not context["connection"].in_atomic_block and sql.startswith(_WRITES):
            clock.by_itself(time.perf_counter() - since)
        elif sql.startswith("SELECT"):
            clock.read()
        return answer

    Store.set_autocommit, Store.commit = set_autocommit, committed  # type: ignore[method-assign, assignment]
    connections["default"].execute_wrappers.append(listen)


def main() -> int:
    """Load, and write down what was measured however the load ended."""
    from wellkept.site.command import main as command
    from wellkept.site.preparing import prepare

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    file, words = Path(sys.argv[1]), sys.argv[2:]
    prepare()
    clock = Clock()
    attach(clock)
    code = 1
    try:
        with contextlib.suppress(KeyboardInterrupt):
            code = command(words)
    finally:
        file.write_text(json.dumps(clock.figures(), indent=2) + "\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
