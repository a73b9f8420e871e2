"""What the documents point to is there, and what they say to type can be typed."""

import re
from pathlib import Path

import pytest

from wellkept.site.command import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
VARIABLES = re.compile(r"WELLKEPT_[A-Z_]+")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(path):
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    broken = [link for link in links if not (path.parent / link.partition("#")[0]).exists()]
    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_is_written_exists(path):
    text = path.read_text(encoding="utf-8")
    written = set(re.findall(r"`(?:\.venv/bin/)?wellkept ([a-z]+)", text))
    written |= set(re.findall(r"^\$ (?:\S*=\S+ )*(?:\.venv/bin/)?wellkept ([a-z]+)", text, re.MULTILINE))
    assert written <= COMMANDS.keys()
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


def test_the_readme_names_every_command_and_every_variable():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`wellkept {name}" not in readme and f"`{name} DIR`" not in readme] == []
    read = {
        name for path in (ROOT / "src").rglob("*.py") for name in VARIABLES.findall(path.read_text(encoding="utf-8"))
    }
    assert {name for name in read if f"`{name}`" not in readme} == set()


def test_the_first_screen_of_the_readme_says_what_how_and_where():
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    for said in ("privacy statement is the program's configuration", "make run", "make test", "## The house"):
        assert said in first
    floors = [path.name for path in (ROOT / "src" / "wellkept").iterdir() if (path / "__init__.py").exists()]
    assert [floor for floor in floors if f"`{floor}/`" not in first] == []


def test_the_tour_follows_the_request_over_every_floor():
    links = LINK.findall((ROOT / "docs" / "tour.md").read_text(encoding="utf-8"))
    floors = {link.split("/")[3] for link in links if link.startswith("../src/wellkept/")}
    assert {"doors", "features", "gate", "policy", "ledger", "vault", "statement"} <= floors
