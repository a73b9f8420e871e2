"""The promise plugin, run on small test files of its own."""

import json
import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]

FILE = """
    import pytest

    @pytest.mark.promise("S1")
    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_kept(n):
        pass

    @pytest.mark.promise("S1", "D10")
    def test_broken():
        assert False

    @pytest.mark.promise("D8")
    @pytest.mark.skip(reason="needs something")
    def test_skipped():
        pass

    @pytest.mark.promise("D8")
    @pytest.mark.xfail(reason="not kept yet")
    def test_expected_to_fail():
        assert False

    @pytest.fixture
    def untidy():
        yield
        assert False

    @pytest.mark.promise("D9")
    def test_fails_only_afterwards(untidy):
        pass

    def test_of_no_promise():
        pass
"""


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PROMISES_JSON", raising=False)
    pytester.makeini("[pytest]\nmarkers = promise: rows\naddopts = -p tests.promises -p no:django -p no:randomly\n")

    def run(text, *arguments):
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*arguments)

    return run


@pytest.mark.parametrize("workers", [(), ("-n2",)], ids=["one process", "two workers"])
def test_each_promise_counts_its_tests_by_outcome(run, monkeypatch, tmp_path, workers):
    target = tmp_path / "promises.json"
    monkeypatch.setenv("PROMISES_JSON", str(target))
    run(FILE, *workers)
    assert json.loads(target.read_text()) == {
        "D8": {"passed": 0, "failed": 1, "skipped": 1},
        "D9": {"passed": 0, "failed": 1, "skipped": 0},
        "D10": {"passed": 0, "failed": 1, "skipped": 0},
        "S1": {"passed": 3, "failed": 1, "skipped": 0},
    }
    assert list(json.loads(target.read_text())) == ["D8", "D9", "D10", "S1"]


def test_nothing_is_written_unasked(run, pytester):
    run(FILE)
    assert not list(pytester.path.rglob("*.json"))


@pytest.mark.parametrize("mark", ['promise("S-1")', "promise(1)", "promise()", 'promise("S1", "s2")', 'promise("S01")'])
def test_a_mark_that_names_no_row_stops_the_run(run, mark):
    result = run(f"import pytest\n@pytest.mark.{mark}\ndef test_it(): pass\n")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*test_a_mark_that_names_no_row_stops_the_run.py::test_it*"])


def test_every_promise_written_out_in_this_tree_looks_like_a_row():
    marks = [
        mark
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__)
        for mark in re.findall(r"mark\.promise\((?!\*)([^)]*)\)", path.read_text(encoding="utf-8"))
    ]
    assert [mark for mark in marks if not re.fullmatch(r'("[A-Z][1-9]\d*"(, )?)+', mark)] == []
