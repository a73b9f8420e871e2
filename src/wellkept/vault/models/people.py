"""Persons, the numbers they are known by, personal details, and who stands how to whom."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Person(models.Model):
    """Somebody the plan keeps data about; everything that says who is sealed elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolled = models.BooleanField(default=False)
    made_on = models.DateField()

    class Meta:
        db_table = "vault_person"

    def __str__(self) -> str:
        return str(self.id)


class Identifier(models.Model):
    """A number that a person is known by: its blind index under the plan's key, and the number itself, sealed.

    Two persons may have the same number until somebody has looked into it, so only the pair is unique.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_identifier"
        constraints = [
            models.UniqueConstraint("kind", "digest", "person", name="identifier_once_per_person"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Detail(models.Model):
    """What one source says of one category of a person: name, address, languages …; sealed JSON."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    category = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    content = models.BinaryField(max_length=16)
    received = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_detail"
        constraints = [
            models.UniqueConstraint("person", "category", "source", name="detail_once_per_source"),
        ]
        # For the job that looks at whose enrolment changed; nothing else is searched by time.
        indexes = [
            models.Index(fields=["received"], condition=models.Q(category="coverage.enrolment"), name="detail_enrolled")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Standing(models.Model):
    """How a viewer stands to a person: the facts that a decision needs, rewritten by whatever changes them.

    The row of a person with herself holds what is true whoever looks. `held` has the bits of `standing.STORED`;
    `within` and `restricted` are scopes, written as `standing.write_scopes` does. The row holds from `valid_from` up
    to, not including, `valid_until`.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    viewer = models.UUIDField(db_index=True)
    party = models.CharField(max_length=40, blank=True, default="")
    held = models.BigIntegerField(default=0)
    within = models.TextField(blank=True, default="")
    restricted = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "vault_standing"
        constraints = [
            models.UniqueConstraint("person", "viewer", name="standing_once_per_viewer"),
        ]

    def __str__(self) -> str:
        return str(self.id)
