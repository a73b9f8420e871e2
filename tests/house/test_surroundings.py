"""What the test run does where something is missing, run on small test files of its own."""

import os
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]

FILE = """
    import os
    import pytest

    @pytest.mark.journey
    def test_journey():
        pass

    def test_samples(samples):
        assert samples.is_dir()

    @pytest.mark.postgres
    def test_postgres():
        pass

    def test_home():
        assert "wellkept-tests-" in os.environ["WELLKEPT_HOME"]
        assert "WELLKEPT_STATEMENT" not in os.environ
"""


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.delenv("WELLKEPT_SAMPLES", raising=False)
    monkeypatch.delenv("WELLKEPT_DATABASE", raising=False)
    marks = "".join(f"    {mark}: one\n" for mark in ("journey", "samples", "postgres"))
    pytester.makeini(f"[pytest]\nmarkers =\n{marks}addopts = -ra -p tests.surroundings -p no:django -p no:randomly\n")

    def run(*arguments, text=FILE):
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*arguments)

    return run


def test_what_cannot_run_is_skipped_and_says_why(run):
    result = run()
    result.assert_outcomes(passed=1, skipped=3)
    for need in ("Chromium", "WELLKEPT_SAMPLES", "PostgreSQL"):
        result.stdout.fnmatch_lines([f"SKIPPED *needs*{need}*"])


def test_with_everything_there_nothing_is_skipped(run, monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", "/bin/sh")
    monkeypatch.setenv("WELLKEPT_SAMPLES", str(tmp_path))
    monkeypatch.setenv("WELLKEPT_DATABASE", "postgresql://localhost/x")
    run("--must-run=journey", "--must-run=samples", "--must-run=postgres").assert_outcomes(passed=4)


def test_a_samples_folder_that_is_not_there_is_an_error(run, monkeypatch):
    monkeypatch.setenv("WELLKEPT_SAMPLES", "/nowhere/at/all")
    result = run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*WELLKEPT_SAMPLES=/nowhere/at/all is no folder*"])


@pytest.mark.parametrize("workers", [(), ("-n2",)], ids=["one process", "two workers"])
def test_what_must_run_may_not_be_skipped(run, workers):
    result = run("--must-run=journey", *workers)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["--must-run: 1 tests marked journey were skipped*::test_journey"])


def test_what_must_run_may_not_be_absent(run):
    result = run("--must-run=journey", text="def test_other(): pass\n")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["--must-run: no test marked journey ran"])


def test_this_very_run_keeps_away_from_a_real_home():
    """In the home of its own, or in a copy of the pattern once a test has asked for a database."""
    assert Path(os.environ["WELLKEPT_HOME"]).is_relative_to(tempfile.gettempdir())
