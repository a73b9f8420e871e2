"""Registered systems: what each is called, whose it is, and the public half of what it proves itself with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models


class Client(models.Model):
    """A system of a registered party; never a person's.

    `name` is what it calls itself (its client id), `party` a class of party, `until` its last moment, where it has one.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name: models.CharField[str, str] = models.CharField(max_length=60, unique=True)
    party: models.CharField[str, str] = models.CharField(max_length=60)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    revoked: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_client"

    def __str__(self) -> str:
        """Its name, which is no secret."""
        return self.name


class ClientKey(models.Model):
    """A certificate, or a public key that tokens are signed for.

    `digest` is the SHA-256 of the certificate, or the thumbprint of the key (RFC 7638), in hexadecimal: nothing that
    was revoked comes back under another name. `public` is the key as a JWK; a certificate needs none.
    """

    class Kind(models.TextChoices):
        """What sort of proof."""

        CERTIFICATE = "certificate"
        KEY = "key"

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    kind: models.CharField[str, str] = models.CharField(max_length=12, choices=Kind)
    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    public: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    begins: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    ends: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    revoked: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_client_key"
        ordering: ClassVar = ["begins", "id"]

    def __str__(self) -> str:
        """Its digest, which is no secret."""
        return self.digest


class ClientToken(models.Model):
    """An access token that a system may show until `ends`. Only its keyed digest is kept, in hexadecimal."""

    token: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    key = models.ForeignKey(ClientKey, on_delete=models.CASCADE)
    ends: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_client_token"

    def __str__(self) -> str:
        """The digest."""
        return self.token


class ClientAssertion(models.Model):
    """A signed token that was used. `token` is a keyed digest of the system and the token's own id, in hexadecimal."""

    token: models.CharField[str, str] = models.CharField(max_length=32, primary_key=True)
    ends: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        """The table's own facts."""

        db_table = "identity_client_assertion"

    def __str__(self) -> str:
        """The digest."""
        return self.token
