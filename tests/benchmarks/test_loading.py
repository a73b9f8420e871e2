"""The benchmark of pages during a load, at toy size."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "benchmarks" / "loading.py"


@pytest.mark.slow
def test_pages_are_opened_before_and_during_a_load(tmp_path):
    file = tmp_path / "figures.json"
    asked = [sys.executable, str(PROGRAM), "--members", "300", "--seconds", "3", "--json", str(file)]
    asked += ["--kinds", "enrolment", "--to-the-end"]
    environ = {name: value for name, value in os.environ.items() if name != "WELLKEPT_DATABASE"}
    done = subprocess.run(asked, capture_output=True, text=True, timeout=240, check=False, env=environ)
    assert done.returncode == 0, done.stderr
    figures = json.loads(file.read_text())
    assert set(figures) == {"quiet", "loading", "people", "transactions"}
    for said in (figures["quiet"], figures["loading"]):
        assert said["pages"] > 1
        assert 0 < said["p50_ms"] <= said["p99_ms"] <= said["max_ms"]
    assert figures["people"] == 300
    clock = figures["transactions"]["enrolment"]
    assert clock["transactions"] > 3
    assert 0 < clock["held_ms"]["p50"] <= clock["held_ms"]["max"]
    assert clock["work_ms"]["p50"] <= clock["held_ms"]["p99"]
    assert clock["memory_mb"]["most"] > 10
