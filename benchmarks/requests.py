"""The claims page through the whole house, beside a plain Django view on a plain table with the same template.

`make bench BENCH=requests JSON=FILE`. `ARGS='--members 1000 100000'` compares a small home with a large one: filling
100,000 members takes some ten minutes and 8 GB, so name a folder with `--keep DIR` and they are filled once. With
`--postgresql postgresql://user:password@host:5432/postgres` the data go into databases that are made there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
SIDES = ("house", "plain")
AIMS = {"sqlite": 1.10, "postgresql": 1.20}
GROWTH = 1.20


@dataclass
class Home:
    """A home of some size, served by a process of its own."""

    members: int
    folder: Path
    database: str
    queries: dict[str, int] = field(default_factory=dict)
    took: list[dict[str, list[int]]] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Start it and wait until it is filled and warm."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.site", str(self.members)],
            cwd=ROOT,
            env={**os.environ, "WELLKEPT_HOME": str(self.folder), "WELLKEPT_DATABASE": self.database},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.queries = self._said()
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end."""
        self.process.communicate()

    def measure(self) -> None:
        """One round over all of its sample, while every other home waits."""
        assert self.process.stdin
        self.process.stdin.write("1\n")
        self.process.stdin.flush()
        self.took.append(self._said())

    def row(self) -> dict[str, Any]:
        """Percentiles over all rounds; the ratio is the median of the rounds' own, since a round has one weather."""
        found: dict[str, Any] = {"database": "postgresql" if self.database else "sqlite", "members": self.members}
        for side in SIDES:
            cuts = quantiles([one for part in self.took for one in part[side]], n=100, method="inclusive")
            found |= {f"{side}_p50_ms": round(cuts[49] / 1e6, 3), f"{side}_p99_ms": round(cuts[98] / 1e6, 3)}
            worked = [one for part in self.took for one in part[f"{side}_cpu"]]
            found |= {f"{side}_cpu_ms": round(median(worked) / 1e6, 3), f"{side}_queries": self.queries[side]}
        found |= {"ratio": self._ratio(""), "cpu_ratio": self._ratio("_cpu")}
        return found | {"pages": len(self.took) * len(self.took[0]["house"])}

    def _ratio(self, of: str) -> float:
        return round(median(median(part[f"house{of}"]) / median(part[f"plain{of}"]) for part in self.took), 3)

    def _said(self) -> Any:  # noqa: ANN401 - whatever JSON it says
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The home of {self.members} members ended early with exit code {self.process.wait()}; see above.")
        return json.loads(line)


def measured(homes: list[Home], rounds: int) -> None:
    """Rounds in which every home has its turn."""
    for _ in range(rounds):
        for home in homes:
            home.measure()


def growth(homes: list[Home]) -> float | None:
    """How much slower the largest home answers than the smallest, round by round; None for one home."""
    if len(homes) == 1:
        return None
    small, *_, large = sorted(homes, key=lambda home: home.members)
    pairs = zip(large.took, small.took, strict=True)
    return round(median(median(one["house"]) / median(other["house"]) for one, other in pairs), 3)


def tell(rows: list[dict[str, Any]], grown: float | None) -> None:
    """The table."""
    heads = ("p50 ms", "p99 ms", "cpu ms", "queries")
    print(f"{'database':<12}{'members':>9}{'':>8}{''.join(f'{head:>9}' for head in heads)}{'p50':>9}{'cpu':>9}")
    for row in rows:
        for side in SIDES:
            times = "".join(f"{row[f'{side}_{name}_ms']:>9.2f}" for name in ("p50", "p99", "cpu"))
            ratios = f"{row['ratio']:>8.2f}×{row['cpu_ratio']:>8.2f}×  aim {AIMS[row['database']]:.2f}×"
            figures = f"{times}{row[f'{side}_queries']:>9}{ratios if side == 'house' else ''}"
            print(f"{row['database']:<12}{row['members']:>9}{side:>8}{figures}")
    if grown is not None:
        print(f"the largest home takes {grown:.2f}× the time of the smallest (aim {GROWTH:.2f}×)")


@contextmanager
def made_on(server: str, members: int, *, keep: bool) -> Iterator[str]:
    """The address of a database for a home of that size; "" is SQLite. What is not kept is dropped."""
    if not server:
        yield ""
        return
    import psycopg

    name = f"wellkept_bench_{members}"
    with psycopg.connect(server, autocommit=True) as open_server:
        if not keep:
            open_server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        if not open_server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            open_server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        if not keep:
            open_server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def folder_of(keep: Path | None, name: str) -> Iterator[Path]:
    """The home's folder: kept between runs, or a temporary one."""
    if keep:
        yield keep / name
        return
    made = Path(tempfile.mkdtemp(prefix="wellkept-bench-"))
    try:
        yield made / name
    finally:
        shutil.rmtree(made, ignore_errors=True)


def main() -> int:
    """Run it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked.add_argument("--members", type=int, nargs="+", default=[1_000])
    asked.add_argument("--rounds", type=int, default=9, help="each is one page of 300 members on either side")
    asked.add_argument("--keep", type=Path, metavar="DIR", help="keep the homes there, and use those that are there")
    asked.add_argument("--postgresql", default="", metavar="URL", help="a server, and a database of it to begin in")
    given = asked.parse_args()
    kind = "postgresql" if given.postgresql else "sqlite"
    with ExitStack() as open_now:
        homes = []
        for members in given.members:
            folder = open_now.enter_context(folder_of(given.keep, f"{kind}-{members}"))
            address = open_now.enter_context(made_on(given.postgresql, members, keep=bool(given.keep)))
            homes.append(open_now.enter_context(Home(members, folder.resolve(), address)))
        measured(homes, given.rounds)
        rows, grown = [home.row() for home in homes], growth(homes)
    tell(rows, grown)
    if given.json:
        given.json.write_text(json.dumps({"rows": rows, "growth": grown}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
