"""Openings of a record in an emergency."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wellkept.vault.models.people import Person


class EmergencyOpening(models.Model):
    """That somebody of the staff declared an emergency to see a record. `sealed` is the reason, under the member's key.

    It is live from `began` to `until`, or to `ended` where it was closed before. `role` is the class of party.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    account = models.UUIDField()
    role = models.CharField(max_length=60)
    began = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_emergency_opening"

    def __str__(self) -> str:
        return str(self.id)
