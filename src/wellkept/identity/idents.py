"""How the ledger names the accounts of somebody."""

from __future__ import annotations

from uuid import UUID

from wellkept.identity.models import Account
from wellkept.identity.visitor import Kind


def idents_of(person: UUID) -> frozenset[str]:
    """The names under which a member's accounts stand in the book, as `Visitor.ident` gives them."""
    accounts = Account.objects.filter(person=person).values_list("id", flat=True)
    return frozenset(f"{Kind.MEMBER}:{account}" for account in accounts)


def persons_with_accounts() -> tuple[UUID, ...]:
    """The members who have an account."""
    rows = Account.objects.filter(person__isnull=False).values_list("person", flat=True)
    return tuple(person for person in rows if person is not None)


def accounts_of(person: UUID) -> tuple[UUID, ...]:
    """The ids of a person's accounts."""
    return tuple(Account.objects.filter(person=person).order_by("made").values_list("id", flat=True))
