"""A closed tree of dotted names: `contact` holds `contact.email`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


class UnknownName(ValueError):
    """A name that the vocabulary does not have."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"unknown {kind} “{name}”")
        self.kind = kind
        self.name = name


@dataclass(frozen=True, slots=True)
class Node:
    """One name of a tree, with how people read it in English and Spanish.

    `meaning` is the outside term it stands for: an HL7 PurposeOfUse code for a purpose, a W3C DPV or FHIR
    term for data, empty where there is none. `marks` are the vocabulary's own marks (see each tree).
    """

    name: str
    en: str
    es: str
    meaning: str = ""
    marks: frozenset[str] = frozenset()

    def label(self, language: str) -> str:
        """The words for this node in `language` ("en" or "es")."""
        return self.es if language == "es" else self.en


class Tree:
    """Nodes in their order; a node without children is a leaf, and cells are made of leaves only."""

    def __init__(self, kind: str, nodes: Iterable[Node]) -> None:
        self.kind = kind
        self.nodes: dict[str, Node] = {}
        for node in nodes:
            if node.name in self.nodes:
                msg = f"{kind} “{node.name}” stands twice in the vocabulary"
                raise ValueError(msg)
            self.nodes[node.name] = node
        self._check_parents()
        inner = {name.rpartition(".")[0] for name in self.nodes}
        self.leaves: tuple[str, ...] = tuple(name for name in self.nodes if name not in inner)
        self.index: dict[str, int] = {leaf: place for place, leaf in enumerate(self.leaves)}
        self._under: dict[str, tuple[str, ...]] = {"*": self.leaves}
        for name in self.nodes:
            self._under[name] = tuple(leaf for leaf in self.leaves if leaf == name or leaf.startswith(name + "."))

    def _check_parents(self) -> None:
        for name in self.nodes:
            parent = name.rpartition(".")[0]
            if parent and parent not in self.nodes:
                msg = f"{self.kind} “{name}” has no parent “{parent}” in the vocabulary"
                raise ValueError(msg)

    def __contains__(self, name: str) -> bool:
        return name in self._under

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __getitem__(self, name: str) -> Node:
        try:
            return self.nodes[name]
        except KeyError:
            raise UnknownName(self.kind, name) from None

    def under(self, name: str) -> tuple[str, ...]:
        """The leaves at or below `name`; "*" is every leaf. Raises `UnknownName`."""
        try:
            return self._under[name]
        except KeyError:
            raise UnknownName(self.kind, name) from None

    def expand(self, wanted: Iterable[str]) -> frozenset[str]:
        """The leaves at or below any of `wanted`."""
        return frozenset(leaf for name in wanted for leaf in self.under(name))

    def marked(self, mark: str) -> frozenset[str]:
        """The leaves that carry `mark`, their own or an ancestor's."""
        found = [name for name, node in self.nodes.items() if mark in node.marks]
        return self.expand(found)


def grow(kind: str, rows: Iterable[tuple[Any, ...]]) -> Tree:
    """A tree from rows (name, English, Spanish, meaning, marks…); meaning and marks may be left out."""
    nodes = (Node(name, en, es, rest[0] if rest else "", frozenset(rest[1:])) for name, en, es, *rest in rows)
    return Tree(kind, nodes)
