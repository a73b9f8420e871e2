"""Fields: each kind of data that has a column, held against what may be collected and how long it may be kept."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.gate import Promised
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action
from wellkept.site.classified import faults, fields

# What the program makes itself, and what is not about a person, is not collected from anybody.
_MADE_HERE = frozenset({"trail", "staff", "profile.choices", "rights.requests"})
_NO_CATEGORY = frozenset({"none", "key", "by row"})


def unpromised_fields(now: Promised) -> Iterator[str]:
    """Each field whose category no clause lets the plan collect, or that no clause limits in time."""
    yield from faults()
    for table, rows in sorted(fields().items()):
        for field, (category, *_) in rows.items():
            if category in _NO_CATEGORY or any(_inside(category, made) for made in _MADE_HERE):
                continue
            if not any(_may_collect(now, leaf) for leaf in DATA.under(category)):
                yield f"{table}.{field}: no clause lets the plan collect {category}"
            elif not any(now.kept_at_most(leaf) is not None for leaf in DATA.under(category)):
                yield f"{table}.{field}: no clause says how long {category} may be kept"


def _inside(name: str, node: str) -> bool:
    return name == node or name.startswith(node + ".")


def _may_collect(now: Promised, leaf: str) -> bool:
    return any(
        now.table.row((Action.COLLECT, leaf, purpose, party)).alternatives
        for purpose in PURPOSES.leaves
        for party in PARTIES.leaves
    )
