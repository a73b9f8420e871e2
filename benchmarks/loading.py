"""How long a member waits for her claims page while members are loaded beside her.

`make bench BENCH=loading JSON=FILE`. The site is up in processes of its own (`wellkept run`); `wellkept load` brings in
other members beside it; a client on this machine opens the page again and again, first without the load, then with.
The load runs under `loading_clock.py`, which says how long its transactions were.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AIM_MS = 100.0
_HERE = 200  # members on record before
_READERS = 8  # of them are signed in and read in turn
_PAUSE = 0.02  # seconds between two pages
_LONGEST = 7_200.0  # seconds
LIMIT_MS = 20.0
KINDS = ("enrolment", "fhir")
_WELLKEPT = [sys.executable, "-m", "wellkept.site.command"]


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def prepared(home: Path) -> list[str]:
    """A home with some members; the cookies of those who are signed in."""
    code = f"from benchmarks import site; site.sign_in({_HERE}, {_READERS})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=_environ(home), stdout=subprocess.PIPE, text=True, check=True
    )
    return list(json.loads(done.stdout))


def _environ(home: Path) -> dict[str, str]:
    return {**os.environ, "WELLKEPT_HOME": str(home)}


@contextmanager
def served(home: Path, port: int) -> Iterator[None]:
    """The site, up on this home."""
    words = [*_WELLKEPT, "run", "--empty", "--port", str(port)]
    site = subprocess.Popen(words, env=_environ(home), stdout=subprocess.DEVNULL)
    try:
        _wait_until_up(site, port)
        yield
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=30)


def _wait_until_up(site: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        if site.poll() is not None:
            sys.exit(f"The site ended early with exit code {site.returncode}; its words are above.")
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return
        time.sleep(0.1)
    sys.exit("The site was not up after a minute.")


@contextmanager
def loading(home: Path, files: Path, kinds: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Loads, one after the other, as an operator starts them; stopped when nobody needs them any more."""
    given = {"enrolment": files / "enrolment.834", "fhir": files / "fhir"}
    words = [
        f"'{sys.executable}' -m benchmarks.loading_clock '{_clocked(files, kind)}' load {kind} '{given[kind]}'"
        for kind in kinds
    ]
    load = subprocess.Popen(
        ["/bin/sh", "-c", " && ".join([*words[:-1], f"exec {words[-1]}"])],
        cwd=ROOT,
        env=_environ(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        yield load
    finally:
        with suppress(ProcessLookupError):
            os.killpg(load.pid, signal.SIGTERM)
        load.communicate(timeout=60)


def _clocked(files: Path, kind: str) -> Path:
    return files / f"clock-{kind}.json"


def _loaded(home: Path) -> int:
    """How many people are on record, whichever database they are in."""
    code = (
        "from wellkept.site.preparing import prepare; prepare();"
        "from wellkept.vault.models import Person; print(Person.objects.count())"
    )
    counted = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=_environ(home), stdout=subprocess.PIPE, text=True, check=True
    )
    return int(counted.stdout)


def pages(port: int, cookies: list[str], goes_on: Callable[[], bool], most: float) -> list[float]:
    """Milliseconds for each page, opened one after the other for as long as asked, and at most `most` seconds."""
    took: list[float] = []
    end = time.monotonic() + most
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as asked:
        while time.monotonic() < end and goes_on():
            cookie = cookies[len(took) % len(cookies)]
            began = time.perf_counter()
            asked.request("GET", "/claims", headers={"Cookie": cookie})
            answer = asked.getresponse()
            answer.read()
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                sys.exit(f"/claims answered {answer.status}")
            time.sleep(_PAUSE)
    return took


def figures(took: list[float]) -> dict[str, float]:
    """Percentiles in milliseconds."""
    cuts = quantiles(took, n=100, method="inclusive")
    found = {"pages": len(took), "p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98], "max_ms": max(took)}
    return {name: round(value, 2) for name, value in found.items()}


def write_files(folder: Path, members: int) -> None:
    """What is loaded: the members whom the home knows already, and then new ones."""
    code = (
        "import sys; from pathlib import Path; from benchmarks.site import CLAIMS_EACH, TODAY;"
        "from wellkept.site.demonstration import write_many;"
        "write_many(Path(sys.argv[1]), members=int(sys.argv[2]), claims_each=CLAIMS_EACH, today=TODAY)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder), str(members)], cwd=ROOT, check=True)


def measured(members: int, seconds: float, kinds: Sequence[str], *, to_the_end: bool) -> dict[str, Any]:
    """Both phases on a home of their own, and what the loads themselves say."""
    with tempfile.TemporaryDirectory(prefix="wellkept-bench-") as made:
        home, files, port = Path(made, "home"), Path(made, "files"), free_port()
        cookies = prepared(home)
        write_files(files, members)
        with served(home, port):
            pages(port, cookies, lambda: True, min(seconds, 3))
            quiet = pages(port, cookies, lambda: True, seconds)
            with loading(home, files, kinds) as load:
                if not to_the_end:
                    time.sleep(min(seconds / 4, 2))
                most = _LONGEST if to_the_end else seconds
                busy = pages(port, cookies, lambda: load.poll() is None, most)
                ended = load.poll()
        clocks = {kind: json.loads(file.read_text()) for kind in kinds if (file := _clocked(files, kind)).exists()}
        people = _loaded(home)
    if ended:
        sys.exit(f"The load ended early with exit code {ended}.")
    if not busy:
        sys.exit("The load was over before a page was opened: give it more --members.")
    return {"quiet": figures(quiet), "loading": figures(busy), "people": people, "transactions": clocks}


def told(found: dict[str, Any]) -> Iterator[str]:
    """What was found, for people."""
    yield f"{'':<10}" + "".join(f"{name:>10}" for name in found["quiet"])
    for phase in ("quiet", "loading"):
        yield f"{phase:<10}" + "".join(f"{value:>10}" for value in found[phase].values())
    yield f"aim: p99 under {AIM_MS:.0f} ms while members are loaded; {found['people']:,} people on record at the end"
    for kind, clock in found["transactions"].items():
        yield f"\n{kind}, {clock['seconds']:,.0f} s, {clock['transactions']:,} write transactions, ms:"
        for name in ("held_ms", "work_ms", "waited_ms", "loop_ms"):
            said = "".join(f"{figure:>8} {value:<8}" for figure, value in clock[name].items())
            yield f"  {name.removesuffix('_ms'):<8}{said}"
        yield (
            f"  over {LIMIT_MS:.0f} ms: {clock['held_over_limit']} transactions,"
            f" {clock['loops_over_limit']} of {clock['loops']} loops of the same work that touch nothing"
        )
        yield (
            f"  p99 to the work at p50: {clock['held_p99_to_work_p50']} times, of loops"
            f" {clock['loop_p99_to_work_p50']} times; {clock['reads_inside']} reads inside"
        )
        yield f"  memory of the load, MB: {clock['memory_mb']}"


def main() -> int:
    """Run it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked.add_argument("--members", type=int, default=5_000, help="members in the files that are loaded")
    asked.add_argument("--seconds", type=float, default=40.0, help="measured in each of the two phases, at most")
    asked.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="what is loaded")
    asked.add_argument("--to-the-end", action="store_true", help="open pages until the load has ended")
    given = asked.parse_args()
    found = measured(given.members, given.seconds, given.kinds, to_the_end=given.to_the_end)
    for line in told(found):
        print(line)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
