"""One engine in a process of its own: `python -m benchmarks.engines.worker ENGINE CLAUSES REQUESTS`.

It answers every request once (a line of 0 and 1 on the standard output), which also warms it up. Then each line of
the standard input is a number of seconds to measure for, answered by a JSON array of nanoseconds, one for each call.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle
from time import perf_counter, perf_counter_ns
from typing import Any, Protocol, cast

from benchmarks.rules import Request, requests, source

_AT_MOST = 20_000


class Engine(Protocol):
    """What every file of this folder has."""

    def prepare(self, request: Request) -> Callable[[], Any]:
        """One call, ready to be made."""

    def before(self) -> None:
        """What is done between calls, outside the measured time."""

    def allowed(self, answer: Any) -> bool:  # noqa: ANN401 - each engine has its own
        """Whether an answer is yes."""


def engine(name: str, clauses: int) -> Engine:
    """The engine with that many clauses; "wellkept-forgetful" is ours without what it remembers."""
    module, _, forgetful = name.partition("-")
    made = importlib.import_module(f"benchmarks.engines.{module}").Engine
    return cast("Engine", made(source(clauses), remembers=False) if forgetful else made(source(clauses)))


def main(name: str, clauses: int, many: int) -> None:
    """Answer, then measure as often as asked."""
    tried = engine(name, clauses)
    calls = [tried.prepare(request) for request in requests(source(clauses), many)]
    say = partial(print, flush=True)
    say("".join(str(int(tried.allowed(call()))) for call in calls))
    order = cycle(calls)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        say(json.dumps(_measured(order, tried, float(line))))


def _measured(order: cycle[Any], tried: Engine, seconds: float) -> list[int]:
    took: list[int] = []
    end = perf_counter() + seconds
    before = tried.before
    while perf_counter() < end and len(took) < _AT_MOST:
        call = next(order)
        before()
        began = perf_counter_ns()
        call()
        took.append(perf_counter_ns() - began)
    return took


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
