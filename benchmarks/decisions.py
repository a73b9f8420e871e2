"""Our `decide` beside OPA (opa-eval), Cedar (cedarpy), pycasbin and vakt: the same rules, the same requests, one run.

`make bench BENCH=decisions JSON=FILE`, or `python benchmarks/decisions.py --clauses 10 100 --seconds 1`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
OURS = "wellkept"
# Ours again, made to forget each decision: what the very first ask of its kind costs.
FORGETFUL = "wellkept-forgetful"
PEERS = ("opa", "cedar", "casbin", "vakt")
NAMES = {"opa": "opa-eval", "cedar": "cedarpy", "casbin": "pycasbin"}


@dataclass
class Worker:
    """One engine in its own process, with the answers that it gave."""

    engine: str
    clauses: int
    requests: int
    answers: str = ""
    took: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Start it and wait until it has answered everything."""
        asked = (self.engine, str(self.clauses), str(self.requests))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.engines.worker", *asked],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.answers = self._line().strip()
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end."""
        self.process.communicate()

    def measure(self, seconds: float) -> None:
        """Have it decide for so long, while every other worker waits."""
        assert self.process.stdin
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        self.took += json.loads(self._line())

    def row(self) -> dict[str, str | int | float]:
        """What it took, in microseconds."""
        cuts = quantiles(self.took, n=100, method="inclusive")
        return {
            "engine": NAMES.get(self.engine, self.engine),
            "clauses": self.clauses,
            "p50_us": round(cuts[49] / 1000, 3),
            "p99_us": round(cuts[98] / 1000, 3),
            "calls": len(self.took),
        }

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            sys.exit(
                f"The worker of {self.engine} ended early with exit code {self.process.wait()}; its words are above."
            )
        return line


@dataclass
class Compared:
    """One number of clauses, tried on every engine."""

    rows: list[dict[str, str | int | float]]
    first: dict[str, str | int | float]
    compared: int
    disagreements: int
    allowed: float


def compare(clauses: int, *, engines: list[str], requests: int, rounds: int, seconds: float) -> Compared:
    """Answers first, then rounds in which each engine has its turn."""
    with ExitStack() as running:
        workers = [running.enter_context(Worker(name, clauses, requests)) for name in (OURS, *engines, FORGETFUL)]
        ours, *peers, forgetful = workers
        for _ in range(rounds):
            for worker in workers:
                worker.measure(seconds / rounds)
        pairs = [pair for peer in peers for pair in zip(ours.answers, peer.answers, strict=True)]
        return Compared(
            rows=[worker.row() for worker in (ours, *peers)],
            first=forgetful.row(),
            compared=len(pairs),
            disagreements=sum(one != other for one, other in pairs),
            allowed=ours.answers.count("1") / len(ours.answers),
        )


def tell(found: Compared) -> None:
    """One table."""
    ours = found.rows[0]
    print(f"\n{ours['clauses']} clauses, {found.allowed:.0%} of the requests allowed")
    print(f"  {'engine':<22}{'p50 µs':>12}{'p99 µs':>12}{'p50 / ours':>12}{'calls':>9}")
    for row in (*found.rows, found.first):
        ratio = float(row["p50_us"]) / float(ours["p50_us"])
        print(f"  {row['engine']:<22}{row['p50_us']:>12}{row['p99_us']:>12}{ratio:>11.1f}×{row['calls']:>9}")


def main() -> int:
    """Run it; 1 when an engine disagrees."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked.add_argument(
        "--engines", nargs="*", choices=PEERS, default=list(PEERS), help="the peers; all of them if not said"
    )
    asked.add_argument("--clauses", type=int, nargs="+", default=[10, 100, 1_000])
    asked.add_argument("--requests", type=int, default=200, help="different requests for each number of clauses")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--seconds", type=float, default=4.0, help="measured for each engine and number of clauses")
    given = asked.parse_args()
    print("One decision on one leaf, each engine warm, in a process of its own and in turn.")
    found = []
    for clauses in given.clauses:
        how_long = {"requests": given.requests, "rounds": given.rounds, "seconds": given.seconds}
        found.append(compare(clauses, engines=given.engines, **how_long))
        tell(found[-1])
    compared, disagreements = (sum(getattr(one, name) for one in found) for name in ("compared", "disagreements"))
    print(f"\n{compared} answers compared, {disagreements} disagreements")
    if given.json:
        figures = {
            "rows": [row for one in found for row in one.rows],
            "first_ask": [one.first for one in found],
            "answers_compared": compared,
            "disagreements": disagreements,
        }
        given.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
