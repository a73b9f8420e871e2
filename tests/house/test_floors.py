"""The contracts in pyproject.toml, tried on a small house of the same shape: each one sees what it forbids."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

MODULES = [
    *("site", "doors", "features", "gate", "vault", "ledger", "identity", "exits", "statement", "policy"),
    *("doors/public", "doors/member", "doors/staff", "doors/provider", "doors/fhir", "doors/feeds", "doors/clock"),
    "doors/systems",
    *("doors/shared", "features/claims", "features/record", "vault/models", "vault/claims", "ledger/book"),
]
LEGAL = [
    ("site", "doors.member"),
    ("doors.member", "features.claims"),
    ("doors.member", "doors.shared"),
    ("features.claims", "gate"),
    ("features.claims", "vault.claims"),
    ("features.claims", "exits"),
    ("gate", "ledger.book"),
    ("gate", "vault"),
    ("vault.claims", "vault.models"),
    ("vault.claims", "exits"),
    ("statement", "policy"),
    ("features.claims", "features.record"),
]
BROKEN = [
    ("policy", "statement", "1."),
    ("vault", "ledger", "1."),
    ("identity", "vault", "1."),
    ("exits", "vault", "1."),
    ("gate", "features.claims", "1."),
    ("policy", "django", "2a."),
    ("statement", "logging", "2a."),
    ("statement", "socket", "2a."),
    ("policy", "orjson", "2b."),
    ("doors.member", "doors.staff", "3."),
    ("doors.shared", "doors.public", "3."),
    ("features.claims", "vault.models", "4."),
    ("site", "vault.models", "4."),
    ("features.claims", "ledger.book", "5."),
    ("site", "ledger.book", "5."),
    ("doors.member", "vault.claims", "6."),
    ("doors.member", "ledger", "6."),
    ("doors.feeds", "exits", "6."),
    ("features.record", "features.claims", "7."),
]


@pytest.fixture
def house(tmp_path):
    for module in ["", *MODULES]:
        folder = tmp_path / "wellkept" / module
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").write_text("")
    for importer, imported in LEGAL:
        add_import(tmp_path, importer, f"wellkept.{imported}")
    return tmp_path


def add_import(house, importer, imported):
    with (house / "wellkept" / importer.replace(".", "/") / "__init__.py").open("a") as module:
        module.write(f"import {imported}\n")


def broken_contracts(house):
    command = [LINT_IMPORTS, "--config", ROOT / "pyproject.toml", "--no-cache", "--no-logo"]
    done = subprocess.run(
        command, cwd=house, env={**os.environ, "PYTHONPATH": str(house)}, capture_output=True, text=True, check=False
    )
    broken = {line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")}
    assert (done.returncode != 0) == bool(broken), done.stdout + done.stderr
    return broken


def test_a_house_that_only_looks_down_breaks_no_contract(house):
    assert broken_contracts(house) == set()


def test_every_contract_is_tried():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"].split()[0] for contract in contracts} == {number for _, _, number in BROKEN}


@pytest.mark.parametrize(("importer", "imported", "number"), BROKEN)
def test_an_import_that_is_not_allowed_breaks_its_contract(house, importer, imported, number):
    ours = (house / "wellkept" / imported.replace(".", "/")).is_dir()
    add_import(house, importer, f"wellkept.{imported}" if ours else imported)
    assert number in {name.split()[0] for name in broken_contracts(house)}


@pytest.mark.parametrize("folder", ["cellar", "doors/window"])
def test_a_new_folder_must_declare_itself(house, folder):
    (house / "wellkept" / folder).mkdir()
    (house / "wellkept" / folder / "__init__.py").write_text("")
    assert broken_contracts(house) != set()
