"""What the import contracts cannot say about the house."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import wellkept
import wellkept.features
import wellkept.vault
from wellkept.gate import VERBS, Verb

SRC = Path(wellkept.__file__).parent

# Modules of the vault whose functions work below permits, each with the reason.
BELOW_PERMITS = {
    "facts": "the gate reads it to decide whether there is a permit at all",
    "keys": "the store of keys, which holds nobody's data",
    "backup": "copies what is sealed without opening it",
    "rotation": "wraps keys anew without opening what they seal",
    "stores": "makes room before there are tables",
    "routing": "which store a table is in",
    "apps": "Django's description of the app",
    "rows": "how a database spells ids",
    "loading": "how a load waits for the disk, which reads and writes no rows",
}
# Functions of the other modules that the vault calls itself, after a permit or when a person is made.
INNER_FUNCTIONS = {
    "standing.of_herself",
    "standing.gather",
    "numbers.owners",
    "erasure.remove_rows",
    "erasure.finish_erasures",
    "erasure.drop_unreadable_waiting",
    "visits.labels_of_visits",
    "visits.to_be_labelled",
}


def modules(package):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if "migrations" not in found.name and not found.ispkg:
            yield import_module(found.name)


def trees():
    for path in SRC.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path.relative_to(SRC), ast.parse(path.read_text())


def own_functions(module):
    for name, value in vars(module).items():
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
            yield name, value


def names_in(function):
    return {node.id for node in ast.walk(ast.parse(inspect.getsource(function).lstrip())) if isinstance(node, ast.Name)}


def touches_tables(module, function):
    """Whether the function itself, or one of its module that it calls, names a model or a connection."""
    models = {
        name
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__.startswith("wellkept.vault.models")
    } | {"connections", "connection"}
    seen, waiting = set(), [function]
    while waiting:
        names = names_in(waiting.pop())
        if names & models:
            return True
        for name in names - seen:
            seen.add(name)
            other = vars(module).get(name)
            if inspect.isfunction(other) and other.__module__ == module.__name__:
                waiting.append(other)
    return False


def reaches_data(module, function):
    """Whether the function names a module or a function of the vault or the ledger."""
    return any(
        (inspect.ismodule(value) or inspect.isfunction(value))
        and getattr(value, "__name__" if inspect.ismodule(value) else "__module__").startswith(
            ("wellkept.vault", "wellkept.ledger")
        )
        for name, value in vars(module).items()
        if name in names_in(function)
    )


@pytest.mark.promise("P6")
def test_only_the_gate_makes_a_permit():
    makers = {
        path.as_posix()
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Permit"
    }
    assert makers == {"gate/admit.py"}


@pytest.mark.promise("P6")
def test_every_vault_function_that_touches_tables_takes_a_permit_first():
    without = [
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules(wellkept.vault)
        if module.__name__.rpartition(".")[2] not in BELOW_PERMITS
        for name, function in own_functions(module)
        if touches_tables(module, function)
        and next(iter(inspect.signature(function).parameters), "").lstrip("_") not in {"permit", "permits"}
    ]
    assert sorted(set(without) - INNER_FUNCTIONS) == []


@pytest.mark.promise("P6")
def test_every_public_function_of_a_feature_that_reaches_data_declares_its_ask_or_goes_on_with_a_permit():
    loose = [
        f"{module.__name__}.{name}"
        for module in modules(wellkept.features)
        for name, function in own_functions(module)
        if reaches_data(module, function) and "permit" not in inspect.signature(function).parameters
    ]
    assert loose == []


@pytest.mark.promise("P6")
def test_every_verb_begins_with_the_visitor():
    others = [
        f"{module.__name__}.{name}"
        for module in modules(wellkept.features)
        for name, value in vars(module).items()
        if isinstance(value, Verb) and next(iter(inspect.signature(value.function).parameters)) != "visitor"
    ]
    assert others == []
    assert len(VERBS) > 10


@pytest.mark.promise("D1")
def test_no_verb_reaches_the_vault_without_asking_the_gate():
    silent = []
    for module in modules(wellkept.features):
        source = ast.parse(Path(module.__file__).read_text())
        inner = {node.name: node for node in source.body if isinstance(node, ast.FunctionDef)}
        for name, value in vars(module).items():
            if isinstance(value, Verb) and value.function.__module__ == module.__name__:
                called = {getattr(node.func, "id", "") for node in ast.walk(inner[name]) if isinstance(node, ast.Call)}
                bodies = [inner[name], *(inner[other] for other in called if other in inner)]
                calls = {
                    getattr(node.func, "id", "")
                    for body in bodies
                    for node in ast.walk(body)
                    if isinstance(node, ast.Call)
                }
                if not calls & {"admit", "admit_each", "admit_once"}:
                    silent.append(f"{module.__name__}.{name}")
    assert silent == []


def test_there_is_no_flag_that_skips_a_rule():
    flags = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and ("skip" in node.arg or node.arg in {"force", "unchecked", "override"})
    ]
    assert flags == []


def test_nothing_is_called_by_signal():
    heard = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "signals" in ast.unparse(node)
    ]
    assert heard == []


def test_files_and_functions_stay_small():
    long_files = [str(path) for path, _ in trees() if (SRC / path).read_text().count("\n") > 300]
    long_functions = [
        f"{path}:{node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 50
    ]
    assert long_files == []
    assert long_functions == []
