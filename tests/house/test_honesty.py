"""A test that cannot fail proves nothing, and a function that does nothing pretends: neither is in the house."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Calls that fail a test: pytest's, Playwright's `expect`, pytester's; besides, whatever has `assert` in its name.
CLAIMS = {"raises", "warns", "fail", "expect", "fnmatch_lines"}
# Functions that must be there and have nothing to do, each with the reason.
HOLLOW = {
    "src/wellkept/identity/sessions.py: SessionStore.clear_expired": "Django asks every store for it; a job does it",
    "src/wellkept/features/pacing.py: Unhurried.rest": "the pace of who has the machine alone: no rest",
    "tests/journeys/conftest.py: Quiet.log_message": "the server would tell of every request",
    "tests/servers/text_gateway.py: _Handler.log_message": "the server would tell of every request",
}


def trees(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def called(function):
    """The names of what a function calls, without what they are called on."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in calls}


def claims(function):
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)):
        return True
    return any(name in CLAIMS or "assert" in name for name in called(function))


def pointless(trees):
    """Tests that neither claim anything nor call what claims something, however deep; by file and name."""
    trees = list(trees)
    written = [function for _, tree in trees for function in functions(tree) if not function.name.startswith("test_")]
    sure = {function.name for function in written if claims(function)}
    while more := {function.name for function in written if called(function) & sure} - sure:
        sure |= more
    for path, tree in trees:
        for test in functions(tree):
            if test.name.startswith("test_") and not claims(test) and not called(test) & sure:
                yield f"{path}: {test.name}"


def hollow(trees):
    """Functions of which nothing is left without docstring, `pass` and `...`; a protocol's are meant to be so."""
    for path, tree in trees:
        for owner in ast.walk(tree):
            if "Protocol" in {getattr(base, "id", "") for base in getattr(owner, "bases", [])}:
                continue
            for one in ast.iter_child_nodes(owner):
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and all(map(says_nothing, one.body)):
                    yield f"{path}: {'.'.join(filter(None, (getattr(owner, 'name', ''), one.name)))}"


def says_nothing(line):
    return isinstance(line, ast.Pass) or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))


def test_every_test_claims_something():
    assert list(pointless(trees("tests"))) == []


def test_no_function_is_hollow_but_those_that_must_be_there():
    assert set(hollow(trees("src", "benchmarks", "tools", "tests"))) == HOLLOW.keys()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def test_it(): look()", ["a.py: test_it"]),
        ("def look(): go()\ndef go(): assert 1\ndef test_it(page): page.look()", []),
        ("def look(): go()\ndef go(): look()\ndef test_it(): look()", ["a.py: test_it"]),
        ("def test_it():\n with pytest.raises(ValueError): look()", []),
        ("class TestIt:\n def test_it(self): 'Nothing.'", ["a.py: test_it"]),
    ],
)
def test_what_a_test_calls_counts_as_what_it_claims(text, found):
    assert list(pointless([("a.py", ast.parse(text))])) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def go(): 'Later.'", ["a.py: go"]),
        ("class Box:\n def open(self): ...", ["a.py: Box.open"]),
        ("class Box(Protocol):\n def open(self): ...", []),
        ("def go(): return 1", []),
    ],
)
def test_what_has_no_line_of_its_own_is_hollow(text, found):
    assert list(hollow([("a.py", ast.parse(text))])) == found
