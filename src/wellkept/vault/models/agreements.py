"""Who agreed to which version of the statement, for whom, and when."""

from __future__ import annotations

from django.db import models

from wellkept.vault.models.people import Person


class Agreement(models.Model):
    """One agreement of `person`, given for `behalf`: herself, or somebody she acts for."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    behalf = models.UUIDField()
    version = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "vault_agreement"
        constraints = [
            models.UniqueConstraint("person", "behalf", "version", name="agreement_once_per_version"),
        ]

    def __str__(self) -> str:
        return str(self.id)
