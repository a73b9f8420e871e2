"""Claims in the clear, as a plain Django site would keep what the list shows."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

TABLE = "plain_claim"


class Claim(models.Model):
    """A claim with the columns of `wellkept.vault.claims.ClaimRow`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    member = models.UUIDField()
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    began = models.DateField(null=True)
    ended = models.DateField(null=True)
    provider = models.CharField(max_length=200)
    about = models.CharField(max_length=200)
    billed = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    allowed = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    plan_paid = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    you_owe = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    is_sensitive = models.BooleanField(default=False)

    class Meta:
        app_label = "plain"
        db_table = TABLE
        indexes = [models.Index(fields=["member", "-began", "-id"], name="plain_claim_by_day")]

    def __str__(self) -> str:
        return str(self.id)
