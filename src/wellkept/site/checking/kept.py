"""Fields: each kind of data that has a column, held against what may be collected and how long it may be kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from wellkept.gate import Promised
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES, Action
from wellkept.site.classified import faults, fields

# What the program makes itself, and what is not about a person, is not collected from anybody.
_MADE_HERE = frozenset({"trail", "staff", "profile.choices", "rights.requests"})
_NO_CATEGORY = frozenset({"none", "key", "by row"})


def unpromised_fields(now: Promised) -> Iterator[str]:
    """Each field with something in it that no clause lets the plan collect, or that no clause limits in time."""
    yield from faults()
    for table, field, category in _asked_of_people():
        if not _is_collected(now, category):
            if _holds_something(table, field):
                yield f"{table}.{field}: no clause lets the plan collect {category}"
        elif not any(now.kept_at_most(leaf) is not None for leaf in DATA.under(category)):
            yield f"{table}.{field}: no clause says how long {category} may be kept"


def empty_fields(now: Promised) -> Iterator[str]:
    """Each field that this statement leaves empty: no clause lets the plan collect it, and nothing is in it."""
    for table, field, category in _asked_of_people():
        if not _is_collected(now, category) and not _holds_something(table, field):
            yield f"no clause lets the plan collect {category}: {table}.{field} stays empty"


def _asked_of_people() -> Iterator[tuple[str, str, str]]:
    """The fields whose content comes from people: table, field, category."""
    for table, rows in sorted(fields().items()):
        for field, (category, *_) in rows.items():
            if category not in _NO_CATEGORY and not any(_inside(category, made) for made in _MADE_HERE):
                yield table, field, category


def _is_collected(now: Promised, category: str) -> bool:
    return any(_may_collect(now, leaf) for leaf in DATA.under(category))


def _holds_something(table: str, field: str) -> bool:
    model = next(one for one in apps.get_models() if one._meta.db_table == table)  # noqa: SLF001
    rows = model._default_manager.exclude(**{f"{field}__isnull": True})  # noqa: SLF001
    kind = model._meta.get_field(field)  # noqa: SLF001
    empty = {models.CharField: "", models.TextField: "", models.BinaryField: b""}.get(type(kind))
    return bool((rows if empty is None else rows.exclude(**{field: empty})).exists())


def _inside(name: str, node: str) -> bool:
    return name == node or name.startswith(node + ".")


def _may_collect(now: Promised, leaf: str) -> bool:
    return any(
        now.table.row((Action.COLLECT, leaf, purpose, party)).alternatives
        for purpose in PURPOSES.leaves
        for party in PARTIES.leaves
    )
