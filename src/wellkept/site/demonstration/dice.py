"""Choices that look like chance and are the same on every machine: each is drawn from its own name."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar
from uuid import UUID, uuid5

Option = TypeVar("Option")

_IDS = UUID("6f0d7c52-8a31-4e0b-9d0e-2f7b3a5c1e44")


def roll(name: str, sides: int) -> int:
    """Give a number from 0 to sides - 1."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % sides


def between(name: str, low: int, high: int) -> int:
    """Give a number from low to high, both included."""
    return low + roll(name, high - low + 1)


def pick(name: str, options: Sequence[Option]) -> Option:
    return options[roll(name, len(options))]


def resource_id(name: str) -> str:
    """Give the FHIR id of the resource that has this name."""
    return str(uuid5(_IDS, name))
