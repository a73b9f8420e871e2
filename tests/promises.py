"""The marks that tie a test to the promises it shows, and their count per promise.

`@pytest.mark.promise("S1", "S3")` names rows of the table of promises. `PROMISES_JSON=FILE pytest` writes
`{"S1": {"passed": 3, "failed": 0, "skipped": 0}, ...}`, a row for every promise that a test of the run names.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROMISE = re.compile(r"[A-Z][1-9]\d*")
WORST_FIRST = ("failed", "skipped", "passed")


def promises_of(item: pytest.Item) -> Iterator[str]:
    for mark in item.iter_markers("promise"):
        if not mark.args or mark.kwargs:
            message = f'{item.nodeid}: write the rows that the test shows, as in promise("S1", "S3").'
            raise pytest.UsageError(message)
        for name in mark.args:
            if not isinstance(name, str) or not PROMISE.fullmatch(name):
                message = f'{item.nodeid}: {name!r} is no row of the table of promises; one looks like "S1".'
                raise pytest.UsageError(message)
            yield name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.user_properties += [("promise", name) for name in sorted(set(promises_of(item)))]


def pytest_configure(config: pytest.Config) -> None:
    target = os.environ.get("PROMISES_JSON")
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(PromiseCount(Path(target).absolute()), "promise-count")


class PromiseCount:
    """Hears the reports of all workers. A test counts once per promise, by the worst of its phases."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.outcomes: dict[str, str] = {}
        self.promises: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        names = [str(value) for key, value in report.user_properties if key == "promise"]
        if names:
            # A test that is expected to fail shows that the promise is not kept.
            outcome = "failed" if hasattr(report, "wasxfail") else report.outcome
            worst = min(outcome, self.outcomes.get(report.nodeid, "passed"), key=WORST_FIRST.index)
            self.outcomes[report.nodeid] = worst
            self.promises[report.nodeid] = names

    def rows(self) -> dict[str, dict[str, int]]:
        counted: dict[str, dict[str, int]] = {}
        for nodeid, outcome in self.outcomes.items():
            for name in self.promises[nodeid]:
                counted.setdefault(name, {"passed": 0, "failed": 0, "skipped": 0})[outcome] += 1
        return dict(sorted(counted.items(), key=lambda row: (row[0][0], int(row[0][1:]))))

    def pytest_sessionfinish(self) -> None:
        self.target.write_text(json.dumps(self.rows(), indent=2) + "\n")
