"""Who leaves for good: nothing of her accounts stays, and no session goes on."""

from __future__ import annotations

from uuid import UUID

from wellkept.identity import one_time
from wellkept.identity.models import Account


def remove_accounts_of(person: UUID) -> int:
    """Remove the accounts of a person with their sessions, browsers and secrets; how many there were."""
    accounts = list(Account.objects.filter(person=person))
    for account in accounts:
        one_time.end_all(account.id)
        account.delete()
    return len(accounts)
