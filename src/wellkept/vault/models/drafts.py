"""Drafts of forms that were begun and not sent."""

from __future__ import annotations

from django.db import models

from wellkept.vault.models.people import Person


class Draft(models.Model):
    """What somebody wrote in a form and has not sent. `sealed` is a JSON object of its fields.

    The id follows from account, person, form and step, so that there is one draft of each. `person` is whom the form is
    about and under whose key it is sealed: None where a form of the staff is about nobody in particular, which the
    plan's key seals. `writer` is the member whose account it is, None for the staff. `revision` counts the writes.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.UUIDField(db_index=True)
    writer = models.UUIDField(null=True, db_index=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    form = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_draft"

    def __str__(self) -> str:
        return str(self.id)
