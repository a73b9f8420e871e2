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

    def allowed(self, answer: Any) -> bool:  # noqa: ANN401 - each engine has its own
        """Whether an answer is yes."""


class Forgetful(Protocol):
    """What an engine has besides that can be measured without what it remembers."""

    def forget(self) -> None:
        """Forget what was decided so far."""


def engine(name: str, clauses: int) -> tuple[Engine, Callable[[], None] | None]:
    """The engine with that many clauses, and what "NAME-forgetful" does before each call: forget."""
    module, _, forgetful = name.partition("-")
    made = importlib.import_module(f"benchmarks.engines.{module}").Engine(source(clauses))
    return cast("Engine", made), cast("Forgetful", made).forget if forgetful else None


def main(name: str, clauses: int, many: int) -> None:
    """Answer, then measure as often as asked."""
    tried, between = engine(name, clauses)
    calls = [tried.prepare(request) for request in requests(source(clauses), many)]
    say = partial(print, flush=True)
    say("".join(str(int(tried.allowed(call()))) for call in calls))
    order = cycle(calls)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        say(json.dumps(_measured(order, between, float(line))))


def _measured(order: cycle[Any], between: Callable[[], None] | None, seconds: float) -> list[int]:
    took: list[int] = []
    end = perf_counter() + seconds
    while perf_counter() < end and len(took) < _AT_MOST:
        call = next(order)
        if between:
            between()
        began = perf_counter_ns()
        call()
        took.append(perf_counter_ns() - began)
    return took


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
