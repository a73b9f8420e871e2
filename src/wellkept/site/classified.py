"""Every field of every installed table, classified; the rows come from the apps, Django's own from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from wellkept.policy.vocabulary import DATA

# (category, member, exported, erased, kept), as in `wellkept.vault.classification`.
Row = tuple[str, str, str, str, str]

_NOBODYS: Row = ("none", "", "no", "never", "as person")
DJANGOS: Mapping[str, Mapping[str, Row]] = {
    "django_content_type": dict.fromkeys(("id", "app_label", "model"), _NOBODYS),
    "auth_permission": dict.fromkeys(("id", "name", "content_type", "codename"), _NOBODYS),
    "auth_group": dict.fromkeys(("id", "name", "permissions"), _NOBODYS),
    "auth_group_permissions": dict.fromkeys(("id", "group", "permission"), _NOBODYS),
}
_SPECIAL = frozenset({"by row", "key", "none"})


def fields() -> dict[str, Mapping[str, Row]]:
    """All rows, by table."""
    found = dict(DJANGOS)
    for config in apps.get_app_configs():
        module = f"{config.name}.classification"
        if config.name.startswith("wellkept.") and find_spec(module):
            found.update(import_module(module).FIELDS)
    return found


def faults() -> Iterator[str]:
    """What is wrong: a field without a row, a row without a field, a category that the policy does not have."""
    known = fields()
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    for table, model in sorted(tables.items()):
        options = model._meta  # noqa: SLF001 - Django documents it as public
        there = {field.name for field in (*options.concrete_fields, *options.many_to_many)}
        rows = known.get(table, {})
        yield from (f"{table}.{field} is not classified" for field in sorted(there - rows.keys()))
        yield from (f"{table}.{field} is classified, and is no field" for field in sorted(rows.keys() - there))
    for table in sorted(known.keys() - tables.keys()):
        yield f"{table} is classified, and is no table"
    for table, rows in sorted(known.items()):
        for field, row in rows.items():
            if row[0] not in _SPECIAL and row[0] not in DATA:
                yield f"{table}.{field}: the policy has no category {row[0]}"
