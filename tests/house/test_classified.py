"""Every field of every installed table says what it is, whose, how it is exported, erased and how long kept."""

import pytest
from django.db import models

from wellkept.site import classified


def test_every_field_of_every_table_is_classified():
    assert list(classified.faults()) == []


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("vault_person", {"enrolled": None}, "vault_person.enrolled is not classified"),
        ("vault_person", {"shoe_size": ("none",) * 5}, "vault_person.shoe_size is classified, and is no field"),
        ("vault_hats", {"id": ("none",) * 5}, "vault_hats is classified, and is no table"),
        ("vault_person", {"enrolled": ("identity.hat", "id", "no", "never", "")}, "no category identity.hat"),
    ],
)
def test_a_gap_in_the_classification_is_named(monkeypatch, table, change, said):
    rows = classified.fields()
    changed = {**rows.get(table, {}), **change}
    rows[table] = {field: row for field, row in changed.items() if row}
    monkeypatch.setattr(classified, "fields", lambda: rows)
    assert any(said in fault for fault in classified.faults())


def test_a_new_field_is_a_fault_until_it_is_classified():
    from wellkept.vault.models import Person

    field = models.TextField(null=True)
    field.contribute_to_class(Person, "nickname")
    try:
        assert "vault_person.nickname is not classified" in list(classified.faults())
    finally:
        Person._meta.local_fields.remove(field)
        del Person.nickname
        Person._meta._expire_cache()
