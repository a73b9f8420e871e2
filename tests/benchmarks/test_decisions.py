"""The comparison of engines, at toy size: what is compared, not how long it takes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.engines.wellkept import Engine
from benchmarks.rules import plain, requests, source

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "benchmarks" / "decisions.py"
BENCH = ROOT / ".venv-bench" / "bin" / "python"
TOY = ("--requests", "20", "--rounds", "1", "--seconds", "0.02")


def run(python, folder, *arguments):
    file = folder / "figures.json"
    asked = [str(python), str(PROGRAM), "--json", str(file), *TOY, *arguments]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=False)
    return done, json.loads(file.read_text()) if file.exists() else None


def covers(rule, request):
    slots = zip(
        (rule.actions, rule.data, rule.purposes, rule.parties),
        (request.action, request.data, request.purpose, request.party),
        strict=True,
    )
    return all(names is None or value in names for names, value in slots)


def opened(rules, request):
    """The plain rules, read the long way."""
    met = [rule for rule in rules if covers(rule, request)]
    holds = {rule.id: set(rule.conditions) <= set(request.held) for rule in met}
    allowed = any(rule.effect == "allow" and holds[rule.id] for rule in met)
    closed = any(rule.effect == "never" or (rule.effect == "limit" and not holds[rule.id]) for rule in met)
    return allowed and not closed


@pytest.mark.parametrize("clauses", [10, 100])
def test_the_rules_that_peers_get_say_what_ours_say(clauses):
    written = source(clauses)
    ours, rules = Engine(written), plain(written)
    asked = requests(written, 300)
    answers = [ours.allowed(ours.prepare(request)()) for request in asked]
    assert answers == [opened(rules, request) for request in asked]
    assert 0.2 < sum(answers) / len(answers) < 0.9


def test_every_kind_of_rule_decides_some_request():
    written = source(1_000)
    rules = plain(written)
    asked = requests(written, 300)
    deciding = {rule.effect for rule in rules for request in asked if covers(rule, request)}
    assert deciding == {"allow", "limit", "never"}
    assert {rule.effect for rule in plain(source(10))} == {"allow", "limit", "never"}


def test_a_run_writes_a_row_for_each_size_and_counts_what_it_compared(tmp_path):
    done, figures = run(sys.executable, tmp_path, "--engines", "--clauses", "10", "20")
    assert done.returncode == 0, done.stderr
    assert [(row["engine"], row["clauses"]) for row in figures["rows"]] == [("wellkept", 10), ("wellkept", 20)]
    assert all(0 < row["p50_us"] <= row["p99_us"] for row in figures["rows"])
    assert figures["answers_compared"] == figures["disagreements"] == 0


@pytest.mark.skipif(not BENCH.exists(), reason="the peers are not installed: run `make bench` once")
def test_all_engines_give_our_answers(tmp_path):
    done, figures = run(BENCH, tmp_path, "--clauses", "10", "60")
    assert done.returncode == 0, done.stderr
    engines = ["wellkept", "opa-eval", "cedarpy", "pycasbin", "vakt"]
    assert [row["engine"] for row in figures["rows"]] == engines * 2
    assert figures["answers_compared"] == 20 * 4 * 2
    assert figures["disagreements"] == 0


def test_an_engine_that_is_not_there_is_said(tmp_path):
    done, figures = run(sys.executable, tmp_path, "--engines", "opa", "--clauses", "10")
    if done.returncode == 0:
        pytest.skip("opa-eval is installed beside the tests")
    assert "The worker of opa ended early" in done.stderr
    assert figures is None
