"""No table is forgotten when somebody is erased: a row in each one, by each field that could hold her id."""

from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from tests.vault.conftest import permit_for
from wellkept.vault import erasure, people
from wellkept.vault.classification import FIELDS
from wellkept.vault.models import Person

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
# Fields for ids that may hold somebody's and stay, or never hold anybody's, each with the reason.
NO_PERSONS = {
    "vault_memberkey.person": "the empty row of an erased key tells a restored backup what must not come back",
    "vault_draft.account": "an account; its member is the writer",
    "vault_delivery.client": "a registered system",
    "vault_emergency_opening.account": "an account of staff",
    "vault_roster_entry.office": "a provider's office",
    "vault_roster_entry.account": "an account of such an office",
    "vault_representation_request.decided_by": "an account of staff",
}
_numbers = count()


def of_a_person(field):
    """Whether a field may hold a person's id: a reference to her, or an id that is not the row's own."""
    if f"{field.model._meta.db_table}.{field.name}" in NO_PERSONS:
        return False
    if field.remote_field:
        return field.remote_field.model is Person
    return isinstance(field, models.UUIDField) and (field.model is Person or not field.primary_key)


FOUND = [
    field for model in apps.get_app_config("vault").get_models() for field in model._meta.fields if of_a_person(field)
]


def somebody():
    return people.make(permit_for(None), enrolled=True)


def row(model, given):
    """A row of any table: ids as given by field, in the rows it belongs to as well, somebody else's for the rest."""
    fields = {field.name: field for field in model._meta.fields}
    wanted = {name for name, field in fields.items() if not (field.null or field.has_default() or field.primary_key)}
    ids = {fields[name].attname: person for name, person in given.items() if name in fields}
    rest = {fields[name].attname: plain(fields[name], given) for name in sorted(wanted - given.keys())}
    own = {} if model._meta.pk.has_default() or isinstance(model._meta.pk, models.AutoField) else {"pk": uuid4()}
    return model.objects.create(**own, **ids, **rest)


def plain(field, given):  # noqa: PLR0911 - one for each kind of field
    """The plainest value of a field's kind, never the same twice where two rows may not share it."""
    number = next(_numbers)
    match field:
        case models.ForeignKey():
            return somebody() if field.remote_field.model is Person else row(field.remote_field.model, given).pk
        case models.UUIDField():
            return uuid4()
        case models.BinaryField():
            return number.to_bytes(16)
        case models.DateTimeField():
            return NOW
        case models.DateField():
            return NOW.date()
        case models.BooleanField():
            return False
        case models.IntegerField():
            return number
        case models.TextField() | models.CharField():
            return str(number)
    raise AssertionError(f"{field}: what would a row have here?")


def of(person, field):
    """A row in which the field holds the person's id."""
    return Person.objects.get(id=person) if field.model is Person else row(field.model, {field.name: person})


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("field", FOUND, ids=lambda field: f"{field.model._meta.db_table}.{field.name}")
def test_no_field_holds_the_id_of_somebody_whose_rows_were_removed(field):
    model, ada, other = field.model, somebody(), somebody()
    of(ada, field)
    kept = of(other, field)
    assert model.objects.filter(**{field.attname: ada}).exists()
    erasure.remove_rows(ada)
    assert not model.objects.filter(**{field.attname: ada}).exists()
    assert model.objects.filter(pk=kept.pk, **{field.attname: other}).exists()


def test_every_field_that_says_whose_a_row_is_was_looked_for():
    whose = {f"{table}.{row[1]}" for table, rows in FIELDS.items() for row in rows.values() if row[1]}
    looked_for = {f"{field.model._meta.db_table}.{field.name}" for field in FOUND}
    assert whose - looked_for == {"vault_memberkey.person"}


def test_an_exception_is_a_field_that_there_is():
    assert NO_PERSONS.keys() <= {f"{table}.{name}" for table, rows in FIELDS.items() for name in rows}
