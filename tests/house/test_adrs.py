"""Decisions are numbered by their file names alone, one page each."""

import re
from pathlib import Path

import pytest

ADRS = sorted((Path(__file__).resolve().parents[2] / "docs" / "adr").glob("*"))
PARTS = ("**Context.**", "**Decision.**", "**Alternatives.**", "**Consequences.**")


def test_numbers_are_unique_and_without_a_gap():
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_one_page_of_four_parts(path):
    assert re.fullmatch(r"\d{4}-[a-z-]+\.md", path.name)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert not re.match(r"# .*\d", text), "the number is in the file's name alone"
    assert [text.count(part) for part in PARTS] == [1] * len(PARTS)
    assert text.count("\n") <= 45
