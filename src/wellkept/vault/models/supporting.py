"""What records refer to without its being about a patient: organisations, practitioners, places, medicines."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Supporting(models.Model):
    """A FHIR R4 resource that others refer to, sealed under the plan's own key; `reference` is its blind index."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    reference = models.BinaryField(max_length=16, unique=True)
    content = models.BinaryField(max_length=16)
    received = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_supporting"

    def __str__(self) -> str:
        return str(self.id)
