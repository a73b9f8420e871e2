"""Records that could not be taken in."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Quarantined(models.Model):
    """A record that waits, sealed under a key of its own, with the reason as a code.

    `patient` is the blind index of the patient whom it names, so that it is found when the person arrives;
    `content` that of the whole record, so that the same record waits once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=40)
    patient = models.BinaryField(max_length=16, null=True, db_index=True)
    content = models.BinaryField(max_length=16)
    received = models.DateTimeField()
    keep_until = models.DateField(null=True, db_index=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_quarantined"
        constraints = [models.UniqueConstraint("source", "content", name="quarantined_once")]

    def __str__(self) -> str:
        return str(self.id)
