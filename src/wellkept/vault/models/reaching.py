"""Ways to reach a person, and what waits to be sent."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wellkept.vault.models.people import Person


class ContactPoint(models.Model):
    """A way to reach a person that she gave, or what she said of one that her enrolment has.

    `digest` is the blind index of the value under the plan's key. `sealed` is the value; empty for one of the
    enrolment, which is read where the enrolment keeps it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    source = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=16, db_index=True)
    made = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    preferred = models.BooleanField(default=False)
    sealed = models.BinaryField(default=bytes)

    class Meta:
        db_table = "vault_contact_point"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(preferred=True), name="one_preferred_contact_point"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Outgoing(models.Model):
    """Something to send: what, to whom and with which words is sealed; when and how often is not.

    `whom` is "person", "address" (one that the person gave for somebody else), "office" or "nobody". Whoever sends it
    holds the lease; a row whose lease ended is anybody's again. `handed_at` is set right before it is handed to a
    carrier and `ended_at` right after, so a row with the first alone may have left.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    whom = models.CharField(max_length=10)
    made = models.DateTimeField()
    due = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, db_index=True)
    outcome = models.CharField(max_length=20, blank=True, default="")
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_outgoing"
        indexes = [
            models.Index(fields=["due"], condition=models.Q(ended_at__isnull=True), name="outgoing_waiting"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Letter(models.Model):
    """A letter that no carrier takes, until an office of the plan has printed and sent it. Its id is the message's.

    Its words lie sealed where the exits keep what is not sent. `until` is when they are of no more use, as for a code.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    made = models.DateTimeField()
    until = models.DateTimeField(null=True)
    printed = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True, db_index=True)

    class Meta:
        db_table = "vault_letter"

    def __str__(self) -> str:
        return str(self.id)
