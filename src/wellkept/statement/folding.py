"""Sets of leaves said as few names: where all leaves of a node are there, the node is said."""

from __future__ import annotations

from collections.abc import Iterable

from wellkept.policy.vocabulary import Tree


def folded(tree: Tree, leaves: Iterable[str]) -> tuple[str, ...]:
    """The fewest names that stand for exactly `leaves`; ("*",) for all. What `tree` does not know is left as it is."""
    wanted = frozenset(leaves)
    if wanted.issuperset(tree.leaves):
        return ("*",)
    names: list[str] = []
    covered: set[str] = set()
    for name in tree:
        under = tree.under(name)
        if covered.isdisjoint(under) and wanted.issuperset(under):
            names.append(name)
            covered.update(under)
    return (*names, *sorted(wanted - covered))


def labelled(tree: Tree, leaves: Iterable[str], language: str, *, all_of_them: str) -> str:
    """The labels of the fewest names that stand for `leaves`, as a list in `language`."""
    names = folded(tree, leaves)
    if names == ("*",):
        return all_of_them
    return listed([tree[name].label(language) if name in tree else name for name in names], language)


def listed(words: list[str], language: str) -> str:
    """Words as a list: "a, b and c", "a, b y c"."""
    if len(words) < 2:  # noqa: PLR2004 - a list begins at two
        return "".join(words)
    last = words[-1]
    joint = "and" if language != "es" else "e" if last.lower().startswith(("i", "hi")) and last[:3] != "hie" else "y"
    return f"{', '.join(words[:-1])} {joint} {last}"
