"""Who was let act for whom, what was asked and shown for it, and what was given about dependants."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wellkept.vault.models.people import Person


class Grant(models.Model):
    """That `viewer` may act for `person`: `Standing` is what holds now, this is what was given and how it ended.

    `data` and `closes` are JSON: nodes of the data tree; pairs of a day and the leaves that are closed from it on.
    `opened` are leaves that a minor opened again. `sealed` is the reason, in the words of who gave it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    viewer = models.UUIDField(db_index=True)
    party = models.CharField(max_length=40)
    basis = models.CharField(max_length=20)
    data = models.TextField()
    acts = models.BooleanField()
    begins = models.DateField()
    ends = models.DateField(null=True, db_index=True)
    closes = models.TextField(blank=True, default="")
    opened = models.TextField(blank=True, default="")
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=20, blank=True, default="")
    sealed = models.BinaryField(default=bytes)

    class Meta:
        db_table = "vault_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "viewer"], condition=models.Q(ended__isnull=True), name="grant_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """An invitation by a member, until it is accepted, taken back or over. `sealed`: to whom, and why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    data = models.TextField()
    acts = models.BooleanField()
    begins = models.DateField()
    ends = models.DateField()
    made = models.DateTimeField()
    open_until = models.DateTimeField()
    state = models.CharField(max_length=20)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_invitation"

    def __str__(self) -> str:
        return str(self.id)


class RepresentationRequest(models.Model):
    """That `person` says she may act for somebody by law, until staff decided. Sealed under her own key.

    `about` is the member whom her words name, None where no member or more than one is meant.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    about = models.UUIDField(null=True, db_index=True)
    party = models.CharField(max_length=40)
    state = models.CharField(max_length=20, db_index=True)
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_representation_request"

    def __str__(self) -> str:
        return str(self.id)


class Paper(models.Model):
    """A document given with a request. `kind` is what its bytes are; its name lies sealed here, they in its pieces.

    `scanned`: the plan's own scanner has seen it and found nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(RepresentationRequest, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20)
    size = models.IntegerField()
    scanned = models.BooleanField(default=False)
    pieces = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_paper"

    def __str__(self) -> str:
        return str(self.id)


class PaperPiece(models.Model):
    """Some bytes of a paper; pieces keep each write short."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    place = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_paper_piece"
        constraints = [models.UniqueConstraint("paper", "place", name="paper_piece_once")]

    def __str__(self) -> str:
        return str(self.id)


class DependantFact(models.Model):
    """What a member said about a dependant, and the one reason it was given for: a leaf of the purposes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    reason = models.CharField(max_length=60)
    received = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "vault_dependant_fact"

    def __str__(self) -> str:
        return str(self.id)


class Progress(models.Model):
    """How far a job over all people has come: what arrived before `until` was seen."""

    job = models.CharField(primary_key=True, max_length=40)
    until = models.DateTimeField()

    class Meta:
        db_table = "vault_progress"

    def __str__(self) -> str:
        return self.job
