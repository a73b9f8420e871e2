"""The comparison of pages, at toy size: both sides answer, and what is told adds up."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "benchmarks" / "requests.py"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """One run over two small homes."""
    folder = tmp_path_factory.mktemp("requests")
    file = folder / "figures.json"
    asked = [sys.executable, str(PROGRAM), "--members", "3", "6", "--rounds", "1", "--json", str(file)]
    done = subprocess.run([*asked, "--keep", str(folder)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout, json.loads(file.read_text())


@pytest.fixture(scope="module")
def bodies(ran):
    """The page of one member on both sides."""
    code = "import sys; from benchmarks import site; site.show(int(sys.argv[1]))"
    home = ran[0] / "sqlite-6"
    done = subprocess.run(
        [sys.executable, "-c", code, "6"],
        cwd=ROOT,
        env={"WELLKEPT_HOME": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_run_tells_both_sides_of_every_home(ran):
    _, told, figures = ran
    assert [(row["database"], row["members"]) for row in figures["rows"]] == [("sqlite", 3), ("sqlite", 6)]
    for row in figures["rows"]:
        assert 0 < row["house_p50_ms"] <= row["house_p99_ms"]
        assert 0 < row["plain_p50_ms"] <= row["plain_p99_ms"]
        assert row["ratio"] > 0
        assert row["plain_queries"] == 3
        assert f"{row['ratio']:.2f}×" in told
    assert figures["growth"] > 0


def test_a_page_of_the_house_makes_a_bounded_number_of_queries(ran):
    assert {row["house_queries"] for row in ran[2]["rows"]} == {5}


def drawn(body):
    """A page without what is its own: ids, its address, the mark of the link to itself, tokens against forgery."""
    for own in (r"(?<=claims/)[0-9a-f-]{36}", r"/plain(?=/claims)", r' aria-current="page"', r'(?<=value=")\w{64}'):
        body = re.sub(own, "", body)
    return body.split()


def test_both_sides_draw_the_same_page(bodies):
    assert bodies["house"].count('<li class="claim">') == 10
    assert drawn(bodies["plain"]) == drawn(bodies["house"])
