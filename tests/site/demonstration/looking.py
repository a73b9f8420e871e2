"""Ways to look into the demonstration's resources."""

import json
from collections.abc import Iterator
from datetime import date

from wellkept.site.demonstration import Demonstration

TODAY = date(2026, 3, 15)


def walk(value: object) -> Iterator[dict]:
    """Every JSON object inside, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def code_of(concept: dict) -> str:
    return concept["coding"][0]["code"]


def read(found: Demonstration) -> tuple[dict, ...]:
    """The demonstration's resources, in the order in which they are loaded."""
    return tuple(json.loads(line) for path in found.fhir for line in path.read_text(encoding="utf-8").splitlines())
