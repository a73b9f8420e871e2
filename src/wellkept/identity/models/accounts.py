"""Accounts. What is typed to sign in is kept only as a keyed token, so the table names nobody."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from wellkept.identity.models.offices import Office
from wellkept.identity.visitor import Kind


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their token."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account whose token, in hexadecimal, this is. Raises `Account.DoesNotExist`."""
        return self.get(token=username)


class State(models.TextChoices):
    """What an account may be; one that is not open opens nothing."""

    INVITED = "invited"  # to an office: nobody has chosen a user name and a password yet
    OPEN = "open"
    SUSPENDED = "suspended"  # by its owner, until she signs in by a new proof
    LOCKED = "locked"  # somebody else used it, or was said to
    CLOSED = "closed"  # for good


class Account(AbstractBaseUser):
    """One way to sign in: a member's, a staff member's, or that of somebody at a provider's office.

    `token` is a keyed digest of the user name, in hexadecimal; `user_name` the same, sealed, so that its owner can be
    told: empty in an account of before that was kept, until its next sign-in.
    `person` is the member the account belongs to;
    `role` the class of party of a staff member, or of somebody at `office`. `shown_as` is how members see a staff
    member, and how an office calls one of its people, sealed.
    `passcode` (for the telephone) and `answers` (to security questions: a JSON object by question) hold hashes.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    person: models.UUIDField[UUID | None, UUID | None] = models.UUIDField(null=True, db_index=True)
    role: models.CharField[str, str] = models.CharField(max_length=60, blank=True, default="")
    office = models.ForeignKey(Office, null=True, on_delete=models.CASCADE)
    user_name: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    shown_as: models.BinaryField[bytes, bytes] = models.BinaryField(default=bytes)
    language: models.CharField[str, str] = models.CharField(max_length=10, default="en")
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    state: models.CharField[str, str] = models.CharField(max_length=10, choices=State, default=State.OPEN)
    passcode: models.CharField[str, str] = models.CharField(max_length=128, blank=True, default="")
    answers: models.TextField[str, str] = models.TextField(blank=True, default="")

    objects = Accounts()

    USERNAME_FIELD = "token"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """The table's own facts."""

        db_table = "identity_account"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="account_is_a_members_or_a_staff_members",
                condition=models.Q(person__isnull=False, role="") | models.Q(person__isnull=True) & ~models.Q(role=""),
            ),
            models.CheckConstraint(
                name="account_of_an_office_has_a_part_in_it",
                condition=models.Q(office__isnull=True) & ~models.Q(role__startswith="provider.")
                | models.Q(office__isnull=False, role__startswith="provider."),
            ),
        ]

    @property
    def kind(self) -> Kind:
        """What sort of visitor it makes of whoever signs in."""
        if self.office_id is not None:
            return Kind.OFFICE
        return Kind.STAFF if self.role else Kind.MEMBER

    @property
    def may_enter(self) -> bool:
        """Whether it opens anything now: it is open, and so is the office that it belongs to."""
        return self.is_active and (self.office is None or self.office.is_open)

    def __str__(self) -> str:
        """Never a name: accounts are shown by their id."""
        return str(self.id)
