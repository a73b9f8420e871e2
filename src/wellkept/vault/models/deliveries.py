"""Files that systems delivered and nobody has worked off yet."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Delivery(models.Model):
    """One file of a registered system, sealed under a key of its own, and what became of it.

    `client` is the system, `form` what it said it sends. `told` is JSON: counts, and reasons without anything personal.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client = models.UUIDField(db_index=True)
    party = models.CharField(max_length=60)
    form = models.CharField(max_length=20)
    state = models.CharField(max_length=20, db_index=True)
    received = models.DateTimeField()
    size = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    told = models.TextField(blank=True, default="")

    class Meta:
        db_table = "vault_delivery"

    def __str__(self) -> str:
        return str(self.id)


class DeliveryPiece(models.Model):
    """Some bytes of a delivery; pieces keep each write short."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE)
    place = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_delivery_piece"
        constraints = [models.UniqueConstraint("delivery", "place", name="delivery_piece_once")]

    def __str__(self) -> str:
        return str(self.id)
