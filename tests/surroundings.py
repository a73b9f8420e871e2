"""What a test run finds around it: a home of its own, the sample files, a browser, the database.

Whatever is missing, the tests that need it are skipped and say what would let them run. `--must-run MARK` turns such a
skip, or the lack of any test with the mark, into a failed run.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MUST_RUN = pytest.StashKey["MustRun"]()


def _own_home() -> None:
    home = tempfile.mkdtemp(prefix="wellkept-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["WELLKEPT_HOME"] = home
    os.environ.pop("WELLKEPT_STATEMENT", None)


# Settings are read before any hook or fixture could run, so that importing this plugin is the one moment at which a
# test run can still be kept away from a real home.
_own_home()


def find_chromium() -> Path | None:
    """The browser for journeys: CHROMIUM=/path, or a Chromium on the path."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, (named,) if named else BROWSERS)), None)
    return Path(found) if found else None


def find_nginx() -> Path | None:
    """The proxy for mutual TLS; Debian keeps it where only root's path leads."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    return Path(found) if found else None


def find_samples() -> Path | None:
    """The folder of public sample files, if WELLKEPT_SAMPLES names one. A wrong name is an error, not a skip."""
    named = os.environ.get("WELLKEPT_SAMPLES")
    if not named:
        return None
    if not Path(named).is_dir():
        message = f"WELLKEPT_SAMPLES={named} is no folder. Name the folder of sample files, or unset it."
        raise pytest.UsageError(message)
    return Path(named).resolve()


def missing() -> dict[str, str]:
    """Marks whose tests cannot run here, each with what would let them."""
    reasons = {}
    if find_chromium() is None:
        reasons["journey"] = "needs Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM=/path"
    if find_nginx() is None:
        reasons["nginx"] = "needs nginx: install it (Debian: apt-get install nginx-light)"
    if find_samples() is None:
        reasons["samples"] = "needs the public sample files: set WELLKEPT_SAMPLES=DIR"
    if not os.environ.get("WELLKEPT_DATABASE", "").startswith("postgres"):
        reasons["postgres"] = "needs PostgreSQL: set WELLKEPT_DATABASE=postgresql://..."
    return reasons


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--must-run",
        action="append",
        default=[],
        metavar="MARK",
        help="fail if a test with this mark was skipped, or if there is none (may be repeated)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[MUST_RUN] = MustRun(config.getoption("--must-run"))
    config.pluginmanager.register(config.stash[MUST_RUN], "must-run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = missing()
    for item in items:
        for fixture, mark in (("samples", "samples"), ("chromium", "journey"), ("nginx", "nginx")):
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
        for mark, reason in reasons.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of public sample files. A test that asks for it is skipped where there is none."""
    found = find_samples()
    assert found is not None, "a fixture that uses `samples` needs @pytest.mark.samples on its tests"
    return found


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser to start. A test that asks for it is a journey, and is skipped where there is none."""
    found = find_chromium()
    assert found is not None, "a fixture that uses `chromium` needs @pytest.mark.journey on its tests"
    return found


@pytest.fixture(scope="session")
def nginx() -> Path:
    """The proxy to start. A test that asks for it is skipped where there is none."""
    found = find_nginx()
    assert found is not None, "a fixture that uses `nginx` needs @pytest.mark.nginx on its tests"
    return found


class MustRun:
    """Counts, by mark, which tests ran and which were skipped, in the process that hears of all of them."""

    def __init__(self, marks: list[str]) -> None:
        self.ran: dict[str, int] = dict.fromkeys(marks, 0)
        self.skipped: dict[str, list[str]] = {mark: [] for mark in marks}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for mark in self.ran.keys() & set(report.keywords):
            if report.skipped:
                self.skipped[mark].append(report.nodeid)
            elif report.when == "call":
                self.ran[mark] += 1

    def complaints(self) -> Iterator[str]:
        for mark, count in self.ran.items():
            if self.skipped[mark]:
                yield f"{len(self.skipped[mark])} tests marked {mark} were skipped, first {self.skipped[mark][0]}"
            elif not count:
                yield f"no test marked {mark} ran"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput") and session.exitstatus == 0 and any(self.complaints()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        for complaint in self.complaints():
            terminalreporter.write_line(f"--must-run: {complaint}", red=True)
