"""FHIR R4 resources about a person."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wellkept.vault.models.people import Person


class Resource(models.Model):
    """A FHIR R4 resource as sealed JSON bytes, beside a sealed summary for lists.

    `kind` is the FHIR type, `category` a leaf of the policy's data tree, `labels` the sensitive labels as bits.
    `day` is shifted by the member's secret. `origin` (source and its id) and `content` are digests under the
    member's key: a repeated load finds what it has loaded.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=40)
    labels = models.BigIntegerField(default=0)
    day = models.IntegerField()
    origin = models.BinaryField(max_length=16)
    content = models.BinaryField(max_length=16)
    source = models.CharField(max_length=40)
    received = models.DateTimeField()
    # The summary comes first, so that SQLite reads lists without following the overflow pages of the resource.
    summary = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_resource"
        indexes = [models.Index(fields=["person", "kind", "day", "id"], name="resource_by_day")]
        constraints = [models.UniqueConstraint("person", "origin", name="resource_once_per_origin")]

    def __str__(self) -> str:
        return str(self.id)


class SearchValue(models.Model):
    """A value that a resource can be found by within its patient, as a digest under the member's key."""

    id = models.BigAutoField(primary_key=True)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE)
    person = models.UUIDField()
    parameter = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=16)

    class Meta:
        db_table = "vault_searchvalue"
        indexes = [models.Index(fields=["person", "parameter", "digest"], name="searchvalue_by_value")]

    def __str__(self) -> str:
        return str(self.id)
