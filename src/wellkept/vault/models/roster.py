"""Whom a provider's office treats, as the office says: its roster."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wellkept.vault.models.people import Person


class RosterEntry(models.Model):
    """That `person` is or was a patient of `office`: `Standing` is what holds now, this is what was said and when.

    `purpose` is what the office then looks for, a leaf of the purposes; `basis` how the office showed that it knows
    the person: "identified" (number and birth date) or "pcp" (the enrolment names it as her primary care provider).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    office = models.UUIDField()
    account = models.UUIDField()
    purpose = models.CharField(max_length=40)
    basis = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_roster_entry"
        indexes = [
            models.Index(fields=["office", "id"], name="roster_of_office", condition=models.Q(until__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "office"], condition=models.Q(until__isnull=True), name="roster_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
